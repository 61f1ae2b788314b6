import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda } from '../../../campaign/line/agenda.ts';
import { lettersAhead, namedAhead } from '../../../campaign/line/ahead.ts';
import { apply } from '../../../campaign/line/apply.ts';
import { letterId, unitOfLetterId } from '../../../campaign/line/letterId.ts';
import { lettersOf } from '../../../campaign/line/letters.ts';
import { readNumbers, writeNumbers } from '../../../campaign/line/numbers.ts';
import { keyOf } from '../../../campaign/line/plan.ts';
import { isDigest } from '../../../campaign/line/recipients.ts';
import { openLine } from '../../../campaign/line/state.ts';
import { lineOf, when } from './fixture.ts';
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
