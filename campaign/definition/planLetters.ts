import { compare } from '../line/compare.ts';
import { type Instant, instant } from '../time/instant.ts';
import { agenda, type AgendaStep } from '../line/agenda.ts';
import type { LetterItem, LetterKind, Level, Role } from '../line/letter.ts';
import { byTask, kindOf, roleOf } from '../line/letters.ts';
import { type LinePlan, keyOf } from '../line/plan.ts';
import { type Recipient, recipientKey } from '../line/recipients.ts';
import { schedule } from '../line/schedule.ts';
import { type LineState, change, freshTask, openLine } from '../line/state.ts';
import type { CampaignPlan, Roster } from './plan.ts';

/** A letter as `plan` shows it. */
export interface PlannedLetter {
  readonly at: Instant;
  readonly to: string;
  readonly role: Role;
  readonly kind: LetterKind;
  readonly items: readonly { readonly unit: string; readonly task: string; readonly slot: string; readonly level?: Level }[];
}

/** Before every step: all of them are still ahead. */
const BEGINNING = instant('1970-01-01T08:00:00+08:00');

/** The letters if nobody ever answers, every letter is accepted on its day and every release given in time. */
export function planLetters(plan: CampaignPlan, roster: Roster): PlannedLetter[] {
  return lettersOfSteps(plan.lines.flatMap(silentSteps), roster);
}

/** The letters that carry these steps, one per address and moment. */
export function lettersOfSteps(steps: readonly AgendaStep[], roster: Roster): PlannedLetter[] {
  const groups = new Map<string, [AgendaStep, ...AgendaStep[]]>();
  for (const step of steps) {
    const group = `${step.at} ${addressOf(step.to, roster)}`;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [step]);
    else known.push(step);
  }
  return [...groups.values()].map((group) => plannedLetter(group, roster))
    .sort((a, b) => compare(a.at, b.at) || compare(a.to, b.to));
}

/** Everything on the agenda of a line that never hears anything, with every release given in time. */
export function silentSteps(plan: LinePlan): readonly AgendaStep[] {
  const steps = silent.get(plan) ?? agenda(plan, withReleases(plan, openLine(plan)), BEGINNING);
  silent.set(plan, steps);
  return steps;
}

// Plans never change; `check` and `plan` look at the steps of 1,000 lines more than once.
const silent = new WeakMap<LinePlan, readonly AgendaStep[]>();

/** The same with every release of the present rounds given in time. */
export function withReleases(plan: LinePlan, from: LineState): LineState {
  return plan.tasks.reduce((state, task) => {
    const waiting = schedule(plan, task, state.tasks[keyOf(task)] ?? freshTask(task.due)).filter(({ release }) => release === true);
    if (waiting.length === 0) return state;
    const released = Object.fromEntries(waiting.map(({ slot }) => [slot, task.assign]));
    return change(state, keyOf(task), (own) => ({ ...own, released }));
  }, from);
}

function plannedLetter([first, ...others]: readonly [AgendaStep, ...AgendaStep[]], roster: Roster): PlannedLetter {
  const items = [first, ...others].sort(byTask);
  return {
    at: first.at, to: addressOf(first.to, roster), role: roleOf(first.to, items), kind: kindOf(first.to, items),
    items: items.map(({ unit, task, slot, level }) => ({ unit, task, slot, ...(level === undefined ? {} : { level }) })),
  };
}

/** The address a recipient's letters go to. Throws if the roster is not of this plan. */
export function addressOf(to: Recipient, roster: Roster): string {
  if (to.role === 'office') return roster.office.mail;
  if (to.role === 'head') return roster.head.mail;
  const mail = to.role === 'superior' ? roster.superiors[to.unit]?.mail : roster.contacts[to.unit]?.[0]?.mail;
  if (mail === undefined) throw new RangeError(`the roster has no address for ${recipientKey(to)}`);
  return mail;
}

/** The part of a letter's items that presses somebody (减负). */
export function isChasing(kind: LetterKind | LetterItem['kind']): boolean {
  return kind === 'remind' || kind === 'overdue';
}
