import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, day } from '../../../campaign/time/instant.ts';
import {
  dayFromNumber, dayNumber, isAwkward, isWorkingDay, nextComfortableDay, resolveWorkingDays, shift, weekday, workingDaysBetween,
} from '../../../campaign/time/workingDays.ts';
import { autumn } from './autumn.ts';

const from = (on: string, n: number) => shift(autumn, day(on), n);

describe('working days of autumn 2024', () => {
  test.each([
    ['2024-09-13', 'a Friday', true], ['2024-09-14', 'a Saturday worked for the Mid-Autumn holiday', true],
    ['2024-09-15', 'Sunday of the Mid-Autumn holiday', false], ['2024-09-17', 'Mid-Autumn', false], ['2024-09-18', 'Wednesday after it', true],
    ['2024-09-28', 'a plain Saturday', false], ['2024-09-29', 'a Sunday worked for National Day', true],
    ['2024-10-01', 'National Day', false], ['2024-10-07', 'the last day of the National Day holiday', false],
    ['2024-10-08', 'Tuesday after it', true], ['2024-10-12', 'a Saturday worked for National Day', true], ['2024-10-13', 'a plain Sunday', false],
  ])('%s (%s) is worked: %s', (on, _, worked) => expect(isWorkingDay(autumn, day(on))).toBe(worked));

  test('days outside the resolved range count as off', () => {
    expect(isWorkingDay(autumn, day('2024-06-28'))).toBe(false);
    expect(isWorkingDay(autumn, day('2025-01-02'))).toBe(false);
  });
});

describe('T-n and T+n', () => {
  test('T-5 of Friday 20 September is Thursday 12 September: 19, 18, Saturday 14, 13, 12', () => expect(from('2024-09-20', -5)).toBe('2024-09-12'));
  test('T+1 of Friday 13 September is the working Saturday', () => expect(from('2024-09-13', 1)).toBe('2024-09-14'));
  test('T-1 of Tuesday 8 October is Monday 30 September', () => expect(from('2024-10-08', -1)).toBe('2024-09-30'));
  test('T-5 of Friday 18 October is the working Saturday 12 October', () => expect(from('2024-10-18', -5)).toBe('2024-10-12'));
  test('T itself is the day, worked or not', () => expect(from('2024-10-03', 0)).toBe('2024-10-03'));
  test('counted from a day off, the first working day strictly after or before it', () => {
    expect(from('2024-10-03', 1)).toBe('2024-10-08');
    expect(from('2024-10-03', -1)).toBe('2024-09-30');
  });
  test('beyond the resolved range there is none', () => {
    expect(from('2024-12-31', 1)).toBeUndefined();
    expect(from('2024-07-01', -1)).toBeUndefined();
    expect(from('2024-07-02', -1)).toBe('2024-07-01');
  });
  test('counted from outside the range, the first and last days of it are found', () => {
    expect(from('2024-06-20', 1)).toBe('2024-07-01');
    expect(from('2025-02-20', -1)).toBe('2024-12-31');
  });
});

describe('nobody is pressed', () => {
  test.each([
    ['2024-09-14', 'a make-up Saturday', true], ['2024-09-18', 'the first working day after three days off', true],
    ['2024-09-29', 'a make-up Sunday', true], ['2024-10-08', 'the first working day after seven days off', true],
    ['2024-10-12', 'a make-up Saturday', true], ['2024-10-14', 'a Monday after one day off', false],
    ['2024-09-09', 'a Monday after a plain weekend', false], ['2024-09-19', 'the second day after the holiday', false],
  ])('on %s, %s: %s', (on, _, awkward) => expect(isAwkward(autumn, day(on))).toBe(awkward));

  test.each([
    ['2024-09-14', '2024-09-19'], ['2024-09-18', '2024-09-19'], ['2024-09-29', '2024-09-30'],
    ['2024-10-08', '2024-10-09'], ['2024-10-12', '2024-10-14'], ['2024-10-16', '2024-10-16'],
  ])('what falls on %s moves to %s', (on, to) => expect(nextComfortableDay(autumn, day(on), () => true)).toBe(to));

  test('moves on past days that do not fit', () => {
    expect(nextComfortableDay(autumn, day('2024-10-12'), (on) => on !== '2024-10-14')).toBe('2024-10-15');
  });
  test('there is no such day beyond the range', () => expect(nextComfortableDay(autumn, day('2024-12-31'), () => false)).toBeUndefined());

  test('a make-up day that follows three days off is awkward, and so is not the day after it', () => {
    // Friday to Sunday off, Saturday 7 September worked instead of Friday 6: 1 off … here by hand.
    const odd = resolveWorkingDays(day('2024-09-02'), day('2024-09-20'), new Set(['2024-09-04', '2024-09-05', '2024-09-06']), new Set(['2024-09-07']));
    expect(isAwkward(odd, day('2024-09-07'))).toBe(true);
    expect(isAwkward(odd, day('2024-09-09'))).toBe(false);
  });
});

describe('day arithmetic', () => {
  const anyDay = fc.integer({ min: dayNumber(day('2024-07-01')), max: dayNumber(day('2024-12-31')) }).map(dayFromNumber);
  const workingDay = anyDay.filter((on) => isWorkingDay(autumn, on));

  test('n forth and n back is where it began, on working days', () => {
    fc.assert(fc.property(workingDay, fc.integer({ min: -40, max: 40 }), (on, n) => {
      const there = shift(autumn, on, n);
      fc.pre(there !== undefined);
      expect(shift(autumn, there, -n)).toBe(on);
    }), { numRuns: 200 });
  });

  test('T+n has n working days between, the last of them itself', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (on, n) => {
      const there = shift(autumn, on, n);
      fc.pre(there !== undefined);
      expect(workingDaysBetween(autumn, on, there)).toBe(n);
      expect(isWorkingDay(autumn, there)).toBe(true);
    }), { numRuns: 200 });
  });

  test('weekdays: Monday is 1, Sunday 7, before 1970 too', () => {
    expect(['2024-10-07', '2024-10-13', '1970-01-01'].map((on) => weekday(day(on)))).toEqual([1, 7, 4]);
    expect(dayFromNumber(dayNumber(day('2024-02-29')))).toBe<Day>(day('2024-02-29'));
  });
});
