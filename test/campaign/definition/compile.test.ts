import { describe, expect, test } from 'vitest';
import { isWorkingDay } from '../../../campaign/time/workingDays.ts';
import { day } from '../../../campaign/time/instant.ts';
import { BASE, compiled, duesOf, lineNamed, problemsOf } from './planLettersFixture.ts';

const ASSIGN = '2024-09-02';
const rule = (more: Record<string, unknown>) => ({ id: 'r', title: '情况', for: 'all', assign: ASSIGN, due: '2024-09-20', ...more });
const actions = [
  { id: '5.5', clause: '3.5', title: '水利工程', kind: 'enforcement', lead: 'mot', co: ['sd', 'sd.jinan'], eventOn: '2024-09-20' },
  { id: '5.6', clause: '3.5', title: '发布会', kind: 'publication', lead: 'sd.jinan' },
];
const dues = (more: Record<string, unknown>, parts = {}) => duesOf(compiled([rule(more)], parts));

describe('who is asked', () => {
  test.each([
    ['all', ['mot/r', 'sd/r']], ['departments', ['mot/r']], ['regions', ['sd/r']], ['organiser', ['organiser/r']],
    ['leads', ['mot/r', 'sd.jinan/r']], ['co', ['sd/r', 'sd.jinan/r']], [['sd.qingdao', 'mot'], ['mot/r', 'sd.qingdao/r']],
  ])('for: %j', (group, keys) => {
    expect(dues({ for: group }, { actions })).toEqual(keys.map((key) => `${key} 2024-09-20 17:30`));
  });
  test('less those in `except`', () => {
    expect(dues({ except: ['mot'] })).toEqual(['sd/r 2024-09-20 17:30']);
    expect(dues({ except: ['sd.jinan'], unitsDue: 'T-5' })).toEqual(['mot/r 2024-09-20 17:30', 'sd/r 2024-09-20 17:30', 'sd.qingdao/r 2024-09-12 17:30']);
  });
  test('each action asks its lead, or each co-unit; the id carries the action', () => {
    expect(dues({ for: 'leads', each: 'action' }, { actions })).toEqual(['mot/r.5.5 2024-09-20 17:30', 'sd.jinan/r.5.6 2024-09-20 17:30']);
    expect(dues({ for: 'co', each: 'action' }, { actions })).toEqual(['sd/r.5.5 2024-09-20 17:30', 'sd.jinan/r.5.5 2024-09-20 17:30']);
    expect(dues({ for: 'leads', each: 'action', kinds: ['publication'] }, { actions })).toEqual(['sd.jinan/r.5.6 2024-09-20 17:30']);
    expect(dues({ for: 'leads', each: 'action', except: ['mot'] }, { actions })).toEqual(['sd.jinan/r.5.6 2024-09-20 17:30']);
  });
});

describe('when', () => {
  test('a bare due means `sending.until`, a bare assign `sending.at`; times stand as written', () => {
    const line = lineNamed(compiled([rule({ assign: '2024-09-03 14:00', due: '2024-09-20 09:00', id: 'a' }), rule({})]), 'mot');
    expect(line.tasks.map(({ assign, due }) => [assign.slice(0, 16), due.slice(0, 16)])).toEqual([
      ['2024-09-03T14:00', '2024-09-20T09:00'], ['2024-09-02T09:00', '2024-09-20T17:30'],
    ]);
  });
  test('`unitsDue: T-5` of 20 September 16:00 is 12 September 16:00; T is the same day', () => {
    expect(dues({ due: '2024-09-20 16:00', unitsDue: 'T-5', for: ['sd'] })).toEqual([
      'sd/r 2024-09-20 16:00', 'sd.jinan/r 2024-09-12 16:00', 'sd.qingdao/r 2024-09-12 16:00',
    ]);
    expect(dues({ unitsDue: 'T', for: ['sd'] })[1]).toBe('sd.jinan/r 2024-09-20 17:30');
  });
  test('a unit named besides its participant is asked once, for the units’ due', () => {
    expect(dues({ for: ['sd', 'sd.jinan'], unitsDue: 'T-5' })).toEqual(['sd/r 2024-09-20 17:30', 'sd.jinan/r 2024-09-12 17:30', 'sd.qingdao/r 2024-09-12 17:30']);
  });
  test('`due: [a, b]` makes two tasks, .1 and .2', () => {
    const made = compiled([rule({ due: ['2024-09-20', '2024-10-18 12:00'], for: ['mot'] })]);
    expect(duesOf(made)).toEqual(['mot/r.1 2024-09-20 17:30', 'mot/r.2 2024-10-18 12:00']);
    expect(lineNamed(made, 'mot').rules['r.2']?.title).toBe('情况（第2次）');
  });
  test('five working days after an event on 20 September are the 27th; `latest` caps it, and stands without an event', () => {
    const after = (latest: string) => dues({ for: 'leads', each: 'action', due: { afterEvent: 5, latest } }, { actions });
    expect(after('2024-10-18')).toEqual(['mot/r.5.5 2024-09-27 17:30', 'sd.jinan/r.5.6 2024-10-18 17:30']);
    expect(after('2024-09-26 12:00')).toEqual(['mot/r.5.5 2024-09-26 12:00', 'sd.jinan/r.5.6 2024-09-26 12:00']);
  });
});

describe('what a task is', () => {
  test('the ladder of its relation, or one named, or its own; offsets as numbers, in order', () => {
    const own = { reminders: ['T-1', 'T-3', 'T'], overdue: ['T+2'], escalation: [] };
    const made = compiled([rule({ id: 'a' }), rule({ id: 'b', ladder: 'peer' }), rule({ id: 'c', ladder: own, due: '2024-10-18' })], { budget: { perTask: 4, perWeek: 9 } });
    const rules = lineNamed(made, 'sd').rules;
    expect(rules['a']?.ladder.escalation).toEqual([{ at: 3, level: 'yellow', to: 'office' }, { at: 5, level: 'red', to: 'superior', release: true }]);
    expect(rules['b']?.ladder.escalation[1]).toEqual({ at: 5, level: 'red', to: 'head' });
    expect(rules['c']?.ladder).toEqual({ reminders: [-3, -1, 0], overdue: [2], escalation: [] });
  });
  test('the organiser’s ladder is `own`', () => {
    expect(lineNamed(compiled([rule({ for: 'organiser' })]), 'organiser').rules['r']?.ladder.overdue).toEqual([1]);
  });
  test('of an action: its kind’s evidence unless the rule has its own; inferred if either is', () => {
    const each = { for: 'leads', each: 'action' };
    const made = compiled([rule(each), rule({ ...each, id: 's', evidence: { cases: 2, files: 0 } })], { actions: [{ ...actions[0], source: 'inferred' }] });
    expect(lineNamed(made, 'mot').rules).toMatchObject({
      'r.5.5': { title: '情况：水利工程', evidence: { figures: ['案件数'] }, source: 'inferred', action: '5.5', clause: '3.5' }, 's.5.5': { evidence: { cases: 2 } },
    });
  });
  test('acknowledge and review may be overridden', () => {
    const line = lineNamed(compiled([rule({ acknowledge: { within: 2 }, review: { within: 9 } })]), 'mot');
    expect(line.rules['r']).toMatchObject({ acknowledge: 2, review: 9 });
  });
});

describe('lines', () => {
  test('one per participant in the order of signing, the organiser’s last; participants close at `close`, it at `archive`', () => {
    const { plan } = compiled([rule({})]);
    expect(plan.lines.map(({ line, close, units }) => [line, close.slice(0, 16), units.map(({ id }) => id)])).toEqual([
      ['mot', '2024-11-01T09:00', ['mot']], ['sd', '2024-11-01T09:00', ['sd', 'sd.jinan', 'sd.qingdao']], ['organiser', '2024-11-29T09:00', ['organiser']],
    ]);
  });
  test('hold no personal data: no address, no telephone, no title of a person', () => {
    const text = JSON.stringify(compiled([rule({})]).plan);
    for (const canary of ['@', '010-', '分管局领导', '局领导']) expect(text).not.toContain(canary);
  });
  test('the roster holds every address, by unit', () => {
    const { roster } = compiled([rule({})]);
    expect(Object.keys(roster.contacts)).toEqual(['mot', 'sd', 'sd.jinan', 'sd.qingdao', 'organiser']);
    expect([roster.superiors['sd']?.mail, roster.office.mail, roster.head.mail]).toEqual(['sd-leader@regions.test', 'office@samr.test', 'head@samr.test']);
  });
});

describe('the calendar', () => {
  const worked = (parts: Record<string, unknown>, on: string) => isWorkingDay(compiled([rule({})], parts).plan.calendar, day(on));
  test('is the official one, to the day of the archive', () => {
    expect(['2024-09-14', '2024-09-17', '2024-10-08', '2024-11-29', '2024-12-02'].map((on) => worked({}, on))).toEqual([true, false, true, true, false]);
  });
  test('the definition’s own days come last, and outdo it', () => {
    const calendar = { holidays: ['2024-09-24', '2024-09-14'], workingDays: ['2024-09-17', '2024-09-28'] };
    expect(['2024-09-24', '2024-09-14', '2024-09-17', '2024-09-28'].map((on) => worked({ calendar }, on))).toEqual([false, false, true, true]);
  });
  test('an own holiday moves what is counted over it', () => {
    expect(dues({ unitsDue: 'T-5', for: ['sd'] }, { calendar: { holidays: ['2024-09-19'] } })[1]).toBe('sd.jinan/r 2024-09-11 17:30');
  });
  test('begins early enough to know what the first day follows', () => {
    // The official calendar of 2024 reaches back before July; a year before it is not asked for.
    expect(compiled([rule({})]).plan.calendar.first).toBe('2024-06-17');
    const january = { planning: '2024-01-02', activities: '2024-01-03', summarisation: '2024-01-04', close: '2024-11-01', archive: '2024-11-29' };
    expect(compiled([rule({})], { phases: january }).plan.calendar.first).toBe('2024-01-02');
  });
  test('a year without official data is refused, unless the definition lists its days', () => {
    const phases = { ...BASE.phases, close: '2024-12-27', archive: '2025-01-10' };
    expect(problemsOf([rule({})], { phases })).toMatchObject([{ path: 'calendar', message: expect.stringContaining('2025年没有官方的节假日数据') as string }]);
    expect(problemsOf([rule({})], { phases, calendar: { holidays: ['2025-01-01'] } })).toEqual([]);
  });
});
