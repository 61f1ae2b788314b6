import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, type Instant, at, dayOf } from '../../../campaign/time/instant.ts';
import { isAwkward, shift } from '../../../campaign/time/workingDays.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import { type LineSketch, when } from './fixture.ts';
import { type Run, simulate } from './simulation.ts';
import { live, toldFrom } from './tell.ts';
import { worlds } from './worlds.ts';

// Saturday 12 October is worked (调休); Tuesday 8 October is the first day after seven off.
const superiors = (run: Run) => toldFrom('09-01', run).filter((each) => each.includes('superior'));
const away = (from: string, to: string) => ({ outages: [{ from: when(from), to: when(to) }] });

describe('an escalation that leaves late', () => {
  test('released on Friday afternoon before a worked Saturday, leaves on Monday', () => {
    // Due on Friday 27 September: T+2 is Monday 30, T+5 Thursday 10 October.
    const sd: LineSketch = { line: 'sd', relation: 'guided', tasks: { summary: { assign: '2024-09-02 09:00', due: '2024-09-27 17:00' } } };
    expect(superiors(live(sd, { '2024-10-11 15:00': { command: 'release', unit: 'sd', task: 'summary' } }))).toEqual([
      '10-14 09:00 sd superior escalate: summary T+5',
    ]);
  });

  test('after days away, does not leave on the day of the overdue letter, nor on an awkward day', () => {
    // T+1 is Thursday 10 October, T+2 Friday 11; back on Saturday 12.
    const samr: LineSketch = { line: 'samr', relation: 'own', tasks: { summary: { assign: '2024-09-02 09:00', due: '2024-10-09 17:00' } } };
    expect(toldFrom('10-10', live(samr, {}, away('2024-10-10 08:00', '2024-10-12 11:00'))).slice(0, 2)).toEqual([
      '10-12 11:00 samr contact overdue: summary T+1', '10-14 09:00 samr superior escalate: summary T+2',
    ]);
  });

  test('waits for an overdue letter that leaves on that very day', () => {
    const samr: LineSketch = { line: 'samr', relation: 'own' };
    // T+1 is Monday 21 October, T+2 Tuesday 22.
    const run = live(samr, {}, away('2024-10-21 08:00', '2024-10-22 09:00'));
    expect(toldFrom('10-21', run)).toEqual([
      '10-22 09:00 samr contact overdue: summary T+1', '10-23 09:00 samr superior escalate: summary T+2', '10-25 10:00 head: summary T+5 red',
    ]);
  });

  test('is not handed over for tomorrow’s digest while the overdue letter is tried again', () => {
    // The mailbox is full from T+2, Tuesday 22 October, on; T+3 is the 23rd.
    const full = (times: number) => live({ tasks: { summary: { assign: '2024-09-23 09:00' } } }, {}, { mail: ['accepted', 'accepted', 'accepted', ...Array<'deferred'>(times).fill('deferred'), 'accepted'] });
    const left = (run: Run) => toldFrom('10-22', { ...run, events: run.events.filter((each) => each.event !== 'letter' || each.result === 'accepted') });
    // At noon there is room again: the office hears of it on the next day.
    expect(left(full(14)).slice(0, 2)).toEqual(['10-23 12:09 mot contact overdue: summary T+2', '10-23 12:09 office: summary T+3 yellow']);
    // On the next morning: a day later.
    expect(left(full(17)).slice(0, 2)).toEqual(['10-24 09:00 mot contact overdue: summary T+2', '10-25 10:00 office: summary T+3 yellow']);
    // Not for two working days: the office has to call, and no letter follows.
    expect(left(full(40))).toEqual(['10-24 11:06 office: summary T+3 yellow', '10-25 10:00 head: summary T+5 red']);
  });

  test('of a unit to its participant, alike', () => {
    const sd: LineSketch = {
      line: 'sd', relation: 'own', units: [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'a' }],
      tasks: { a: { unit: 'sd.a', assign: '2024-09-02 09:00', due: '2024-10-09 17:00' } },
    };
    expect(toldFrom('10-10', live(sd, {}, away('2024-10-10 08:00', '2024-10-12 11:00'))).slice(0, 2)).toEqual([
      '10-12 11:00 sd.a contact overdue: sd.a/a T+1', '10-14 09:00 sd superior escalate: sd.a/a T+2',
    ]);
  });

  test('of a unit to its participant, does not follow on the heels of an overdue letter that is refused', () => {
    // Back on Thursday 19 September: T+1 was the 12th, T+3 the 18th, and the participant is asked for something of its own.
    const sd: LineSketch = {
      line: 'sd', relation: 'own', units: [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'a' }],
      tasks: {
        a: { unit: 'sd.a', assign: '2024-09-02 09:00', due: '2024-09-11 17:30', ladder: { reminders: [], overdue: [1], escalation: [{ at: 3, level: 'yellow', to: 'head' }] } },
        own: { assign: '2024-09-09 09:00', due: '2024-10-08 17:30' },
      },
    };
    const run = live(sd, {}, { ...away('2024-09-06 09:00', '2024-09-18 18:00'), mail: ['accepted', 'accepted', 'refused', 'accepted'] });
    expect(toldFrom('09-19', run).filter((each) => !each.includes('office')).slice(0, 3)).toEqual([
      '09-19 09:00 sd contact assign: own assign', '✗ 09-19 09:00 sd.a contact overdue: sd.a/a T+1', '09-20 09:00 sd superior escalate: sd.a/a T+3',
    ]);
  });

  test('to the head, stands in no digest of such a day', () => {
    // T+5 is Thursday 10 October 10:00; back on Friday at noon, the next digest would be that of Saturday 12.
    const mot: LineSketch = { tasks: { summary: { assign: '2024-09-02 09:00', due: '2024-09-27 17:00' } } };
    expect(toldFrom('10-11', live(mot, {}, away('2024-10-09 18:00', '2024-10-11 12:00')))).toEqual(['10-14 10:00 head: summary T+5 red']);
  });
});

test('whatever happens, no escalation is told on an awkward day or on a day of its task’s overdue letter', () => {
  fc.assert(fc.property(worlds, ({ plan, script }) => {
    const { events } = simulate(plan, script);
    const escalations: { key: string; on: Day }[] = [];
    const overdue: { key: string; on: Day }[] = [];
    for (const each of events) {
      if (each.event === 'office' && each.item.kind === 'escalate' && each.item.reason === undefined) {
        escalations.push({ key: each.step.key, on: digestDay(plan, each.now) });
      }
      if (each.event !== 'letter' || each.result !== 'accepted') continue;
      for (const { unit, task, kind } of each.letter.items) {
        if (kind === 'escalate') escalations.push({ key: `${unit}/${task}`, on: dayOf(each.now) });
        if (kind === 'overdue') overdue.push({ key: `${unit}/${task}`, on: dayOf(each.now) });
      }
    }
    expect(escalations.filter(({ on }) => isAwkward(plan.calendar, on))).toEqual([]);
    expect(escalations.filter(({ key, on }) => overdue.some((other) => other.key === key && other.on === on))).toEqual([]);
  }), { numRuns: 150 });
});

function digestDay({ calendar, sending }: LinePlan, now: Instant): Day {
  const today = dayOf(now);
  return now <= at(today, sending.digest) ? today : shift(calendar, today, 1) ?? today;
}
