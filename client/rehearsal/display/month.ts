import { type Day, type Instant, day, dayOf } from '../../../campaign/time/instant.ts';
import { type WorkingDays, dayFromNumber, dayNumber, isWorkingDay, weekday } from '../../../campaign/time/workingDays.ts';
import type { Paint } from './style.ts';

/** Columns a month takes: seven days of three. */
export const MONTH_WIDTH = 21;

/** A month's sheet: days off dim with `·`, make-up days (调休上班) green with `+`, today inverse with `>`. Always eight lines. */
export function monthPanel(calendar: WorkingDays, now: Instant, paint: Paint): string[] {
  const today = dayOf(now);
  const first = dayNumber(day(`${today.slice(0, 8)}01`));
  const length = daysIn(today);
  const cells = [
    ...Array.from({ length: weekday(dayFromNumber(first)) - 1 }, () => '   '),
    ...Array.from({ length }, (_, index) => cell(calendar, dayFromNumber(first + index), today, paint)),
  ];
  const weeks = Array.from({ length: 6 }, (_, week) => cells.slice(week * 7, week * 7 + 7).join(''));
  const title = `${today.slice(0, 4)}年${String(Number(today.slice(5, 7)))}月`;
  return [paint(`      ${title}`, 'bold'), paint(' 一 二 三 四 五 六 日', 'dim'), ...weeks];
}

function cell(calendar: WorkingDays, on: Day, today: Day, paint: Paint): string {
  const number = String(Number(on.slice(8))).padStart(2);
  if (on === today) return paint(`>${number}`, 'inverse', 'bold');
  const worked = isWorkingDay(calendar, on);
  if (worked && weekday(on) > 5) return paint(`+${number}`, 'green');
  if (!worked) return paint(`·${number}`, weekday(on) > 5 ? 'dim' : 'red');
  return ` ${number}`;
}

function daysIn(on: Day): number {
  const [year = 0, month = 0] = on.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
