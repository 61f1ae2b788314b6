import { apply } from '../line/apply.ts';
import type { DoneStep, Fact } from '../line/facts.ts';
import type { LinePlan, TaskPlan } from '../line/plan.ts';
import { keyOf } from '../line/plan.ts';
import { type LineState, openLine } from '../line/state.ts';
import type { Instant } from '../time/instant.ts';
import type { Evidence, LedgerLine } from './evidence.ts';

export { unitOf } from '../line/plan.ts';
export { itemId, stepId } from '../line/stepId.ts';

/** One fact of a line, with what was known before it. */
export interface Moment {
  readonly fact: Fact;
  readonly before: LineState;
  /** The plan that was in force. */
  readonly plan: LinePlan;
}

/** A line's journal, replayed. */
export interface Walk {
  readonly line: string;
  readonly moments: readonly Moment[];
  /** The state at the end, and the plan in force then. */
  readonly final: LineState;
  readonly plan: LinePlan;
  /** Up to then everything stands in the journal: a running line may be a moment behind. Undefined before its first step. */
  readonly upTo: Instant | undefined;
}

/** A letter that the mail server took, once, however often it was tried. */
export interface Accepted extends LedgerLine {
  /** Real time at which the attempt began that was accepted. */
  readonly started: number;
}

/** The evidence, prepared: what every property needs is worked out once. */
export interface Ground extends Evidence {
  readonly walks: readonly Walk[];
  /** In the order of acceptance. */
  readonly accepted: readonly Accepted[];
}

export function groundOf(evidence: Evidence): Ground {
  const lines = new Set(evidence.plans.flatMap((plan) => plan.lines.map(({ line }) => line)));
  return {
    ...evidence,
    walks: [...lines].map((line) => walk(evidence, line)),
    accepted: acceptedOf(evidence.ledger),
  };
}

function walk({ plans, journals, records }: Evidence, line: string): Walk {
  const slices = plans.flatMap((plan) => plan.lines.filter((each) => each.line === line));
  const [first] = slices;
  if (first === undefined) throw new RangeError(`no plan has the line ${line}`);
  let state = openLine(first);
  const inForce = (): LinePlan => slices.findLast(({ revision }) => revision <= state.revision) ?? first;
  const moments = (journals.get(line) ?? []).map((fact): Moment => {
    const moment = { fact, before: state, plan: inForce() };
    state = apply(state, fact);
    return moment;
  });
  const plan = inForce();
  return { line, moments, final: state, plan, upTo: records.has(line) ? plan.close : moments.findLast(({ fact }) => isWaking(fact))?.fact.at };
}

/** Whoever does something notes first what has passed. */
function isWaking({ fact }: Fact): boolean {
  return fact === 'letterSent' || fact === 'handedToOffice' || fact === 'stepsMissed' || fact === 'stepsLapsed';
}

function acceptedOf(ledger: readonly LedgerLine[]): Accepted[] {
  const begun = new Map<string, number>();
  const found = new Map<string, Accepted>();
  for (const record of ledger) {
    if (record.state === 'sending') begun.set(record.messageId, record.ms);
    if (record.state !== 'accepted' || found.has(record.messageId)) continue;
    found.set(record.messageId, { ...record, started: begun.get(record.messageId) ?? record.ms });
  }
  return [...found.values()];
}

/** The task of a plan. */
export function taskOf({ tasks }: LinePlan, key: string): TaskPlan | undefined {
  return tasks.find((task) => keyOf(task) === key);
}

/** Facts by which a line did steps, with the steps. */
export function stepsDone(fact: Fact): readonly DoneStep[] {
  return fact.fact === 'letterSent' || fact.fact === 'handedToOffice' ? fact.steps : [];
}
