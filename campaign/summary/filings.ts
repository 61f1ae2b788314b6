import type { CampaignPlan } from '../definition/plan.ts';
import { type LinePlan, ORGANISER, type RulePlan, type TaskPlan, keyOf, ruleOf } from '../line/plan.ts';
import { type Figures, type TaskOutcome, outcome } from '../line/outcome.ts';
import { type LineState, type TaskState, freshTask } from '../line/state.ts';
import type { Instant } from '../time/instant.ts';
import { type Flag, checkReport, isFlag } from './evidence.ts';
import type { ReadableReport } from './removed.ts';
import type { Report } from './report.ts';

/** What the summary is made from. The organiser's own line may be among the lines; it is never counted. */
export interface Material {
  readonly plan: CampaignPlan;
  readonly lines: readonly { readonly plan: LinePlan; readonly state: LineState }[];
  /** By digest, as far as they could be read. */
  readonly reports: ReadonlyMap<string, ReadableReport>;
  readonly asOf: Instant;
  /** 反映问题: how many came in, and were answered. */
  readonly concerns?: { readonly received: number; readonly answered: number };
  /** Ids of the cases that were adopted. */
  readonly adopted?: readonly string[];
}

/** One task of a unit, what became of it, and the latest version if it stands (not returned, not withdrawn). */
export interface Filing {
  readonly participant: string;
  readonly unit: string;
  /** As people call it: 山东省济南市市场监管局. */
  readonly unitName: string;
  readonly task: TaskPlan;
  readonly rule: RulePlan;
  readonly own: TaskState;
  readonly outcome: TaskOutcome;
  readonly report?: ReadableReport;
  readonly flags: readonly Flag[];
}

export interface FiledLine {
  readonly id: string;
  readonly name: string;
  readonly relation: LinePlan['relation'];
  /** Of all its tasks. */
  readonly figures: Figures;
  /** Of the tasks that tell what was done: what the notice calls 反馈. Proposals, confirmations and action plans are none. */
  readonly feedback: Figures;
  readonly filings: readonly Filing[];
}

/** Puts together what is known of every task, line by line: in the order of signing, then lines that the plan no longer has. */
export function fileLines({ plan: whole, lines, reports, asOf }: Material): FiledLine[] {
  const place = new Map(whole.participants.map(({ id }, index) => [id, index]));
  const rank = ({ plan }: Material['lines'][number]): number => place.get(plan.line) ?? place.size;
  const ordered = lines.filter(({ plan }) => plan.line !== ORGANISER).sort((a, b) => rank(a) - rank(b));
  return ordered.map(({ plan, state }) => {
    const { tasks, figures } = outcome(plan, state, asOf);
    const shown = new Map(tasks.map((each) => [keyOf(each), each]));
    const filings = plan.tasks.flatMap((task) => {
      const found = shown.get(keyOf(task));
      return found === undefined ? [] : [filing(plan, task, state.tasks[keyOf(task)] ?? freshTask(task.due), found, reports)];
    });
    const results = plan.tasks.filter((task) => tellsResults(whole, { task, rule: ruleOf(plan, task) }));
    const feedback = outcome({ ...plan, tasks: results }, state, asOf).figures;
    return { id: plan.line, name: plan.name, relation: plan.relation, figures, feedback, filings };
  });
}

function filing(plan: LinePlan, task: TaskPlan, own: TaskState, shown: TaskOutcome, reports: Material['reports']): Filing {
  const rule = ruleOf(plan, task);
  const stands = own.status === 'submitted' || own.status === 'accepted';
  const report = stands && own.report !== undefined ? reports.get(own.report) : undefined;
  return {
    participant: plan.line, unit: task.unit, unitName: nameOf(plan, task.unit), task, rule, own, outcome: shown,
    ...(report === undefined ? {} : { report }),
    flags: stands ? flagsOf(rule, own, report) : [],
  };
}

/** Those noted when it came in, and those today's rules find: a report that says too much must not slip through either. */
function flagsOf(rule: RulePlan, own: TaskState, report: Report | undefined): Flag[] {
  const found = report === undefined ? [] : checkReport(rule, report).flags;
  return [...new Set([...(own.flags ?? []).filter(isFlag), ...found])];
}

/** As people call it: with its participant's name before it. */
export function nameOf(plan: LinePlan, unit: string): string {
  const name = plan.units.find(({ id }) => id === unit)?.name ?? unit;
  return unit === plan.line || name.startsWith(plan.name) ? name : `${plan.name}${name}`;
}

/** Accepted with a content to draw on: a nil report has none. */
export function isTold(filing: Filing): filing is Filing & { readonly report: Report } {
  return filing.own.status === 'accepted' && filing.report !== undefined && !filing.report.nil;
}

/**
 * Whether a task tells what was done. What is due before the activities begin (proposals, action plans) tells what is meant to be
 * done: its figures are no results.
 */
export function tellsResults({ phases }: Pick<CampaignPlan, 'phases'>, { rule, task }: Pick<Filing, 'rule' | 'task'>): boolean {
  const begin = phases.find(({ name }) => name === 'activities')?.at;
  return rule.form === 'report' && (begin === undefined || task.due >= begin);
}
