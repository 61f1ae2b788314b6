import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../../campaign/time/instant.ts';
import { earliestSending, isSendingTime, nextDigest, nextOpening, standsUntil } from '../../../campaign/time/sendingHours.ts';
import { autumn, hours } from './autumn.ts';

const when = (text: string): Instant => instant(`${text.replace(' ', 'T')}+08:00`);

describe('letters leave from 09:00 to 17:30 on working days, both included', () => {
  test.each([
    ['2024-10-18 08:59:59', false], ['2024-10-18 09:00:00', true], ['2024-10-18 17:30:00', true], ['2024-10-18 17:30:01', false],
    ['2024-10-12 10:00:00', true], ['2024-10-13 10:00:00', false], ['2024-10-01 10:00:00', false], ['2025-03-03 10:00:00', false],
  ])('%s: %s', (now, open) => expect(isSendingTime(autumn, hours, when(now))).toBe(open));

  test.each([
    ['before the day opens', '2024-10-18 08:59:59', '2024-10-18 09:00:00'],
    ['at the opening itself', '2024-10-18 09:00:00', '2024-10-21 09:00:00'],
    ['on a Friday evening', '2024-10-18 17:30:01', '2024-10-21 09:00:00'],
    ['on the eve of National Day', '2024-09-30 18:00:00', '2024-10-08 09:00:00'],
    ['in the holidays', '2024-10-03 12:00:00', '2024-10-08 09:00:00'],
    ['early on the Saturday worked', '2024-10-12 00:00:00', '2024-10-12 09:00:00'],
  ])('the next opening %s (%s) is strictly later: %s', (_, now, next) => {
    expect(nextOpening(autumn, hours, when(now))).toBe(when(next));
  });

  test('the earliest sending is now, inside the hours; else the next opening; none beyond the calendar', () => {
    expect(earliestSending(autumn, hours, when('2024-10-18 17:30:00'))).toBe(when('2024-10-18 17:30:00'));
    expect(earliestSending(autumn, hours, when('2024-10-18 17:30:01'))).toBe(when('2024-10-21 09:00:00'));
    expect(earliestSending(autumn, hours, when('2024-12-31 18:00:00'))).toBeUndefined();
  });

  test.each([
    ['2024-10-18 09:59:59', '2024-10-18 10:00:00'], ['2024-10-18 10:00:00', '2024-10-21 10:00:00'],
    ['2024-10-19 08:00:00', '2024-10-21 10:00:00'], ['2024-10-12 08:00:00', '2024-10-12 10:00:00'],
  ])('the next digest after %s is at %s', (now, next) => expect(nextDigest(autumn, hours, when(now))).toBe(when(next)));

  test.each([
    ['2024-10-18 09:00:00', '2024-10-18 09:30:00'], ['2024-10-18 17:12:00', '2024-10-18 17:30:00'], ['2024-10-18 17:30:00', '2024-10-18 17:30:00'],
  ])('what is decided to be sent at %s may be begun until %s', (now, until) => expect(standsUntil(hours, when(now))).toBe(when(until)));
});
