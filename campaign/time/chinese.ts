import { type Day, type Instant, dayOf, timeOf } from './instant.ts';
import { weekday } from './workingDays.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** 10月18日（周五）. Not by Intl: it leaks into the workflow sandbox. */
export function chineseDay(on: Day): string {
  return `${String(Number(on.slice(5, 7)))}月${String(Number(on.slice(8, 10)))}日（周${WEEKDAYS[weekday(on) - 1] ?? ''}）`;
}

/** 10月18日（周五）17:00. */
export function chineseInstant(when: Instant): string {
  return `${chineseDay(dayOf(when))}${timeOf(when)}`;
}

/** 10月18日（周五）17:00, with its year if that is another than `beside` has. */
export function chineseBeside(when: Instant, beside: Instant): string {
  return `${when.slice(0, 4) === beside.slice(0, 4) ? '' : `${when.slice(0, 4)}年`}${chineseInstant(when)}`;
}

/** 2024年10月18日. */
export function chineseDate(on: Day): string {
  return `${on.slice(0, 4)}年${String(Number(on.slice(5, 7)))}月${String(Number(on.slice(8, 10)))}日`;
}
