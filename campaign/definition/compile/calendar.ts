import { type Day, day, earlier } from '../../time/instant.ts';
import { type WorkingDays, dayFromNumber, dayNumber, resolveWorkingDays } from '../../time/workingDays.ts';
import type { OfficialYear } from '../calendarData.ts';
import type { Finding } from '../problem.ts';
import type { Definition } from '../schema.ts';

/** Days before the first one, so that what follows a long holiday is known at the start too. */
const LEAD_DAYS = 14;

/** Official data of a year, undefined where there is none: calendarData.ts, or a test's own. */
export type OfficialCalendar = (year: number) => OfficialYear | undefined;

/** Resolves the campaign's working days up to `archive`: the official calendar, then what the definition adds. */
export function resolveCalendar(definition: Definition, official: OfficialCalendar): { calendar: WorkingDays; findings: Finding[] } {
  const { holidays, workingDays } = definition.calendar;
  const first = firstDay(definition);
  const last = day(definition.phases.archive);
  const off = new Set<string>();
  const worked = new Set<string>();
  const findings: Finding[] = [];
  for (let year = yearOf(first); year <= yearOf(last); year++) {
    const data = official(year);
    for (const each of data?.holidays ?? []) off.add(each);
    for (const each of data?.makeUpDays ?? []) worked.add(each);
    const listed = [...holidays, ...workingDays].some((each) => each.startsWith(String(year)));
    if (data === undefined && !listed) {
      findings.push({
        path: ['calendar'],
        message: `${String(year)}年没有官方的节假日数据，无法计算工作日`,
        remedy: `请在 calendar 的 holidays 和 workingDays 中列出${String(year)}年的放假日和调休上班日，或更新 chinese-days`,
      });
    }
  }
  for (const each of holidays) { off.add(each); worked.delete(each); }
  for (const each of workingDays) { worked.add(each); off.delete(each); }
  const before = dayFromNumber(dayNumber(first) - LEAD_DAYS);
  const start = official(yearOf(before)) === undefined ? first : before;
  return { calendar: resolveWorkingDays(start, last, off, worked), findings };
}

function firstDay({ phases, tasks }: Definition): Day {
  return tasks.reduce((found, task) => earlier(found, day(task.assign.slice(0, 10))), day(phases.planning));
}

function yearOf(on: Day): number {
  return Number(on.slice(0, 4));
}
