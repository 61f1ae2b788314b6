import { describe, expect, test } from 'vitest';
import type { Command } from '../../../campaign/line/commands.ts';
import type { Script } from './simulation.ts';
import { type LineSketch, entry, ladders, when } from './fixture.ts';
import { live, told, toldFrom } from './tell.ts';

/** A 司局 whose superior hears on T+2, Tuesday 22 October, and SAMR's head on T+5, Friday 25. */
const samr: LineSketch = { line: 'samr', relation: 'own' };
const mail = (...answers: Script['mail']): Partial<Script> => ({ mail: [...answers, ...Array.from({ length: 40 }, () => 'accepted' as const)] });

describe('an escalation leaves only if the assignment and one later letter arrived two working days before', () => {
  test('they did: the superior hears on T+2, the head on T+5', () => {
    expect(toldFrom('10-17', live(samr))).toEqual([
      '10-17 09:00 samr contact remind: summary T-1', '10-21 09:00 samr contact overdue: summary T+1',
      '10-22 09:00 samr superior escalate: summary T+2', '10-25 10:00 head: summary T+5 red',
    ]);
  });

  test('the assignment was refused: the office calls, and gets both escalations instead, slot and level kept', () => {
    expect(told(live(samr, {}, mail('refused')))).toEqual([
      '✗ 09-23 09:00 samr contact assign: summary assign', '09-23 10:00 office: summary mail.samr.1 (mail-refused)',
      '09-29 10:00 office: summary unacknowledged',
      '10-12 09:00 samr contact remind: summary T-5', '10-17 09:00 samr contact remind: summary T-1',
      '10-21 09:00 samr contact overdue: summary T+1', '10-22 10:00 office: summary T+2 blue (not-reached)',
      '10-25 10:00 office: summary T+5 red (not-reached)',
    ]);
  });

  test('assigned on Friday 11 October for Monday 14, without a reminder: T+1 is one working day before T+2', () => {
    const short: LineSketch = { ...samr, tasks: { short: { assign: '2024-10-11 16:00', due: '2024-10-12 17:30' } } };
    expect(told(live(short))).toEqual([
      '10-11 16:00 samr contact assign: short assign', '10-14 09:00 samr contact overdue: short T+1',
      '10-15 10:00 office: short T+2 blue (not-reached)', '10-18 10:00 head: short T+5 red',
    ]);
  });

  test('two working days are compared by days: a letter of Friday evening counts for Tuesday morning', () => {
    // Nothing ran from the eve of T-5 until Friday 18 October 16:59: T-1 left then, two working days before Tuesday 22.
    const late = live(samr, {}, { outages: [{ from: when('2024-10-11 18:00'), to: when('2024-10-18 16:59') }] });
    expect(toldFrom('10-18', late)).toContain('10-22 09:00 samr superior escalate: summary T+2');
    // Until Monday morning: only the overdue letter left, one working day before.
    const later = live(samr, {}, { outages: [{ from: when('2024-10-11 18:00'), to: when('2024-10-20 12:00') }] });
    expect(toldFrom('10-18', later)).toContain('10-22 10:00 office: summary T+2 blue (not-reached)');
  });

  test('a letter of an earlier round counts', () => {
    const moved = live({ line: 'sd', relation: 'own' }, {
      '2024-10-17 15:00': { command: 'decideExtension', unit: 'sd', task: 'summary', grant: true, until: when('2024-10-18 17:30') },
    });
    expect(toldFrom('10-21', moved)).toContain('10-22 09:00 sd superior escalate: summary T+2');
  });

  test('it is tested for the organiser’s own tasks alike, and not for what the office is told', () => {
    const notice: LineSketch = { line: 'organiser', close: '2024-11-29 09:00', tasks: { notice: { assign: '2024-10-11 16:00', due: '2024-10-12 17:30' } } };
    expect(told(live(notice)).slice(2)).toEqual(['10-15 10:00 office: notice T+2 blue (not-reached)', '10-18 10:00 head: notice T+5 red']);
    const peer = live({}, {}, mail('refused', 'refused', 'refused', 'refused'));
    expect(toldFrom('10-23', peer)).toEqual(['10-23 10:00 office: summary T+3 yellow', '10-25 10:00 office: summary T+5 red (mail-refused)']);
  });
});

describe('an address that refuses', () => {
  test('becomes one call item, not one for each letter; when it accepts again, the next refusal is a new one', () => {
    const calls = (run: ReturnType<typeof live>) => told(run).filter((each) => each.includes('mail.'));
    expect(calls(live({}, {}, mail('refused', 'refused')))).toEqual(['09-23 10:00 office: summary mail.mot.1 (mail-refused)']);
    expect(calls(live({}, {}, mail('refused', 'accepted', 'refused')))).toEqual([
      '09-23 10:00 office: summary mail.mot.1 (mail-refused)', '10-17 10:00 office: summary mail.mot.2 (mail-refused)',
    ]);
  });

  test('of a contact that got two letters before: still nobody’s superior hears of it', () => {
    // Accepted: assign, T-5, T-1; refused: the overdue letter of T+1.
    const run = live(samr, {}, mail('accepted', 'accepted', 'accepted', 'refused'));
    expect(toldFrom('10-21', run)).toEqual([
      '✗ 10-21 09:00 samr contact overdue: summary T+1', '10-21 10:00 office: summary mail.samr.1 (mail-refused)',
      '10-22 10:00 office: summary T+2 blue (mail-refused)', '10-25 10:00 office: summary T+5 red (mail-refused)',
    ]);
  });

  test('of a superior: the office gets the item on that day, and the contact’s address is not blamed', () => {
    const run = live(samr, {}, mail('accepted', 'accepted', 'accepted', 'accepted', 'refused'));
    expect(toldFrom('10-22', run)).toEqual([
      '✗ 10-22 09:00 samr superior escalate: summary T+2', '10-22 10:00 office: summary T+2 blue (mail-refused)', '10-25 10:00 head: summary T+5 red',
    ]);
    expect(run.state.units['samr']?.refusing).toBeUndefined();
    expect(run.state.superior?.refusing).toBe(when('2024-10-22 09:00'));
  });

  test('is forgotten when the unit is delegated to somebody else', () => {
    const run = live(samr, { '2024-10-21 15:00': { command: 'delegate', unit: 'samr', contact: 'card', entry: entry('2024-10-21 15:00') } },
      mail('accepted', 'accepted', 'accepted', 'refused'));
    expect(toldFrom('10-22', run)).toContain('10-22 09:00 samr superior escalate: summary T+2');
  });
});

describe('a unit delegated to somebody else', () => {
  const delegate = (at: string): Record<string, Command> => ({
    [at]: { command: 'delegate', unit: 'samr', contact: 'card', entry: entry(at) },
  });

  test('whose old address refused the assignment: the new contact is asked, and the ladder goes its way', () => {
    const run = live(samr, delegate('2024-09-24 15:00'), mail('refused'));
    expect(told(run).filter((each) => each.includes('assign'))).toEqual([
      '✗ 09-23 09:00 samr contact assign: summary assign', '09-24 15:00 samr contact assign: summary assign',
    ]);
    expect(toldFrom('10-22', run)).toContain('10-22 09:00 samr superior escalate: summary T+2');
  });

  test('too late to be asked first: the reminder is the first word, the assignment was missed', () => {
    const run = live(samr, delegate('2024-10-14 15:00'), mail('refused'));
    expect(toldFrom('10-14', run)[0]).toBe('10-17 09:00 samr contact remind: summary T-1');
    expect(run.state.tasks['samr/summary']?.missed).toEqual(['assign']);
  });

  test('while a letter to the old address is under way: what that one refuses is not blamed on the new one, which gets it', () => {
    const run = live(samr, delegate('2024-09-23 08:59'), { ...mail('refused'), inFlight: 1 });
    const meanwhile = live(samr, delegate('2024-09-23 09:00:01'), { ...mail('refused'), inFlight: 1 });
    expect(run.state.units['samr']?.refusals).toBe(1);
    expect(told(meanwhile).slice(0, 2)).toEqual([
      '✗ 09-23 09:00 samr contact assign: summary assign', '09-23 09:00 samr contact assign: summary assign',
    ]);
    expect(meanwhile.state.units['samr']).toMatchObject({ contact: 'card' });
    expect(meanwhile.state.units['samr']?.refusals).toBeUndefined();
  });
});

describe('chasing letters about one task, over all rounds', () => {
  test('beyond `perTask` the office gets the item instead', () => {
    const run = live({ perTask: 3 }, { '2024-10-22 15:00': { command: 'decideExtension', unit: 'mot', task: 'summary', grant: true, until: when('2024-10-24 17:00') } });
    expect(toldFrom('10-22 15', run)).toEqual([ // T-5, T-1 and T+2 were sent; T-1 and T+2 of the new round are too many
      '10-22 15:00 mot contact extension: summary extension.0.0', '10-23 10:00 office: summary T-1 (budget)',
      '10-28 10:00 office: summary T+2 (budget)', '10-29 10:00 office: summary T+3 yellow', '10-31 10:00 head: summary T+5 red',
    ]);
  });

  test('what was refused does not count, what was handed to the office neither', () => {
    const run = live({ perTask: 1, tasks: { summary: { ladder: { ...ladders.peer, escalation: [] } } } }, {}, mail('accepted', 'refused'));
    expect(toldFrom('10-12', run)).toEqual([
      '✗ 10-12 09:00 mot contact remind: summary T-5', '10-12 10:00 office: summary mail.mot.1 (mail-refused)',
      '10-17 09:00 mot contact remind: summary T-1', '10-22 10:00 office: summary T+2 (budget)',
    ]);
    expect(run.state.tasks['mot/summary']?.chased).toBe(1);
  });

  test('an item that comes too late for its window is missed, not handed over', () => {
    // Due on Friday 18 October 09:30: T at 09:00, the digest only at 10:00.
    const run = live({ perTask: 0, tasks: { summary: { due: '2024-10-18 09:30', ladder: { reminders: [0], overdue: [], escalation: [] } } } });
    expect(toldFrom('10-18', run)).toEqual([]);
    expect(run.state.tasks['mot/summary']?.missed).toEqual(['T']);
  });
});
