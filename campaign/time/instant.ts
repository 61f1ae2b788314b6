import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

// Never dayjs' tz plugin: Intl leaks the machine's time zone data into the workflow sandbox.
dayjs.extend(utc);

declare const dayBrand: unique symbol;
declare const instantBrand: unique symbol;

/** A calendar day in China, `2024-10-12`. Days compare with `<` as text. */
export type Day = string & { readonly [dayBrand]: true };

/** A second in China, `2024-10-12T09:00:00+08:00`. Always +08:00 and full width, so instants compare with `<` as text. */
export type Instant = string & { readonly [instantBrand]: true };

/** A time of day, `09:00`. */
export type TimeOfDay = string;

const CHINA_MINUTES = 8 * 60;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/;

/** Whether `text` is a day that exists, as `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayjs.utc(text).format('YYYY-MM-DD') === text;
}

/** Whether `text` is an instant as this project writes it: to the second, +08:00. */
export function isInstant(text: string): text is Instant {
  return INSTANT.test(text) && fromMillis(Date.parse(text)) === text;
}

/** The day that `text` names. Throws RangeError if there is none. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day (YYYY-MM-DD): ${text}`);
  return text;
}

/** The instant that `text` names. Throws RangeError if it is not written to the second with +08:00. */
export function instant(text: string): Instant {
  if (!isInstant(text)) throw new RangeError(`not an instant (YYYY-MM-DDTHH:mm:ss+08:00): ${text}`);
  return text;
}

/** A text put together from checked parts: the one place that gives a brand without looking. */
export function trusted(text: string): Day & Instant {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- checking again costs a parse, thousands of times
  return text as Day & Instant;
}

/** `time` (HH:mm) on `on`, in China. Both were checked where they came in; agendas make thousands of these. */
export function at(on: Day, time: TimeOfDay): Instant {
  return trusted(`${on}T${time}:00+08:00`);
}

/** The day an instant lies in, in China. */
export function dayOf(when: Instant): Day {
  return trusted(when.slice(0, 10));
}

/** The time of day of an instant, to the minute. */
export function timeOf(when: Instant): TimeOfDay {
  return when.slice(11, 16);
}

/** The instant of `ms` since the epoch, cut to the second. */
export function fromMillis(ms: number): Instant {
  const text = dayjs.utc(Math.floor(ms / 1000) * 1000).utcOffset(CHINA_MINUTES).format('YYYY-MM-DDTHH:mm:ss');
  return trusted(`${text}+08:00`);
}

/** Milliseconds since the epoch. */
export function toMillis(when: Instant): number {
  return Date.parse(when);
}

/** `seconds` later (earlier if negative). */
export function addSeconds(when: Instant, seconds: number): Instant {
  return fromMillis(toMillis(when) + seconds * 1000);
}

/** The earlier of two instants or days. */
export function earlier<T extends string>(a: T, b: T): T {
  return a < b ? a : b;
}

/** The later of two instants or days. */
export function later<T extends string>(a: T, b: T): T {
  return a < b ? b : a;
}
