import { type Day, type Instant, at, dayOf } from '../time/instant.ts';
import { shift } from '../time/workingDays.ts';
import type { CallReason, ItemKind } from './letter.ts';
import { type LinePlan, ORGANISER } from './plan.ts';
import { contactNow, isSubordinate, recipientNow } from './recipients.ts';
import { askSlot, leavesAt } from './release.ts';
import type { Step } from './schedule.ts';
import { type Answer, type LineState, type TaskState, correspondent, isClosed } from './state.ts';

/** A step as it will really leave: rerouted to the office where our rules say so. */
export interface AgendaStep extends Step {
  readonly reason?: CallReason;
  readonly answer?: Answer;
  /** Days on which an escalation does not leave: those of its task's overdue letters. */
  readonly notOn?: readonly Day[];
  /** Such an overdue letter is still on its way: until it has left, an escalation is not handed over for a later digest either. */
  readonly waits?: true;
}

/** Working days between the letters that must have arrived and an escalation. */
const REACHED_BEFORE = 2;

/** Where a step goes in the end; undefined while it waits for a person. `all` is the schedule it stands in. */
export function route(
  plan: LinePlan, state: LineState, step: Step, own: TaskState, all: readonly Step[], now: Instant,
): AgendaStep | undefined {
  const reason = detour(plan, state, step, own, all, now);
  if (reason !== undefined) return toOffice(plan, step, reason);
  if (step.kind === 'call') {
    // Nobody is asked to release what does not go to the superior anyway.
    const asked = all.find((other) => askSlot(other.slot) === step.slot);
    const goes = asked !== undefined && detour(plan, state, asked, own, all, now) === undefined;
    return goes ? { ...step, reason: 'release' } : undefined;
  }
  const to = recipientNow(plan, state, step);
  const addressed = to === step.to ? step : { ...step, to };
  if (step.release !== true) return addressed;
  const released = own.released[step.slot];
  const when = released === undefined ? undefined : leavesAt(plan, step, released, all);
  return when === undefined ? undefined : { ...addressed, at: when };
}

/** Why the office is told instead, if so. */
function detour(
  plan: LinePlan, state: LineState, step: Step, own: TaskState, all: readonly Step[], now: Instant,
): CallReason | undefined {
  if (step.kind === 'remind' || step.kind === 'overdue') return own.chased >= plan.perTask ? 'budget' : undefined;
  if (step.kind !== 'escalate' || step.to.role === 'office' || isSubordinate(plan, step.unit)) return undefined;
  if (correspondent(state, contactNow(plan, state, step.unit)).refusing !== undefined) return 'mail-refused';
  if (!wasReached(plan, step, own, all, now)) return 'not-reached';
  const { refusing } = step.to.role === 'superior' ? correspondent(state, step.to) : {};
  return refusing !== undefined && step.at <= refusing ? 'mail-refused' : undefined;
}

/** Never our own failure: the assignment and one later letter arrived at least two working days before. */
function wasReached(plan: LinePlan, step: Step, own: TaskState, all: readonly Step[], now: Instant): boolean {
  const latest = shift(plan.calendar, dayOf(step.at), -REACHED_BEFORE);
  if (latest === undefined) return false;
  const ahead = (kinds: readonly ItemKind[]): Day | undefined => {
    const letter = all.find((other) => kinds.includes(other.kind) && other.at >= now && !isClosed(other, own));
    return letter === undefined ? undefined : dayOf(letter.at);
  };
  const assigned = own.assigned ?? ahead(['assign']);
  const reached = own.reached ?? ahead(['remind', 'overdue']);
  return assigned !== undefined && reached !== undefined && assigned <= latest && reached <= latest;
}

/** An item for the office's digest of that day, slot and level kept; undefined if the step's window is over by then. */
function toOffice(plan: LinePlan, step: Step, reason: CallReason): AgendaStep | undefined {
  const { release: _, ...rest } = step;
  const when = at(dayOf(step.at), plan.sending.digest);
  return when >= step.until ? undefined : { ...rest, to: { unit: ORGANISER, role: 'office' }, at: when, reason };
}
