import { type Instant, type TimeOfDay, addSeconds, at, dayOf, earlier, timeOf } from './instant.ts';
import { type WorkingDays, isWorkingDay, shift } from './workingDays.ts';

/** When letters may leave on a working day: from `at` to `until`; the organiser's digest at `digest`. */
export interface SendingHours {
  readonly at: TimeOfDay;
  readonly until: TimeOfDay;
  readonly digest: TimeOfDay;
}

/**
 * The hour of what reached us on a day whose hour was not noted: the morning, whoever writes it down and wherever. Nobody is
 * late on the due day itself because of it, and what came today is not of the future.
 */
export function hourReceived(sending: Pick<SendingHours, 'at'>): TimeOfDay {
  return sending.at;
}

/** Whether a letter may leave now: a working day, `at` <= time <= `until`. */
export function isSendingTime(calendar: WorkingDays, sending: SendingHours, now: Instant): boolean {
  const today = dayOf(now);
  return isWorkingDay(calendar, today) && now >= at(today, sending.at) && now <= at(today, sending.until);
}

/** The next opening strictly after `now`; undefined beyond the resolved calendar. */
export function nextOpening(calendar: WorkingDays, sending: SendingHours, now: Instant): Instant | undefined {
  const today = dayOf(now);
  if (isWorkingDay(calendar, today) && timeOf(now) < sending.at) return at(today, sending.at);
  const next = shift(calendar, today, 1);
  return next === undefined ? undefined : at(next, sending.at);
}

/** `now` if a letter may leave now, else the next opening. */
export function earliestSending(calendar: WorkingDays, sending: SendingHours, now: Instant): Instant | undefined {
  return isSendingTime(calendar, sending, now) ? now : nextOpening(calendar, sending, now);
}

/** A decision to send is good for half an hour. */
const GOOD_FOR_SECONDS = 1800;

/** Until when a letter decided `now` may be begun, within the sending hours. Later things may be different: who comes then decides anew. */
export function standsUntil({ until }: Pick<SendingHours, 'until'>, now: Instant): Instant {
  return earlier(addSeconds(now, GOOD_FOR_SECONDS), at(dayOf(now), until));
}

/** The next digest of office and head strictly after `now`; undefined beyond the resolved calendar. */
export function nextDigest(calendar: WorkingDays, sending: SendingHours, now: Instant): Instant | undefined {
  const today = dayOf(now);
  if (isWorkingDay(calendar, today) && timeOf(now) < sending.digest) return at(today, sending.digest);
  const next = shift(calendar, today, 1);
  return next === undefined ? undefined : at(next, sending.digest);
}
