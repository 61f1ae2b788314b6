import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** How one year's official notice (国务院办公厅节假日安排) departs from plain weeks; days as `YYYY-MM-DD`, +08:00. */
export type OfficialYear = {
  /** Days off that would have been working days (Monday to Friday). */
  readonly holidays: ReadonlySet<string>;
  /** Saturdays and Sundays that are worked (调休). */
  readonly makeUpDays: ReadonlySet<string>;
};

const daysOff = Object.keys(data.holidays);
const daysWorked = Object.keys(data.workdays);

/**
 * The official working days of a year, from the package `chinese-days`; undefined for a year whose notice it does not
 * have. A year counts as covered only if its National Day is there: a notice may name single days of the
 * neighbouring year (New Year's Eve, an early make-up day), and these alone say nothing about the rest of it.
 */
export function officialYear(year: number): OfficialYear | undefined {
  if (!Object.hasOwn(data.holidays, `${year}-10-01`)) return undefined;
  const inYear = (day: string) => day.startsWith(`${year}-`);
  return {
    holidays: new Set(daysOff.filter((day) => inYear(day) && !isWeekend(day))),
    makeUpDays: new Set(daysWorked.filter((day) => inYear(day) && isWeekend(day))),
  };
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
