import { type Day, type Instant, addSeconds, at, dayOf, later } from '../time/instant.ts';
import { earliestSending } from '../time/sendingHours.ts';
import { nextComfortableDay, shift } from '../time/workingDays.ts';
import type { LinePlan } from './plan.ts';
import { isDigest } from './recipients.ts';
import type { AgendaStep } from './route.ts';
import { type LineState, correspondent } from './state.ts';

/** The first instant from `now` on at which the step may be carried out; undefined beyond the calendar. */
export function possibleAt(plan: LinePlan, state: LineState, step: AgendaStep, now: Instant): Instant | undefined {
  const from = later(later(step.at, now), retryAt(state, step) ?? now);
  if (step.kind === 'receipt') return from;
  // One letter per recipient per moment: what a command brings up while a batch is on its way leaves after it.
  const free = isDigest(step.to) || state.batchAt === undefined ? from : later(from, addSeconds(state.batchAt, 1));
  const when = earliestSending(plan.calendar, plan.sending, free);
  return when === undefined || step.kind !== 'escalate' ? when : escalates(plan, state, step, when);
}

/** When a letter is tried again that could not be taken; undefined if nothing is in its way. */
export function retryAt(state: LineState, { to }: AgendaStep): Instant | undefined {
  if (isDigest(to)) return undefined;
  const own = correspondent(state, to).retry?.at;
  return own === undefined || state.retry === undefined ? own ?? state.retry?.at : later(own, state.retry.at);
}

/**
 * However late an escalation leaves, it keeps off awkward days and the days of its task's overdue letters, comes after an
 * overdue letter that could not leave yet, and a superior is told once a day at most. `when` is inside sending hours.
 */
function escalates(plan: LinePlan, state: LineState, step: AgendaStep, when: Instant): Instant | undefined {
  const { calendar, sending } = plan;
  const digest = isDigest(step.to);
  const told = digest ? undefined : correspondent(state, step.to).told;
  const first = digest ? digestDay(plan, when) : dayOf(when);
  const on = first === undefined ? undefined
    : nextComfortableDay(calendar, first, (day) => day !== told && step.notOn?.includes(day) !== true);
  if (on === undefined || (on === first && step.waits !== true)) return on && when;
  return at(on, digest ? sending.digest : sending.at);
}

/** The day of the digest that carries what is handed over then. */
function digestDay({ calendar, sending }: LinePlan, when: Instant): Day | undefined {
  return when <= at(dayOf(when), sending.digest) ? dayOf(when) : shift(calendar, dayOf(when), 1);
}
