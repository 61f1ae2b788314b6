import type { LetterKind } from '../../../campaign/line/letter.ts';
import { type Day, day, dayOf } from '../../../campaign/time/instant.ts';
import { dayFromNumber, dayNumber, isWorkingDay, weekday } from '../../../campaign/time/workingDays.ts';
import type { Overview } from '../../overview.ts';

/** One day of the calendar's sheet. */
export interface MonthDay {
  readonly day: Day;
  readonly isToday: boolean;
  /** `off`: a weekend; `holiday`: a weekday off; `makeUp`: a weekend that is worked (调休). Beyond the plan's days nothing is known. */
  readonly kind: 'worked' | 'off' | 'holiday' | 'makeUp' | 'unknown';
  /** Letters ahead, by kind, to contacts and superiors: the office's own digests are not counted. */
  readonly letters: number;
  readonly kinds: ReadonlyMap<LetterKind, number>;
  /** Tasks that are due that day and not there yet. */
  readonly due: number;
  /** A phase begins. */
  readonly phase?: string;
}

const PHASES: Readonly<Record<string, string>> = { planning: '筹备', activities: '活动', summarisation: '总结', close: '截止', archive: '归档' };

/** The days of a month, `2024-10`. */
export function monthOf(overview: Overview, month: string): MonthDay[] {
  const { plan: { calendar, phases }, now } = overview;
  const ahead = lettersByDay(overview, month);
  const due = dueByDay(overview);
  const first = dayNumber(day(`${month}-01`));
  const last = dayNumber(calendar.first) + calendar.days.length - 1;
  return Array.from({ length: daysIn(month) }, (_, index): MonthDay => {
    const on = dayFromNumber(first + index);
    const kinds = ahead.get(on) ?? new Map<LetterKind, number>();
    const phase = phases.find(({ at }) => dayOf(at) === on);
    const isKnown = first + index >= dayNumber(calendar.first) && first + index <= last;
    return {
      day: on, isToday: on === dayOf(now), kinds, letters: [...kinds.values()].reduce((sum, count) => sum + count, 0), due: due.get(on) ?? 0,
      kind: isKnown ? kindOf(isWorkingDay(calendar, on), weekday(on) > 5) : 'unknown', ...(phase === undefined ? {} : { phase: PHASES[phase.name] ?? phase.name }),
    };
  });
}

/** The next day with letters from now on. */
export function nextLetters({ lines, now }: Overview): { readonly day: Day; readonly kinds: ReadonlyMap<LetterKind, number> } | undefined {
  const today = dayOf(now);
  const ahead = [...lines.values()].flatMap((status) => (status.ahead ?? []).filter((each) => each.day >= today && toPeople(each.role)));
  const next = ahead.reduce<Day | undefined>((least, each) => (least === undefined || each.day < least ? each.day : least), undefined);
  if (next === undefined) return undefined;
  const kinds = new Map<LetterKind, number>();
  for (const each of ahead) if (each.day === next) kinds.set(each.kind, (kinds.get(each.kind) ?? 0) + each.count);
  return { day: next, kinds };
}

/** The month `by` months later. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

const kindOf = (worked: boolean, weekend: boolean): MonthDay['kind'] => (worked ? (weekend ? 'makeUp' : 'worked') : weekend ? 'off' : 'holiday');
const toPeople = (role: string): boolean => role === 'contact' || role === 'superior';

function lettersByDay({ lines, now }: Overview, month: string): Map<Day, Map<LetterKind, number>> {
  const found = new Map<Day, Map<LetterKind, number>>();
  for (const { ahead = [] } of lines.values()) {
    for (const { day: on, kind, role, count } of ahead) {
      if (!on.startsWith(month) || on < dayOf(now) || !toPeople(role)) continue;
      const kinds = found.get(on) ?? new Map<LetterKind, number>();
      found.set(on, kinds.set(kind, (kinds.get(kind) ?? 0) + count));
    }
  }
  return found;
}

function dueByDay({ lines }: Overview): Map<Day, number> {
  const found = new Map<Day, number>();
  for (const { tasks } of lines.values()) {
    for (const { due, state } of tasks) if (state === 'open' || state === 'scheduled') found.set(dayOf(due), (found.get(dayOf(due)) ?? 0) + 1);
  }
  return found;
}

function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}
