import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMillis, instant, toMillis } from '../../../campaign/time/instant.ts';
import { type Timeline, nominalAt, realAt } from '../../../campaign/time/timeline.ts';

const ms = (text: string): number => toMillis(instant(text));
const OPEN = ms('2024-10-17T09:00:00+08:00');
const SHUT = ms('2024-10-17T17:30:00+08:00');
const NEXT = ms('2024-10-18T09:00:00+08:00');

/** A day takes one second, the night after it no time at all. */
const rehearsal: Timeline = { points: [{ nominal: OPEN, real: 5000 }, { nominal: SHUT, real: 6000 }, { nominal: NEXT, real: 6000 }] };

describe('the timeline', () => {
  test('of production is the identity', () => {
    expect(nominalAt(null, OPEN + 999)).toBe(fromMillis(OPEN));
    expect(realAt(null, fromMillis(OPEN))).toBe(OPEN);
  });

  test('of a rehearsal is linear between its points', () => {
    expect(nominalAt(rehearsal, 5000)).toBe('2024-10-17T09:00:00+08:00');
    expect(nominalAt(rehearsal, 5500)).toBe('2024-10-17T13:15:00+08:00');
    expect(realAt(rehearsal, instant('2024-10-17T13:15:00+08:00'))).toBe(5500);
  });

  test('no real time lies in a night that takes none', () => {
    expect(nominalAt(rehearsal, 5999)).toBe('2024-10-17T17:29:29+08:00');
    expect(nominalAt(rehearsal, 6000)).toBe('2024-10-18T09:00:00+08:00');
    expect(realAt(rehearsal, instant('2024-10-17T23:00:00+08:00'))).toBe(6000);
    const begins: Timeline = { points: [{ nominal: SHUT, real: 10 }, { nominal: NEXT, real: 10 }, { nominal: NEXT + 60_000, real: 20 }] };
    expect(nominalAt(begins, 10)).toBe('2024-10-18T09:00:00+08:00');
  });

  test('before its first and after its last point time runs as it is', () => {
    expect(nominalAt(rehearsal, 4000)).toBe('2024-10-17T08:59:59+08:00');
    expect(nominalAt(rehearsal, 8000)).toBe('2024-10-18T09:00:02+08:00');
    expect(realAt(rehearsal, instant('2024-10-18T09:00:02+08:00'))).toBe(8000);
  });

  test('without points it is the identity, with one point a shift', () => {
    expect(nominalAt({ points: [] }, OPEN)).toBe(fromMillis(OPEN));
    expect(nominalAt({ points: [{ nominal: OPEN, real: 0 }] }, 1000)).toBe(fromMillis(OPEN + 1000));
  });
});

describe('for all timelines', () => {
  const step = fc.record({ nominal: fc.integer({ min: 1, max: 400_000 }).map((s) => s * 1000), real: fc.integer({ min: 0, max: 5000 }) });
  const timelines = fc.array(step, { minLength: 1, maxLength: 12 }).map((steps): Timeline => {
    let last = { nominal: OPEN, real: 1_700_000_000_000 };
    return { points: [last, ...steps.map(({ nominal, real }) => { last = { nominal: last.nominal + nominal, real: last.real + real }; return last; })] };
  });
  const seconds = fc.integer({ min: -1000, max: 5_000_000 }).map((s) => fromMillis(OPEN + s * 1000));

  test('when the real time of an instant has come, so has the instant', () => {
    fc.assert(fc.property(timelines, seconds, (timeline, when) => {
      expect(nominalAt(timeline, realAt(timeline, when)) >= when).toBe(true);
    }), { numRuns: 300 });
  });

  test('time never runs backwards', () => {
    fc.assert(fc.property(timelines, fc.integer({ min: -10, max: 60_000 }), fc.integer({ min: 0, max: 500 }), (timeline, a, more) => {
      const start = 1_700_000_000_000 + a;
      expect(nominalAt(timeline, start) <= nominalAt(timeline, start + more)).toBe(true);
    }), { numRuns: 300 });
  });
});
