import { type Instant, at, dayOf, timeOf } from '../time/instant.ts';
import { isWorkingDay, shift, workingDaysBetween } from '../time/workingDays.ts';
import type { CommandOf } from './commands.ts';
import type { Fact } from './facts.ts';
import type { LinePlan } from './plan.ts';
import { type Found, Refusal, findTask } from './requests.ts';
import { chinese } from './refusals.ts';
import type { LineState, TaskState } from './state.ts';

/** A due time somebody asks for: ahead, on a working day, before the line closes. */
export function checkedDue(plan: LinePlan, due: Instant | undefined, now: Instant, key: string): Instant {
  if (due === undefined) throw new Refusal(chinese.dueMissing(key));
  if (due <= now) throw new Refusal(chinese.duePast(due, now));
  if (due >= plan.close) throw new Refusal(chinese.dueAfterClose(due, plan.close));
  if (!isWorkingDay(plan.calendar, dayOf(due))) {
    throw new Refusal(chinese.dueOnHoliday(due, shift(plan.calendar, dayOf(due), 1)));
  }
  return due;
}

/** 申请延期: recorded until the organiser decides; any word acknowledges. */
export function requestExtension(
  plan: LinePlan, state: LineState, command: CommandOf<'requestExtension'>, now: Instant,
): readonly Fact[] {
  const { key, own } = openTask(plan, state, command);
  const until = checkedExtension(plan, command.until, own.due, now, key);
  return [{
    fact: 'extensionRequested', at: now, key, until, entry: command.entry,
    ...(command.why === undefined ? {} : { why: command.why }),
  }];
}

/** Grants what was asked, or another time; the organiser may also grant what nobody asked for. */
export function extend(
  plan: LinePlan, state: LineState, command: CommandOf<'decideExtension'>, now: Instant,
): readonly Fact[] {
  const { key, own } = openTask(plan, state, command);
  const wanted = command.until ?? own.asked?.until;
  if (wanted === undefined) throw new Refusal(chinese.nothingAsked(key));
  const due = checkedExtension(plan, wanted, own.due, now, key);
  return [
    { fact: 'extensionDecided', at: now, key, granted: true, ...(command.text === undefined ? {} : { text: command.text }) },
    { fact: 'dueMoved', at: now, key, due, round: own.round + 1, by: 'extension', remindersOnly: own.remindersOnly === true },
  ];
}

/** Declines the request that is open. */
export function refuseExtension(
  plan: LinePlan, state: LineState, command: CommandOf<'decideExtension'>, now: Instant,
): readonly Fact[] {
  const { key, own } = findTask(plan, state, command);
  if (own.asked === undefined) throw new Refusal(chinese.nothingAsked(key));
  return [{ fact: 'extensionDecided', at: now, key, granted: false, ...(command.text === undefined ? {} : { text: command.text }) }];
}

/**
 * Resuming moves the due time by the working days d with suspension day < d <= resumption day (DESIGN: suspension),
 * as far as the line stays open.
 */
export function resumed(plan: LinePlan, { key, own }: Found, now: Instant): readonly Fact[] {
  const due = dueIfResumed(plan, own, now);
  if (due === own.due) return [{ fact: 'resumed', at: now, key }];
  if (due === undefined || due >= plan.close) throw new Refusal(chinese.resumeAfterClose(key, daysLost(plan, own, now), plan.close));
  return [
    { fact: 'resumed', at: now, key },
    { fact: 'dueMoved', at: now, key, due, round: own.round + 1, by: 'resume', remindersOnly: own.remindersOnly === true },
  ];
}

/** The due time as it would be if the task were resumed then; undefined beyond the calendar. */
export function dueIfResumed(plan: LinePlan, own: TaskState, now: Instant): Instant | undefined {
  const lost = daysLost(plan, own, now);
  if (lost === 0) return own.due;
  const on = shift(plan.calendar, dayOf(own.due), lost);
  return on === undefined ? undefined : at(on, timeOf(own.due));
}

function daysLost({ calendar }: LinePlan, { suspended }: TaskState, now: Instant): number {
  return suspended === undefined ? 0 : workingDaysBetween(calendar, dayOf(suspended), dayOf(now));
}

function openTask(plan: LinePlan, state: LineState, wanted: { unit: string; task: string }): Found {
  const found = findTask(plan, state, wanted);
  if (found.own.status !== 'open') throw new Refusal(chinese.alreadyReported(found.key, found.own.versions));
  return found;
}

function checkedExtension(plan: LinePlan, until: Instant, due: Instant, now: Instant, key: string): Instant {
  const checked = checkedDue(plan, until, now, key);
  if (checked <= due) throw new Refusal(chinese.extensionNotLater(checked, due));
  return checked;
}
