import { type Instant, at, dayOf, later } from '../time/instant.ts';
import { earliestSending } from '../time/sendingHours.ts';
import { nextComfortableDay } from '../time/workingDays.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf } from './plan.ts';
import { contactNow, isDigest } from './recipients.ts';
import { askSlot } from './release.ts';
import { type AgendaStep, route } from './route.ts';
import { type Step, schedule } from './schedule.ts';
import { type LineState, type TaskState, correspondent, freshTask, isChased, isClosed } from './state.ts';

export type { AgendaStep } from './route.ts';

/**
 * 日程: everything pending at `now`, soonest first: steps of present rounds whose window is open or ahead, and answers owed.
 * Letters still ahead count as accepted on their day, as in a plan; releases still ahead as not given.
 */
export function agenda(plan: LinePlan, state: LineState, now: Instant): AgendaStep[] {
  if (state.cancelled !== undefined) return [];
  const steps = plan.tasks.flatMap((task) => {
    const own = state.tasks[keyOf(task)] ?? freshTask(task.due);
    return [...pendingSteps(plan, state, task, own, now), ...answersOf(plan, state, task, own)];
  });
  return steps.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** The pending steps of one task, routed. */
function pendingSteps(plan: LinePlan, state: LineState, task: TaskPlan, own: TaskState, now: Instant): AgendaStep[] {
  if (own.status === 'exempt' || own.status === 'accepted') return [];
  const all = schedule(plan, task, own);
  return all.flatMap((step): AgendaStep[] => {
    if (step.until <= now || isClosed(step, own) || !isWanted(step, state, task, own)) return [];
    const routed = route(plan, state, step, own, all, now);
    return routed === undefined ? [] : [routed];
  });
}

/** Whether a step still makes sense after what the unit did, and what the organiser decided. */
export function isWanted(step: Step, state: LineState, task: TaskPlan, own: TaskState): boolean {
  if (step.kind === 'review') return own.status === 'submitted';
  if (!isChased(own)) return false;
  if (step.kind === 'call') {
    return Object.keys(own.released).every((slot) => askSlot(slot) !== step.slot)
      && [...own.done, ...own.missed, ...own.lapsed].every((slot) => askSlot(slot) !== step.slot);
  }
  if (step.kind !== 'unacknowledged') return true;
  const word = state.units[task.unit]?.acknowledged;
  return word === undefined || word < task.assign;
}

function answersOf(plan: LinePlan, state: LineState, task: TaskPlan, own: TaskState): AgendaStep[] {
  return own.answers.flatMap((answer): AgendaStep[] => {
    const to = answer.to === 'office' ? { unit: ORGANISER, role: 'office' } as const : contactNow(plan, state, task.unit);
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
  return agenda(plan, state, now).filter((step) => step.at <= now && possibleAt(plan, state, step, now) === now);
}

/** When something can be carried out next: `now` itself only if something is due now; undefined if nothing is ahead. */
export function nextMoment(plan: LinePlan, state: LineState, now: Instant): Instant | undefined {
  let next: Instant | undefined;
  for (const step of agenda(plan, state, now)) {
    if (next !== undefined && step.at >= next) break; // soonest first, and none leaves before its `at`
    const when = possibleAt(plan, state, step, now);
    if (when !== undefined && (next === undefined || when < next)) next = when;
  }
  return next;
}

/** The first instant from `now` on at which the step may be carried out; undefined beyond the calendar. */
function possibleAt(plan: LinePlan, state: LineState, step: AgendaStep, now: Instant): Instant | undefined {
  const { calendar, sending } = plan;
  const retry = isDigest(step.to) ? undefined : state.retry?.at;
  const from = later(later(step.at, now), retry ?? now);
  if (step.kind === 'receipt') return from;
  const when = earliestSending(calendar, sending, from);
  if (when === undefined || step.kind !== 'escalate') return when;
  // A superior is told once a day at most; and whatever kept an escalation back, it does not leave on an awkward day.
  const told = isDigest(step.to) ? undefined : correspondent(state, step.to).told;
  const on = nextComfortableDay(calendar, dayOf(when), (day) => day !== told);
  if (on === undefined || on === dayOf(when)) return on === undefined ? undefined : when;
  return at(on, isDigest(step.to) ? sending.digest : sending.at);
}
