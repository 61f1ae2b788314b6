import { describe, expect, test } from 'vitest';
import { officialYear } from '../../../campaign/definition/calendarData.ts';

describe('2024, as announced by the General Office of the State Council', () => {
  const year = officialYear(2024);
  const off = (day: string) => year?.holidays.has(day);
  const worked = (day: string) => year?.makeUpDays.has(day);

  test('Mid-Autumn: Saturday 14 September is worked, Monday and Tuesday are off', () => {
    expect(worked('2024-09-14')).toBe(true);
    expect(['2024-09-16', '2024-09-17'].every(off)).toBe(true);
  });

  test('National Day: Sunday 29 September and Saturday 12 October are worked, 1 to 7 October off', () => {
    expect(['2024-09-29', '2024-10-12'].every(worked)).toBe(true);
    expect(['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07'].every(off)).toBe(true);
  });

  test('lists only departures from plain weeks: no free Sunday among the holidays, no plain day worked', () => {
    expect(off('2024-09-15')).toBe(false);
    expect([...(year?.makeUpDays ?? [])].every((day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))).toBe(true);
    expect(off('2024-10-08')).toBe(false);
    expect(worked('2024-10-08')).toBe(false);
  });
});

test('years with a notice differ from plain weeks, and lie in their year', () => {
  for (const year of [2023, 2024, 2025, 2026]) {
    const data = officialYear(year);
    expect(data?.holidays.size).toBeGreaterThan(10);
    expect([...(data?.holidays ?? []), ...(data?.makeUpDays ?? [])].every((day) => day.startsWith(`${year}-`))).toBe(true);
  }
});

test.each([2003, 2099, 0, Number.NaN, -2024])('%s has no notice: undefined, not plain weekends', (year) => {
  expect(officialYear(year)).toBeUndefined();
});
