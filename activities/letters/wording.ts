import { quotedTitle, shorten } from '../../campaign/definition/letterMarkdown.ts';
import { chineseDate, chineseDay } from '../../campaign/time/chinese.ts';
import { type Instant, dayOf, timeOf } from '../../campaign/time/instant.ts';

/** 10月18日（周五）; with its year if that is not the present one. */
export function dayText(when: Instant, now: Instant): string {
  const text = chineseDay(dayOf(when));
  return when.slice(0, 4) === now.slice(0, 4) ? text : `${when.slice(0, 4)}年${text}`;
}

/** 10月18日（周五）17:00. */
export function instantText(when: Instant, now: Instant): string {
  return `${dayText(when, now)}${timeOf(when)}`;
}

/** 10月15日9时, 10月15日9时30分: how letters say “as of”. */
export function asOfText(now: Instant): string {
  const [hour, minute] = timeOf(now).split(':').map(Number);
  return `${chineseDate(dayOf(now)).slice(5)}${String(hour ?? 0)}时${minute === undefined || minute === 0 ? '' : `${String(minute)}分`}`;
}

/** A title short enough for a subject; a quotation that was cut open is closed. */
export function briefTitle(title: string): string {
  const short = shorten(title, 13);
  return short.split('“').length > short.split('”').length ? `${short}”` : short;
}

/** “活动总结”, “活动总结”等3项, or plainly 3项材料 if several would be too long. */
export function titlesText(titles: readonly string[]): string {
  const distinct = [...new Set(titles)];
  const [first, second, ...others] = distinct;
  if (first === undefined) return '';
  if (second === undefined) return titles.length === 1 ? quotedTitle(first) : `${quotedTitle(first)}（${String(titles.length)}项）`;
  if (others.length === 0 && titles.length === 2 && first.length + second.length <= 12) return `${quotedTitle(first)}${quotedTitle(second)}`;
  return `${quotedTitle(first)}等${String(titles.length)}项`;
}
