import { describe, expect, test } from 'vitest';
import { day } from '../../../campaign/time/instant.ts';
import { type AgendaStep, agenda, dueNow, nextMoment, waitsForMail } from '../../../campaign/line/agenda.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { lettersOf } from '../../../campaign/line/letters.ts';
import { Story, entry, when } from './fixture.ts';
import { live, told, toldFrom } from './tell.ts';

const away = (from: string, to: string) => ({ outages: [{ from: when(from), to: when(to) }] });
const slots = (steps: readonly AgendaStep[]) => steps.map(({ slot }) => slot);

describe('after a stop of any length', () => {
  test('each recipient gets one letter of what still stands; what passed was missed and is never sent', () => {
    // Away from 11 October until Wednesday 23 October 11:00: T-5 and T-1 passed, T+2 and T+3 stand.
    const run = live({}, {}, away('2024-10-11 18:00', '2024-10-23 11:00'));
    expect(toldFrom('10-11', run)).toEqual([
      '10-23 11:00 mot contact overdue: summary T+2', '10-23 11:00 office: summary T+3 yellow', '10-25 10:00 head: summary T+5 red',
    ]);
    expect(run.state.tasks['mot/summary']).toMatchObject({ missed: ['T-5', 'T-1'], done: ['assign', 'unacknowledged', 'T+2', 'T+3', 'T+5'] });
  });

  test('the letter keeps the moment it was meant for', () => {
    const run = live({}, {}, away('2024-10-16 18:00', '2024-10-18 10:00'));
    const late = run.events.flatMap((each) => (each.event === 'letter' && each.letter.kind === 'remind' && each.now > '2024-10-18' ? [each] : []));
    expect(late.map(({ now, letter }) => [now, letter.at])).toEqual([[when('2024-10-18 10:00'), when('2024-10-17 09:00')]]);
  });

  test('back in the night, it waits for the morning; back after the due instant, nobody is reminded', () => {
    expect(toldFrom('10-17', live({}, {}, away('2024-10-17 08:00', '2024-10-17 23:00')))[0]).toBe('10-18 09:00 mot contact remind: summary T-1');
    expect(toldFrom('10-17', live({}, {}, away('2024-10-17 08:00', '2024-10-18 17:00')))[0]).toBe('10-22 09:00 mot contact overdue: summary T+2');
  });

  test('back after the closing, everything left was missed', () => {
    const run = live({}, {}, away('2024-10-12 08:00', '2024-11-20 08:00'));
    expect(toldFrom('10-12', run)).toEqual([]);
    expect(run.state.tasks['mot/summary']?.missed).toEqual(['T-5', 'T-1', 'T+2', 'T+3', 'T+5']);
  });
});

describe('when the mail server cannot take letters', () => {
  const deferred: Fact = { fact: 'lettersDeferred', at: when('2024-10-12 17:29'), retryAt: when('2024-10-12 17:36'), letters: 1, to: [{ unit: 'mot', role: 'contact' }] };
  const story = new Story().record({
    fact: 'letterSent', at: when('2024-09-23 09:00'), unit: 'mot', role: 'contact', on: day('2024-09-23'),
    steps: [{ key: 'mot/summary', round: 0, slot: 'assign', kind: 'assign' }],
  }, { fact: 'stepsMissed', at: when('2024-09-23 09:00'), steps: [{ key: 'mot/summary', round: 0, slot: 'unacknowledged' }] }, deferred);

  test('deferred at 17:29 until 17:36, they leave next morning', () => {
    expect(dueNow(story.plan, story.state, when('2024-10-12 17:30'))).toEqual([]);
    expect(nextMoment(story.plan, story.state, when('2024-10-12 17:30'))).toBe(when('2024-10-14 09:00'));
    expect(slots(dueNow(story.plan, story.state, when('2024-10-14 09:00')))).toEqual(['T-5']);
  });

  test('who reports meanwhile is not reminded', () => {
    const run = live({}, {
      '2024-10-12 09:03': { command: 'submitReport', unit: 'mot', task: 'summary', report: 'd', nil: false, flags: [], entry: entry('2024-10-12 09:03') },
    }, { mail: ['accepted', 'deferred', ...Array.from({ length: 9 }, () => 'accepted' as const)] });
    expect(toldFrom('… 10-12', run).concat(toldFrom('10-12', run))).toEqual(expect.arrayContaining(['… 10-12 09:00 mot contact remind: summary T-5']));
    expect(told(run).filter((each) => each.startsWith('10-12'))).toEqual(['10-12 09:07 mot contact receipt: summary receipt.1']);
  });

  test('each try waits longer, and what was deferred too long is missed', () => {
    const run = live({}, {}, { mail: ['accepted', ...Array.from({ length: 400 }, () => 'deferred' as const)] });
    expect(run.state.tasks['mot/summary']?.missed).toEqual(['T-5', 'T-1', 'T+2']);
    expect(run.state.units['mot']?.retry?.tries).toBeGreaterThan(3);
    expect(run.turns).toBeLessThan(600);
  });

  test('a full mailbox is its own affair: others are written to, receipts answer at once, and it waits longer each time', () => {
    const units = [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'a' }];
    const report = (unit: string, at: string) => ({ command: 'submitReport', unit, task: 'own', report: 'd', nil: false, flags: [], entry: entry(at) }) as const;
    const run = live({ line: 'sd', relation: 'guided', units, tasks: { own: {}, a: { unit: 'sd.a' } } }, { '2024-09-23 09:02': report('sd', '2024-09-23 09:02') },
      { mail: ['accepted', 'deferred', 'accepted', 'deferred', 'accepted'] });
    expect(told(run).slice(0, 5)).toEqual([
      '09-23 09:00 sd contact assign: own assign', '… 09-23 09:00 sd.a contact assign: sd.a/a assign', '09-23 09:02 sd contact receipt: own receipt.1',
      '… 09-23 09:07 sd.a contact assign: sd.a/a assign', '09-23 09:21 sd.a contact assign: sd.a/a assign',
    ]);
    expect(run.state.units['sd.a']?.retry).toBeUndefined();
  });

  test('a retry as older builds noted it puts off the whole line, until it is over', () => {
    const old = new Story().record({ fact: 'lettersDeferred', at: when('2024-09-23 09:00'), retryAt: when('2024-09-23 09:05'), letters: 1 });
    expect(old.state.retry).toEqual({ at: when('2024-09-23 09:05'), tries: 1 });
    expect(nextMoment(old.plan, old.state, when('2024-09-23 09:00'))).toBe(when('2024-09-23 09:05'));
    expect(waitsForMail(old.plan, old.state, when('2024-09-23 09:00'))).toBe(true);
    old.record({
      fact: 'letterSent', at: when('2024-09-23 09:05'), unit: 'mot', role: 'contact', on: day('2024-09-23'), letter: when('2024-09-23 09:00'),
      steps: [{ key: 'mot/summary', round: 0, slot: 'assign', kind: 'assign' }],
    });
    expect(old.state.retry).toBeUndefined();
  });

  test('a letter that left without its items does not lend its Message-ID to the next one', () => {
    const known = new Story().record({
      fact: 'letterSent', at: when('2024-09-23 09:00'), unit: 'mot', role: 'contact', on: day('2024-09-23'), letter: when('2024-09-23 09:00'), steps: [],
    });
    const again = lettersOf(dueNow(known.plan, known.state, when('2024-09-23 09:05')), known.state);
    expect(again.map(({ at, items }) => [at, items.map(({ slot }) => slot)])).toEqual([[when('2024-09-23 09:00:01'), ['assign']]]);
  });

  test('a letter accepted in the same batch does not hurry those that were not', () => {
    const both = live({ line: 'sd', relation: 'guided', units: [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'a' }], tasks: { own: {}, a: { unit: 'sd.a' } } },
      {}, { mail: ['accepted', 'deferred', ...Array.from({ length: 20 }, () => 'accepted' as const)] });
    expect(told(both).slice(0, 3)).toEqual([
      '09-23 09:00 sd contact assign: own assign', '… 09-23 09:00 sd.a contact assign: sd.a/a assign', '09-23 09:07 sd.a contact assign: sd.a/a assign',
    ]);
  });
});

describe('the next moment', () => {
  test('is never now unless something is due now', () => {
    const { plan, state } = new Story();
    expect(nextMoment(plan, state, when('2024-09-23 08:59:59'))).toBe(when('2024-09-23 09:00'));
    expect(nextMoment(plan, state, when('2024-09-23 09:00'))).toBe(when('2024-09-23 09:00'));
    expect(slots(dueNow(plan, state, when('2024-09-23 09:00')))).toEqual(['assign']);
    expect(nextMoment(plan, state, when('2024-09-23 17:30:01'))).toBe(when('2024-09-24 09:00'));
  });
  test('is none when nothing is ahead: exempt, or cancelled', () => {
    const exempt = new Story();
    exempt.at('2024-10-01 10:00', { command: 'exempt', unit: 'mot' });
    expect(nextMoment(exempt.plan, exempt.state, when('2024-10-01 10:00'))).toBeUndefined();
    const story = new Story();
    story.at('2024-10-01 10:00', { command: 'cancel' });
    expect(agenda(story.plan, story.state, when('2024-10-01 10:00'))).toEqual([]);
    expect(nextMoment(story.plan, story.state, when('2024-10-01 10:00'))).toBeUndefined();
  });
  test('of an answer that the calendar holds no day for is none', () => {
    const story = new Story({ close: '2024-12-31 23:00', tasks: { summary: { due: '2024-12-31 20:00' } } });
    story.report('2024-12-31 18:00');
    story.at('2024-12-31 18:01', { command: 'reviewReport', unit: 'mot', task: 'summary', verdict: 'accept' });
    expect(slots(agenda(story.plan, story.state, when('2024-12-31 18:01')))).toEqual(['receipt.1']);
    story.record({ fact: 'handedToOffice', at: when('2024-12-31 18:01'), steps: [{ key: 'mot/summary', round: 0, slot: 'receipt.1', kind: 'receipt' }] });
    expect(nextMoment(story.plan, story.state, when('2024-12-31 18:01'))).toBeUndefined();
  });
});

describe('answers', () => {
  test('a receipt answers at once, at night and on holidays; everything else waits for the morning', () => {
    const run = live({}, {
      '2024-10-03 23:15': { command: 'submitReport', unit: 'mot', task: 'summary', report: 'd', nil: false, flags: [], entry: entry('2024-10-03 23:15') },
      '2024-10-05 10:00': { command: 'reviewReport', unit: 'mot', task: 'summary', verdict: 'accept', text: 'thanks' },
    });
    expect(toldFrom('10-01', run)).toEqual(['10-03 23:15 mot contact receipt: summary receipt.1', '10-08 09:00 mot contact accepted: summary accepted.1']);
  });

  test('receipts of one second differ by a second, so that none is taken for the other', () => {
    const story = new Story({ tasks: { a: {}, b: {} } });
    story.report('2024-10-10 10:00', { task: 'a' });
    story.report('2024-10-10 10:00', { task: 'b' });
    expect(Object.values(story.state.tasks).map(({ answers }) => answers[0]?.at)).toEqual([when('2024-10-10 10:00'), when('2024-10-10 10:00:01')]);
  });

  test('two letters of one kind meant for one moment have two Message-IDs', () => {
    // Resumed at noon, the reminder of `b` leaves as the second one of that morning.
    const run = live({ tasks: { a: {}, b: {} } }, {
      '2024-10-17 08:30': { command: 'suspend', unit: 'mot', task: 'b' }, '2024-10-17 12:00': { command: 'resume', unit: 'mot', task: 'b' },
    });
    const reminders = run.events.flatMap((each) => (each.event === 'letter' && each.now > '2024-10-17' && each.letter.kind === 'remind' ? [each.letter.at] : []));
    expect(reminders).toEqual([when('2024-10-17 09:00'), when('2024-10-17 09:00:01')]);
  });
});
