import { type Instant, dayOf } from '../time/instant.ts';
import { earliestSending } from '../time/sendingHours.ts';
import { shift } from '../time/workingDays.ts';
import { compare } from './compare.ts';
import { possibleAt, retryAt } from './leaving.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf } from './plan.ts';
import { contactNow, isDigest } from './recipients.ts';
import { askSlot } from './release.ts';
import { type AgendaStep, route } from './route.ts';
import { type Step, schedule } from './schedule.ts';
import { type LineState, type TaskState, freshTask, isChased, isClosed } from './state.ts';

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
  return steps.sort((a, b) => compare(a.at, b.at));
}

/** The pending steps of one task, routed. */
function pendingSteps(plan: LinePlan, state: LineState, task: TaskPlan, own: TaskState, now: Instant): AgendaStep[] {
  if (own.status === 'exempt' || own.status === 'accepted') return [];
  const all = schedule(plan, task, own);
  const pending = all.flatMap((step): AgendaStep[] => {
    if (step.until <= now || isClosed(step, own) || !isWanted(step, state, task, own) || isOutrun(step, own, all)) return [];
    const routed = route(plan, state, step, own, all, now);
    return routed === undefined ? [] : [routed];
  });
  return keptApart(plan, state, own, pending, now);
}

/** Overdue and escalation of one task never share a day, however late either is: the escalation waits. */
function keptApart(plan: LinePlan, state: LineState, own: TaskState, steps: AgendaStep[], now: Instant): AgendaStep[] {
  if (steps.every(({ kind, at }) => kind !== 'escalate' || at > now)) return steps;
  const ahead = steps.filter(({ kind, to }) => kind === 'overdue' && !isDigest(to));
  // An overdue letter that could not leave any more today was to leave today all the same.
  const days = ahead.flatMap((step) => [possibleAt(plan, state, step, now), ...(step.at <= now ? [now] : [])]);
  const notOn = [...days.flatMap((when) => (when === undefined ? [] : [dayOf(when)])), ...(own.overdueOn === undefined ? [] : [own.overdueOn])];
  const waits = ahead.some(({ at }) => at <= now && !isStuck(plan, at, now)) ? { waits: true } as const : {};
  return notOn.length === 0 ? steps : steps.map((step) => (step.kind === 'escalate' ? { ...step, notOn, ...waits } : step));
}

/** Who cannot be reached by mail for two working days has to be called: the office hears of it all the same. */
function isStuck({ calendar }: LinePlan, at: Instant, now: Instant): boolean {
  return (shift(calendar, dayOf(at), 2) ?? dayOf(at)) <= dayOf(now);
}

/** An overdue letter never follows the escalation that was to follow it. */
function isOutrun(step: Step, own: TaskState, all: readonly Step[]): boolean {
  return step.kind === 'overdue' && all.some(({ kind, at, slot }) => kind === 'escalate' && at > step.at && own.done.includes(slot));
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

/** Whether a letter is late because a mail server could not take it, or letters are on hold. */
export function waitsForMail(plan: LinePlan, state: LineState, now: Instant): boolean {
  const known = [state, state.superior, ...Object.values(state.units)];
  if (known.every((each) => each?.retry === undefined)) return false;
  // What a cancelled line could not send stays unsent: it is shown as it was left.
  if (state.cancelled !== undefined) return true;
  return agenda(plan, state, now).some((step) => step.at <= now && retryAt(state, step) !== undefined);
}
