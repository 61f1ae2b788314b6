import { type Day, type Instant, at, dayOf } from '../time/instant.ts';
import { earliestSending, isSendingTime } from '../time/sendingHours.ts';
import { shift } from '../time/workingDays.ts';
import type { CallReason } from './letter.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf } from './plan.ts';
import { type Recipient, contactOf, isDigest, isSubordinate } from './recipients.ts';
import { type Step, schedule } from './schedule.ts';
import { type Answer, type LineState, type TaskState, freshTask, isChased } from './state.ts';

/** A step as it will really leave: rerouted to the office where our rules say so. */
export interface AgendaStep extends Step {
  readonly reason?: CallReason;
  readonly answer?: Answer;
}

/** Working days between the letters that must have arrived and an escalation. */
const REACHED_BEFORE = 2;
/** An unreleased step lapses after so many working days. */
export const RELEASE_WITHIN = 5;

/**
 * 日程: everything pending at `now`, soonest first: steps of present rounds whose window is open or ahead, and answers owed.
 * Letters still ahead count as accepted on their day, as in a plan; releases still ahead as not given.
 */
export function agenda(plan: LinePlan, state: LineState, now: Instant): AgendaStep[] {
  if (state.cancelled !== undefined) return [];
  const steps = plan.tasks.flatMap((task) => {
    const own = state.tasks[keyOf(task)] ?? freshTask(task.due);
    return [...pendingSteps(plan, state, task, own, now), ...answersOf(plan, task, own)];
  });
  return steps.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** The pending steps of one task, routed. */
function pendingSteps(plan: LinePlan, state: LineState, task: TaskPlan, own: TaskState, now: Instant): AgendaStep[] {
  if (own.status === 'exempt' || own.status === 'accepted') return [];
  const all = schedule(plan, task, own);
  return all.flatMap((step): AgendaStep[] => {
    if (step.until <= now || isClosed(step, own) || !isWanted(step, state, task, own)) return [];
    const routed = route(plan, step, own, all, now);
    return routed === undefined ? [] : [routed];
  });
}

/** Whether a step of this round was carried out, missed or lapsed already. */
export function isClosed(step: Pick<Step, 'slot'>, own: TaskState): boolean {
  return own.done.includes(step.slot) || own.missed.includes(step.slot) || own.lapsed.includes(step.slot);
}

/** Whether a step still makes sense after what the unit did. */
export function isWanted(step: Step, state: LineState, task: TaskPlan, own: TaskState): boolean {
  if (step.kind === 'review') return own.status === 'submitted';
  if (!isChased(own)) return false;
  if (step.kind !== 'unacknowledged') return true;
  const word = state.units[task.unit]?.acknowledged;
  return word === undefined || word < task.assign;
}

/** Where a step goes in the end; undefined while it waits for a person. */
function route(plan: LinePlan, step: Step, own: TaskState, all: readonly Step[], now: Instant): AgendaStep | undefined {
  if ((step.kind === 'remind' || step.kind === 'overdue') && own.chased >= plan.perTask) {
    return toOffice(plan, step, 'budget');
  }
  if (step.kind === 'call') {
    const escalated = step.slot.replace('.release', '');
    return own.released[escalated] === undefined ? { ...step, reason: 'release' } : undefined;
  }
  const tested = step.kind === 'escalate' && !isSubordinate(plan, step.unit) && step.to.role !== 'office';
  if (tested && !wasReached(plan, step, own, all, now)) return toOffice(plan, step, 'not-reached');
  if (step.release !== true) return step;
  const released = own.released[step.slot];
  if (released === undefined) return undefined;
  const next = released <= step.at ? step.at : earliestAfter(plan, released);
  return next === undefined || next >= step.until ? undefined : { ...step, at: next };
}

/** Never our own failure: the assignment and one later letter arrived at least two working days before. */
function wasReached(plan: LinePlan, step: Step, own: TaskState, all: readonly Step[], now: Instant): boolean {
  const latest = shift(plan.calendar, dayOf(step.at), -REACHED_BEFORE);
  if (latest === undefined) return false;
  const ahead = (kinds: readonly string[]): Day | undefined => {
    const letter = all.find((other) => kinds.includes(other.kind) && other.at >= now && !isClosed(other, own));
    return letter === undefined ? undefined : dayOf(letter.at);
  };
  const assigned = own.assigned ?? ahead(['assign']);
  const reached = own.reached ?? ahead(['remind', 'overdue']);
  return assigned !== undefined && reached !== undefined && assigned <= latest && reached <= latest;
}

function toOffice(plan: LinePlan, step: Step, reason: CallReason): AgendaStep {
  const { release: _, ...rest } = step;
  const when = at(dayOf(step.at), plan.sending.digest);
  return { ...rest, to: { unit: ORGANISER, role: 'office' }, at: when, reason };
}

/** Released late, an escalation leaves at the next `sending.at`. */
function earliestAfter(plan: LinePlan, released: Instant): Instant | undefined {
  const today = at(dayOf(released), plan.sending.at);
  if (released < today && isSendingTime(plan.calendar, plan.sending, today)) return today;
  const next = shift(plan.calendar, dayOf(released), 1);
  return next === undefined ? undefined : at(next, plan.sending.at);
}

function answersOf(plan: LinePlan, task: TaskPlan, own: TaskState): AgendaStep[] {
  return own.answers.flatMap((answer): AgendaStep[] => {
    const to: Recipient = answer.to === 'office' ? { unit: ORGANISER, role: 'office' } : contactOf(plan, task.unit);
    const when = answer.kind === 'receipt' || isDigest(to) ? answer.at
      : earliestSending(plan.calendar, plan.sending, answer.at);
    if (when === undefined) return [];
    return [{
      key: keyOf(task), unit: task.unit, task: task.task, round: own.round, slot: answer.slot, kind: answer.kind, to,
      at: when, until: plan.close, answer, ...(answer.reason === undefined ? {} : { reason: answer.reason }),
    }];
  });
}

/** What can be carried out now: receipts always, everything else inside sending hours and not while mail is away. */
export function dueNow(plan: LinePlan, state: LineState, now: Instant): AgendaStep[] {
  const open = isSendingTime(plan.calendar, plan.sending, now);
  const away = state.retry !== undefined && state.retry.at > now;
  return agenda(plan, state, now).filter((step) => {
    if (step.at > now) return false;
    if (isDigest(step.to)) return open;
    return !away && (step.kind === 'receipt' || open);
  });
}

/** When something can be carried out next, after `now`; undefined if nothing is ahead. */
export function nextMoment(plan: LinePlan, state: LineState, now: Instant): Instant | undefined {
  let next: Instant | undefined;
  for (const step of agenda(plan, state, now)) {
    const when = possibleAt(plan, state, step, now);
    if (when !== undefined && (next === undefined || when < next)) next = when;
  }
  return next;
}

function possibleAt(plan: LinePlan, state: LineState, step: AgendaStep, now: Instant): Instant | undefined {
  if (step.at > now) return step.at;
  const retry = isDigest(step.to) ? undefined : state.retry?.at;
  const from = retry !== undefined && retry > now ? retry : now;
  return step.kind === 'receipt' ? from : earliestSending(plan.calendar, plan.sending, from);
}
