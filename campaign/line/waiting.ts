import { type Instant, at, dayOf } from '../time/instant.ts';
import { shift } from '../time/workingDays.ts';
import { compare } from './compare.ts';
import { type LinePlan, keyOf, ruleOf } from './plan.ts';
import { isSubordinate } from './recipients.ts';
import { lapsesAt, releasableFrom } from './release.ts';
import { schedule } from './schedule.ts';
import { type LineState, type TaskState, isChased, isClosed } from './state.ts';

/** Something that waits for a person of ours: a report for its review, an escalation for its release, a request for an answer. */
export interface Waiting {
  readonly unit: string;
  readonly task: string;
  readonly what: 'review' | 'release' | 'extension';
  readonly since: Instant;
  /** Who is to act: a participant reviews its own units. */
  readonly who: 'office' | 'participant';
  /** From then on it is late, or void. */
  readonly until?: Instant;
}

/** Everything of a line that waits for somebody at `now`, longest first. */
export function waitingIn(plan: LinePlan, state: LineState, now: Instant): Waiting[] {
  if (state.cancelled !== undefined) return [];
  return plan.tasks.flatMap((task): Waiting[] => {
    const own = state.tasks[keyOf(task)];
    if (own === undefined) return [];
    const of = { unit: task.unit, task: task.task };
    const who = isSubordinate(plan, task.unit) ? 'participant' : 'office';
    return [
      ...(own.status === 'submitted' && own.submittedAt !== undefined
        ? [{ ...of, what: 'review', since: own.submittedAt, who, ...reviewBy(plan, own.submittedAt, ruleOf(plan, task).review) } as const] : []),
      ...(own.asked !== undefined && own.asked.at !== undefined ? [{ ...of, what: 'extension', since: own.asked.at, who } as const] : []),
      ...releases(plan, task, own, now).map(({ at: since, until }) => ({ ...of, what: 'release', since, who: 'office', until } as const)),
    ];
  }).sort((a, b) => compare(a.since, b.since));
}

function reviewBy(plan: LinePlan, submitted: Instant, within: number): { readonly until?: Instant } {
  const on = shift(plan.calendar, dayOf(submitted), within);
  return on === undefined ? {} : { until: at(on, plan.sending.digest) };
}

/** Escalations that may be released and are not: from the overdue letter until they lapse. */
function releases(plan: LinePlan, task: LinePlan['tasks'][number], own: TaskState, now: Instant): { at: Instant; until: Instant }[] {
  if (!isChased(own) || own.reached === undefined) return [];
  const steps = schedule(plan, task, own);
  const since = releasableFrom(steps, own.due);
  return since > now ? [] : steps
    .filter((step) => step.release === true && own.released[step.slot] === undefined && !isClosed(step, own) && step.until > now)
    .map((step) => ({ at: since, until: lapsesAt(plan, step) })).filter(({ until }) => until >= now);
}
