import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseDate, chineseDay, chineseInstant } from '../../../campaign/time/chinese.ts';
import {
  addSeconds, at, day, dayOf, earlier, fromMillis, instant, isDay, isInstant, later, timeOf, toMillis,
} from '../../../campaign/time/instant.ts';

describe('days and instants', () => {
  test.each(['2024-10-18', '2024-02-29', '1999-12-31'])('%s is a day', (text) => expect(isDay(text)).toBe(true));
  test.each(['2023-02-29', '2024-13-01', '2024-1-1', '2024-10-18 ', '2024-10-18T00:00', '', 'x'])('“%s” is none', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => day(text)).toThrow(RangeError);
  });
  test.each([
    '2024-10-18T24:00:00+08:00', '2024-10-18T09:00+08:00', '2024-10-18T09:00:00Z', '2024-10-18T01:00:00+00:00',
    '2024-02-30T09:00:00+08:00', '2024-10-18T09:60:00+08:00', '2024-10-18T09:00:00.5+08:00', '2024-10-18',
  ])('“%s” is no instant', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => instant(text)).toThrow(RangeError);
  });

  test('an instant is written in China, whatever the zone of the machine', () => {
    expect(fromMillis(Date.UTC(2024, 9, 18, 1, 0, 0))).toBe('2024-10-18T09:00:00+08:00');
    expect(fromMillis(Date.UTC(2024, 9, 17, 16, 0, 0))).toBe('2024-10-18T00:00:00+08:00');
    expect(fromMillis(Date.UTC(2024, 9, 18, 1, 0, 0, 999))).toBe('2024-10-18T09:00:00+08:00');
  });

  test('its day, its time, and put together again', () => {
    const due = instant('2024-10-18T17:00:00+08:00');
    expect([dayOf(due), timeOf(due), at(day('2024-10-18'), '17:00')]).toEqual(['2024-10-18', '17:00', due]);
    expect(addSeconds(due, 7 * 3600)).toBe('2024-10-19T00:00:00+08:00');
    expect([earlier(due, addSeconds(due, 1)), later(due, addSeconds(due, -1)), later(due, due)]).toEqual([due, due, due]);
  });

  test('millis there and back; texts compare as instants do', () => {
    const millis = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 0, 1) }).map((ms) => Math.floor(ms / 1000) * 1000);
    fc.assert(fc.property(millis, millis, (a, b) => {
      expect(toMillis(fromMillis(a))).toBe(a);
      expect(isInstant(fromMillis(a))).toBe(true);
      expect(fromMillis(a) < fromMillis(b)).toBe(a < b);
    }), { numRuns: 200 });
  });
});

describe('in Chinese', () => {
  test('day, instant and date', () => {
    expect(chineseDay(day('2024-10-18'))).toBe('10月18日（周五）');
    expect(chineseDay(day('2024-09-01'))).toBe('9月1日（周日）');
    expect(chineseInstant(instant('2024-10-08T09:05:00+08:00'))).toBe('10月8日（周二）09:05');
    expect(chineseDate(day('2024-07-26'))).toBe('2024年7月26日');
  });
});
