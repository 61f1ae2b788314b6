import { type Day, type Instant, type TimeOfDay, at, dayOf } from '../../../campaign/time/instant.ts';
import type { SendingHours } from '../../../campaign/time/sendingHours.ts';
import { type WorkingDays, dayFromNumber, dayNumber, isWorkingDay } from '../../../campaign/time/workingDays.ts';
import type { Random } from './seed.ts';

/** When tomorrow's list (明日拟发) goes to the office. */
export const OUTLOOK: TimeOfDay = '16:00';

/** When the actors act: hours after the morning's letters, and done before tomorrow's list is written. */
interface ActingHours {
  /** Participants and reviewers. */
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
  /** The organiser's decisions about the whole campaign, after everything that happened that day. */
  readonly deciding: TimeOfDay;
}

/** 13:30 to 15:20 and 15:40; where letters leave at other hours, the same part of the time between digest and end. */
export function actingHours(sending: SendingHours): ActingHours {
  if (sending.digest <= '11:30' && sending.until >= '16:30') return { from: '13:30', until: '15:20', deciding: '15:40' };
  const from = minutesOf(sending.digest);
  const length = minutesOf(sending.until) - from;
  const part = (share: number): TimeOfDay => timeOfMinutes(from + Math.floor(length * share));
  return { from: part(0.4), until: part(0.6), deciding: part(0.7) };
}

/** Every working day from `first` to `last`. */
export function workingDaysOf(calendar: WorkingDays, first: Day, last: Day): Day[] {
  const found: Day[] = [];
  for (let number = dayNumber(first); number <= dayNumber(last); number++) {
    const on = dayFromNumber(number);
    if (isWorkingDay(calendar, on)) found.push(on);
  }
  return found;
}

/** The days on which somebody can act strictly after `after` and before `before`, whatever the minute. */
export function actingDays(
  { calendar, sending }: { readonly calendar: WorkingDays; readonly sending: SendingHours }, after: Instant, before: Instant,
): Day[] {
  const { from, deciding } = actingHours(sending);
  return workingDaysOf(calendar, dayOf(after), dayOf(before)).filter((on) => at(on, from) > after && at(on, deciding) < before);
}

/** A minute of that afternoon. */
export function afternoonOf(sending: SendingHours, on: Day, random: Random): Instant {
  const { from, until } = actingHours(sending);
  return at(on, timeOfMinutes(random.between(minutesOf(from), minutesOf(until))));
}

function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeOfMinutes(minutes: number): TimeOfDay {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
