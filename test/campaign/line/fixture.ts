import { type Instant, instant } from '../../../campaign/time/instant.ts';
import { apply } from '../../../campaign/line/apply.ts';
import type { Command } from '../../../campaign/line/commands.ts';
import { decide } from '../../../campaign/line/decide.ts';
import type { Entry, Fact } from '../../../campaign/line/facts.ts';
import type { Relation } from '../../../campaign/line/letter.ts';
import { type Escalation, type Ladder, type LinePlan, ORGANISER, RULES_VERSION, type RulePlan, type UnitPlan } from '../../../campaign/line/plan.ts';
import { type LineState, type TaskState, openLine } from '../../../campaign/line/state.ts';
import { autumn, hours } from '../time/autumn.ts';

/** `2024-10-18 17:00`, or with seconds. */
export function when(text: string): Instant {
  return instant(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+08:00`);
}

const toOffice: Escalation = { at: 3, level: 'yellow', to: 'office' };

/** The ladders of the 2024 campaign. */
export const ladders = {
  peer: { reminders: [-5, -1], overdue: [2], escalation: [toOffice, { at: 5, level: 'red', to: 'head' }] },
  guided: { reminders: [-5, -1], overdue: [2], escalation: [toOffice, { at: 5, level: 'red', to: 'superior', release: true }] },
  own: { reminders: [-5, -1], overdue: [1], escalation: [{ at: 2, level: 'blue', to: 'superior' }, { at: 5, level: 'red', to: 'head' }] },
} as const satisfies Record<Relation, Ladder>;

export interface TaskSketch extends Partial<RulePlan> {
  readonly unit?: string;
  readonly assign?: string;
  readonly due?: string;
}

export interface LineSketch {
  readonly line?: string;
  readonly relation?: Relation;
  readonly units?: readonly UnitPlan[];
  readonly superiorIs?: string;
  readonly tasks?: Readonly<Record<string, TaskSketch>>;
  readonly perTask?: number;
  readonly perWeek?: number;
  readonly close?: string;
}

/**
 * A line as `compile` would make it. Without further words: the department `mot`, peer, asked on Monday 23 September for
 * a `summary` by Friday 18 October 17:00; it closes on 1 November.
 */
export function lineOf(sketch: LineSketch = {}): LinePlan {
  const { line = 'mot', relation = line === ORGANISER ? 'own' : 'peer', tasks = { summary: {} } } = sketch;
  const rules = Object.entries(tasks).map(([task, { unit: _, assign: __, due: ___, ...rule }]): [string, RulePlan] => [task, {
    title: task, form: 'report', source: 'stated', ladder: ladders[relation], acknowledge: 5, review: 5, evidence: {},
    declarations: [], ...rule,
  }]);
  return {
    rulesVersion: RULES_VERSION, campaign: 'quality-month-2024', title: '质量月', line, name: line, relation, revision: 1,
    calendar: autumn, sending: hours, close: when(sketch.close ?? '2024-11-01 09:00'), perTask: sketch.perTask ?? 3, perWeek: sketch.perWeek ?? 3,
    units: sketch.units ?? [{ id: line, name: line }],
    ...(sketch.superiorIs === undefined ? {} : { superiorIs: sketch.superiorIs }),
    rules: Object.fromEntries(rules),
    tasks: Object.entries(tasks).map(([task, { unit = line, assign = '2024-09-23 09:00', due = '2024-10-18 17:00' }]) => (
      { unit, task, rule: task, assign: when(assign), due: when(due) })),
  };
}

export function entry(receivedAt: string, more: Partial<Entry> = {}): Entry {
  return { channel: 'portal', enteredBy: 'contact', receivedAt: when(receivedAt), ...more };
}

export function play(state: LineState, facts: readonly Fact[]): LineState {
  return facts.reduce(apply, state);
}

/** A line to which things happen one after another. */
export class Story {
  readonly plan: LinePlan;
  state: LineState;

  constructor(sketch: LineSketch | LinePlan = {}) {
    this.plan = 'calendar' in sketch ? sketch : lineOf(sketch);
    this.state = openLine(this.plan);
  }

  /** Gives a command; returns what it came to. */
  at(now: string, command: Command): readonly Fact[] {
    const facts = decide(this.plan, this.state, command, when(now));
    this.record(...facts);
    return facts;
  }

  record(...facts: readonly Fact[]): this {
    this.state = play(this.state, facts);
    return this;
  }

  report(now: string, more: { unit?: string; task?: string; received?: string; nil?: boolean } = {}): readonly Fact[] {
    const { unit = this.plan.line, task = 'summary', received = now, nil = false } = more;
    return this.at(now, { command: 'submitReport', unit, task, report: 'd1', nil, flags: [], entry: entry(received) });
  }

  task(key = `${this.plan.line}/summary`): TaskState {
    const task = this.state.tasks[key];
    if (task === undefined) throw new Error(`no task ${key}`);
    return task;
  }
}

/** The sentence of a refusal; throws if the command was not refused. */
export function refusal(facts: readonly Fact[]): string {
  const [fact] = facts;
  if (facts.length !== 1 || fact?.fact !== 'refused') throw new Error(`not refused: ${JSON.stringify(facts)}`);
  return fact.why;
}
