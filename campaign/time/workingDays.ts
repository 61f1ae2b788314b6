import { type Day, trusted } from './instant.ts';

/**
 * The resolved working days of a campaign: one letter a day from `first` on.
 * `w` an ordinary working day, `m` a make-up working day (调休: a Saturday or Sunday that is worked), `o` a day off.
 */
export interface WorkingDays {
  readonly first: Day;
  readonly days: string;
}

const DAY_MS = 86_400_000;

/** Days already reckoned: a campaign speaks of a few hundred days, many thousand times. */
const numbers = new Map<Day, number>();
const days = new Map<number, Day>();
const MOST = 4_000;

/** Days since the epoch; day numbers are contiguous, whatever the calendar. */
export function dayNumber(on: Day): number {
  const known = numbers.get(on);
  if (known !== undefined) return known;
  const number = Date.parse(`${on}T00:00:00Z`) / DAY_MS;
  if (numbers.size >= MOST) numbers.clear();
  numbers.set(on, number);
  return number;
}

/** The day with this number. */
export function dayFromNumber(number: number): Day {
  const known = days.get(number);
  if (known !== undefined) return known;
  const on = trusted(new Date(number * DAY_MS).toISOString().slice(0, 10));
  if (days.size >= MOST) days.clear();
  days.set(number, on);
  return on;
}

/** Monday 1 … Sunday 7. */
export function weekday(on: Day): number {
  return ((dayNumber(on) + 3) % 7) + 1;
}

/** Resolves `first`..`last`: weekdays are worked unless in `holidays`, weekends are not unless in `makeUpDays`. */
export function resolveWorkingDays(
  first: Day, last: Day, holidays: ReadonlySet<string>, makeUpDays: ReadonlySet<string>,
): WorkingDays {
  const letters: string[] = [];
  for (let number = dayNumber(first); number <= dayNumber(last); number++) {
    const on = dayFromNumber(number);
    const weekend = weekday(on) > 5;
    if (weekend) letters.push(makeUpDays.has(on) ? 'm' : 'o');
    else letters.push(holidays.has(on) ? 'o' : 'w');
  }
  return { first, days: letters.join('') };
}

/** Whether `on` is worked. Days outside the resolved range count as off. */
export function isWorkingDay(calendar: WorkingDays, on: Day): boolean {
  return worked(calendar, dayNumber(on) - dayNumber(calendar.first));
}

/**
 * The n-th working day strictly after `on` (before, if n is negative); `on` itself for 0.
 * Undefined beyond the resolved range.
 */
export function shift(calendar: WorkingDays, on: Day, n: number): Day | undefined {
  const first = dayNumber(calendar.first);
  const step = Math.sign(n);
  let index = dayNumber(on) - first;
  if (step < 0) index = Math.min(index, calendar.days.length);
  else index = Math.max(index, -1);
  for (let left = Math.abs(n); left > 0; ) {
    index += step;
    if (index < 0 || index >= calendar.days.length) return undefined;
    if (worked(calendar, index)) left--;
  }
  return n === 0 ? on : dayFromNumber(first + index);
}

/** Working days `d` with `after` < d <= `until`. */
export function workingDaysBetween(calendar: WorkingDays, after: Day, until: Day): number {
  const first = dayNumber(calendar.first);
  let count = 0;
  for (let index = dayNumber(after) + 1 - first; index <= dayNumber(until) - first; index++) {
    if (worked(calendar, index)) count++;
  }
  return count;
}

/** Whether nobody should be pressed on this working day: a make-up day, or the first after three or more days off. */
export function isAwkward(calendar: WorkingDays, on: Day): boolean {
  const index = dayNumber(on) - dayNumber(calendar.first);
  if (calendar.days[index] === 'm') return true;
  return index >= 3 && calendar.days.slice(index - 3, index) === 'ooo';
}

/** The first working day from `on` on that is not awkward and that `fits`; undefined beyond the resolved range. */
export function nextComfortableDay(calendar: WorkingDays, on: Day, fits: (on: Day) => boolean): Day | undefined {
  for (let next: Day | undefined = on; next !== undefined; next = shift(calendar, next, 1)) {
    if (isWorkingDay(calendar, next) && !isAwkward(calendar, next) && fits(next)) return next;
  }
  return undefined;
}

function worked(calendar: WorkingDays, index: number): boolean {
  const letter = calendar.days[index];
  return letter === 'w' || letter === 'm';
}
