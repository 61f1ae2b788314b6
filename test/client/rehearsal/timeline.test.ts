import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planLetters } from '../../../campaign/definition/planLetters.ts';
import { fromMillis, instant, toMillis } from '../../../campaign/time/instant.ts';
import { isSendingTime } from '../../../campaign/time/sendingHours.ts';
import { nominalAt, realAt } from '../../../campaign/time/timeline.ts';
import { loadOf } from '../../../client/rehearsal/load.ts';
import { OUTLOOK } from '../../../client/rehearsal/script/hours.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { simulate } from '../../../client/rehearsal/simulate.ts';
import { slowness, stretched } from '../../../client/rehearsal/run/pace.ts';
import { buildTimeline, shortest } from '../../../client/rehearsal/timeline.ts';
import { campaign2024, compiled, small } from './examples.ts';

const START = Date.parse('2030-01-01T00:00:00Z');
const { plan, roster } = compiled(small);
const { acts } = writeScript(plan, 7);
const load = loadOf(plan, acts, simulate(plan, acts));
const timelineOf = (minutes: number) => buildTimeline(plan, { startReal: START, minutes, load });
const minutes = fc.double({ min: 0.3, max: 30, noNaN: true });
const first = toMillis(instant('2024-07-01T09:00:00+08:00'));
const last = toMillis(instant('2024-11-29T17:30:00+08:00'));
const anyInstant = fc.integer({ min: first, max: last }).map(fromMillis);

describe('the timeline of a rehearsal', () => {
  it('rises: nominal time strictly, real time never back', () => {
    fc.assert(fc.property(minutes, (length) => {
      const { points } = timelineOf(length);
      for (const [index, point] of points.entries()) {
        const before = points[index - 1];
        if (before === undefined) continue;
        expect(point.nominal).toBeGreaterThan(before.nominal);
        expect(point.real).toBeGreaterThanOrEqual(before.real);
      }
    }));
  });

  it('takes the whole of the time it is given, from the first phase to the end of the archive’s day', () => {
    fc.assert(fc.property(minutes, (length) => {
      const { points } = timelineOf(length);
      expect(points[0]).toEqual({ nominal: first, real: START });
      expect(points.at(-1)).toEqual({ nominal: last, real: START + Math.round(length * 60_000) });
    }));
  });

  it('never goes back, and comes to an instant not before it is there', () => {
    fc.assert(fc.property(minutes, anyInstant, anyInstant, (length, a, b) => {
      const timeline = timelineOf(length);
      if (a <= b) expect(realAt(timeline, a)).toBeLessThanOrEqual(realAt(timeline, b));
      expect(nominalAt(timeline, realAt(timeline, a)) >= a).toBe(true);
    }));
  });

  it('is invertible within working hours, to the real millisecond', () => {
    fc.assert(fc.property(anyInstant, (when) => {
      fc.pre(isSendingTime(plan.calendar, plan.sending, when));
      const timeline = timelineOf(2);
      const real = realAt(timeline, when);
      expect(nominalAt(timeline, real - 1) <= when).toBe(true);
    }));
  });

  it('takes no time at night, on holidays and outside sending hours', () => {
    const timeline = timelineOf(2);
    const still = (from: string, to: string) => {
      expect(realAt(timeline, instant(to))).toBe(realAt(timeline, instant(from)));
    };
    still('2024-07-08T17:30:00+08:00', '2024-07-09T09:00:00+08:00');
    still('2024-09-30T17:30:00+08:00', '2024-10-08T09:00:00+08:00'); // National Day
    expect(realAt(timeline, instant('2024-10-12T17:30:00+08:00'))) // a Saturday that is worked
      .toBeGreaterThan(realAt(timeline, instant('2024-10-12T09:00:00+08:00')));
  });

  it('leaves real room after every planned letter, act and list, before anything else comes', () => {
    fc.assert(fc.property(minutes, (length) => {
      const timeline = timelineOf(length);
      const moments = [...new Set([...planLetters(plan, roster).map(({ at }) => at), ...plan.phases.map(({ at }) => at)])].sort();
      for (const at of moments) {
        const next = at.slice(11, 16) < '10:00' ? `${at.slice(0, 11)}10:00:00+08:00` : `${at.slice(0, 11)}13:30:00+08:00`;
        expect(realAt(timeline, instant(next))).toBeGreaterThan(realAt(timeline, at) + 5);
      }
    }), { numRuns: 30 });
  });

  it('gives more room where more lines wake, and hardly any to days without anything', () => {
    const { plan: whole } = campaign2024();
    const script = writeScript(whole, 7);
    const timeline = buildTimeline(whole, { startReal: START, minutes: 2, load: loadOf(whole, script.acts, simulate(whole, script.acts)) });
    const room = (from: string, to: string) => realAt(timeline, instant(to)) - realAt(timeline, instant(from));
    const everybody = room('2024-09-23T09:00:00+08:00', '2024-09-23T10:00:00+08:00');
    const one = room('2024-09-26T09:00:00+08:00', '2024-09-26T10:00:00+08:00');
    expect(everybody).toBeGreaterThan(2_000);
    expect(one).toBeGreaterThan(100);
    expect(everybody).toBeGreaterThan(one * 8);
    expect(room('2024-11-18T09:00:00+08:00', '2024-11-28T17:30:00+08:00')).toBeLessThan(1_000);
    expect(JSON.stringify(timeline).length).toBeLessThan(40_000);
  });

  it('never lets an evening be seen: the next thing after the end of a day is the next morning', () => {
    const timeline = timelineOf(2);
    const evening = realAt(timeline, instant('2024-07-12T17:30:00+08:00'));
    expect(nominalAt(timeline, evening)).toBe('2024-07-15T09:00:00+08:00');
    expect(nominalAt(timeline, evening - 1) <= '2024-07-12T17:30:00+08:00').toBe(true);
    expect(OUTLOOK).toBe('16:00');
  });
});

describe('the pace', () => {
  it('is as asked on a machine that is hardly used, and slower the more others use it', () => {
    expect(slowness(0)).toBe(1);
    expect(slowness(0.3)).toBe(1);
    expect(slowness(0.5)).toBeCloseTo(1.6);
    expect(slowness(1)).toBe(2);
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
      if (a <= b) expect(slowness(a)).toBeLessThanOrEqual(slowness(b));
    }));
  });

  it('of a slow rehearsal stays as asked on a busy machine too', () => {
    expect(stretched(2, 60, 1)).toBe(4);
    expect(stretched(60, 60, 1)).toBe(60);
    expect(stretched(60, 1_000, 1)).toBe(120);
  });

  it('gives a large campaign the time it needs', () => {
    expect(shortest(plan, load)).toBeLessThan(0.3);
    const { plan: whole } = campaign2024();
    const script = writeScript(whole, 7);
    const needed = shortest(whole, loadOf(whole, script.acts, simulate(whole, script.acts)));
    expect(needed).toBeGreaterThan(0.5);
    expect(needed).toBeLessThan(1.7); // two minutes are enough
  });
});
