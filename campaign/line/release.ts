import { type Instant, at, dayOf, earlier } from '../time/instant.ts';
import { nextOpening } from '../time/sendingHours.ts';
import { nextComfortableDay, shift } from '../time/workingDays.ts';
import type { LinePlan } from './plan.ts';
import type { Step } from './schedule.ts';

/** An unreleased step lapses after so many working days. */
const RELEASE_WITHIN = 5;

/** The slot of the question whether a step may be released. */
export function askSlot(slot: string): string {
  return `${slot}.release`;
}

/** The last instant at which a release still counts: the fifth working day after the step, until sending ends. */
export function lapsesAt(plan: LinePlan, step: { readonly at: Instant }): Instant {
  const on = shift(plan.calendar, dayOf(step.at), RELEASE_WITHIN);
  return on === undefined ? plan.close : earlier(at(on, plan.sending.until), plan.close);
}

/** From when on escalations of a task may be released: its unit has been asked once more. `all` is the task's schedule. */
export function releasableFrom(all: readonly Step[], due: Instant): Instant {
  return all.find(({ kind }) => kind === 'overdue')?.at ?? due;
}

/**
 * When a step leaves that was released then: at its `at`, later at the next `sending.at` of a day on which escalations leave;
 * undefined once its window is over. `all` is the schedule it stands in.
 */
export function leavesAt(
  plan: LinePlan, step: Pick<Step, 'at' | 'until'>, released: Instant, all: readonly Step[],
): Instant | undefined {
  const when = released <= step.at ? step.at : nextEscalation(plan, released, all);
  return when === undefined || when >= step.until ? undefined : when;
}

function nextEscalation({ calendar, sending }: LinePlan, released: Instant, all: readonly Step[]): Instant | undefined {
  const opening = nextOpening(calendar, sending, released);
  const on = opening && nextComfortableDay(calendar, dayOf(opening), (day) => (
    all.every(({ kind, at: when }) => kind !== 'overdue' || dayOf(when) !== day)));
  return on && at(on, sending.at);
}
