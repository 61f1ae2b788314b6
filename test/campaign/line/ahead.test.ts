import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda } from '../../../campaign/line/agenda.ts';
import { lettersAhead, namedAhead, nextLeaving } from '../../../campaign/line/ahead.ts';
import { apply } from '../../../campaign/line/apply.ts';
import { possibleAt } from '../../../campaign/line/leaving.ts';
import { letterId, unitOfLetterId } from '../../../campaign/line/letterId.ts';
import { lettersOf } from '../../../campaign/line/letters.ts';
import { readNumbers, writeNumbers } from '../../../campaign/line/numbers.ts';
import { keyOf } from '../../../campaign/line/plan.ts';
import { isDigest } from '../../../campaign/line/recipients.ts';
import { openLine } from '../../../campaign/line/state.ts';
import { day, dayOf } from '../../../campaign/time/instant.ts';
import { Story, lineOf, when } from './fixture.ts';
import { simulate } from './simulation.ts';
import { worlds } from './worlds.ts';

const sorted = (all: readonly unknown[]) => all.map((each) => JSON.stringify(each)).sort();

describe('letters ahead', () => {
  test('are told by name in short, whatever happened to the line', () => {
    fc.assert(fc.property(worlds, fc.double({ min: 0, max: 1, noNaN: true }), ({ plan, script }, part) => {
      const { facts } = simulate(plan, script);
      const cut = facts.slice(0, Math.floor(facts.length * part));
      const state = cut.reduce(apply, openLine(plan));
      const now = cut.at(-1)?.at ?? script.start;
      const steps = agenda(plan, state, now).filter(({ at, to }) => at > now && !isDigest(to));
      const letters = [...Map.groupBy(steps, ({ at }) => at)].flatMap(([at, moment]) => lettersOf(moment, state).map(({ unit, role, kind, as, items }) => (
        { unit, role, at, kind, as, items: [...new Set(items.map(keyOf))].sort() })));
      const told = lettersAhead(plan, steps, state);
      expect(told.reduce((sum, { letters: count }) => sum + count, 0)).toBe(letters.length);
      const named = told.flatMap((each) => namedAhead(plan, each) ?? []).map(({ items, ...rest }) => ({ ...rest, items: items.map(keyOf).sort() }));
      expect(sorted(named)).toEqual(sorted(letters));
    }), { numRuns: 300 });
  });

  test('of twenty units with one task each take a dozen characters', () => {
    const ids = ['sd', ...Array.from({ length: 20 }, (_, n) => `sd.c${String(n)}`)];
    const plan = lineOf({ line: 'sd', relation: 'guided', units: ids.map((id) => ({ id, name: id })), tasks: Object.fromEntries(ids.map((unit) => [unit, { unit, due: '2024-10-18 17:00', assign: '2024-09-23 09:00' }])) });
    const state = openLine(plan);
    const steps = agenda(plan, state, when('2024-09-20 16:00')).filter(({ kind }) => kind === 'assign');
    expect(lettersAhead(plan, steps, state)).toEqual([{ at: '2024-09-23T09:00:00+08:00', kind: 'assign', as: 'contact', letters: 21, which: '0-k' }]);
  });

  test('of the next day are those that wait for the opening too, with when they leave', () => {
    const story = new Story();
    const of = { unit: 'mot', task: 'summary' };
    const step = (slot: string, kind: 'assign' | 'remind') => ({ key: 'mot/summary', round: 0, slot, kind });
    story.record({ fact: 'letterSent', at: when('2024-09-23 09:00'), on: day('2024-09-23'), unit: 'mot', role: 'contact', letter: when('2024-09-23 09:00'), steps: [step('assign', 'assign')] });
    const listed = (now: string) => lettersAhead(story.plan, nextLeaving(story.plan, story.state, when(now)), story.state).map(({ at, leaves, kind }) => ({ at, leaves, kind }));
    expect(listed('2024-10-11 14:00')).toEqual([{ at: when('2024-10-12 09:00'), leaves: undefined, kind: 'remind' }]);
    // Suspended over its day, resumed in the evening: the reminder's moment is over, its letter is not.
    story.at('2024-10-12 08:00', { command: 'suspend', ...of });
    story.at('2024-10-12 18:00', { command: 'resume', ...of });
    expect(listed('2024-10-12 18:01')).toEqual([{ at: when('2024-10-12 09:00'), leaves: when('2024-10-14 09:00'), kind: 'remind' }]);
    // A mailbox that is full at the end of the day: its letter is tried on the next.
    const next = nextLeaving(story.plan, story.state, when('2024-10-14 08:00'));
    story.record({ fact: 'lettersDeferred', at: when('2024-10-14 17:20'), retryAt: when('2024-10-14 18:00'), letters: 1, to: [{ unit: 'mot', role: 'contact' }] });
    expect(listed('2024-10-14 17:21')).toEqual([{ at: when('2024-10-12 09:00'), leaves: when('2024-10-15 09:00'), kind: 'remind' }]);
    // By name, with the id that it is struck by.
    const [letter] = namedAhead(story.plan, lettersAhead(story.plan, next, story.state)[0]!) ?? [];
    expect(letter).toMatchObject({ unit: 'mot', at: when('2024-10-12 09:00'), leaves: when('2024-10-14 09:00'), items: [of] });
    expect(letterId(letter!, '09:00')).toBe('1012-mot');
  });

  test('of one day only, and none that leaves already, whatever happened', () => {
    fc.assert(fc.property(worlds, fc.double({ min: 0, max: 1, noNaN: true }), ({ plan, script }, part) => {
      const cut = simulate(plan, script).facts;
      const facts = cut.slice(0, Math.floor(cut.length * part));
      const state = facts.reduce(apply, openLine(plan));
      const now = facts.at(-1)?.at ?? script.start;
      const found = nextLeaving(plan, state, now).map(({ at, leaves = at }) => leaves);
      expect(found.every((leaves) => leaves > now)).toBe(true);
      expect(new Set(found.map(dayOf)).size).toBeLessThanOrEqual(1);
      // Nothing leaves before them.
      const others = agenda(plan, state, now).filter(({ to }) => !isDigest(to)).flatMap((step) => {
        const leaves = possibleAt(plan, state, step, now);
        return leaves === undefined || leaves >= step.until || leaves <= now ? [] : [leaves];
      });
      expect(found.length === 0).toBe(others.length === 0);
      expect(found.toSorted()[0]).toBe(others.toSorted()[0]);
    }), { numRuns: 300 });
  });

  test('told by an older build are counted only', () => {
    const plan = lineOf({ line: 'sd', relation: 'guided', units: [{ id: 'sd', name: 'sd' }], tasks: {} });
    expect(namedAhead(plan, { at: when('2024-09-23 09:00'), kind: 'assign', as: 'contact', letters: 3 })).toBeUndefined();
  });
});

test('numbers are read as they were written', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(2_000)), (numbers) => {
    expect(readNumbers(writeNumbers(numbers))).toEqual([...numbers].sort((a, b) => a - b));
  }));
});

test.each([
  [{ unit: 'mot', role: 'contact' }, '2024-10-11 09:00', '1011-mot'],
  [{ unit: 'sd.jinan', role: 'contact' }, '2024-10-11 14:00', '1011-sd.jinan@1400'],
  [{ unit: 'sd', role: 'superior' }, '2024-11-01 09:00', '1101-sd:superior'],
] as const)('the id of a letter %#', (to, at, id) => {
  expect(letterId({ ...to, at: when(at) }, '09:00')).toBe(id);
  expect(unitOfLetterId(id)).toBe(to.unit);
  expect(unitOfLetterId('mot')).toBeUndefined();
});
