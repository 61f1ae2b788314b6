import { describe, expect, test } from 'vitest';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import { plannedLetters } from '../../client/plannedLetters.ts';
import { definition } from '../workflows/definition.ts';

describe('the letters of a campaign that has not begun', () => {
  const { plan, roster } = definition('next').compiled;
  const letters = plannedLetters(plan);

  test('are those that `plan` lists: as many, at the same moments, of the same kinds, about as many items', () => {
    const shown = (all: readonly { at: string; kind: string; role: string; items: readonly unknown[] }[]) => all.map(({ at, kind, role, items }) => `${at} ${kind} ${role} ${String(items.length)}`).sort();
    expect(letters.length).toBeGreaterThan(20);
    expect(shown(letters.map(({ letter: { as, ...letter } }) => ({ ...letter, role: as })))).toEqual(shown(planLetters(plan, roster)));
  });

  test('have numbers that depend on the plan alone', () => {
    expect(plannedLetters(definition('next').compiled.plan)).toEqual(letters);
  });

  test('tell the due times of their own tasks', () => {
    const dues = new Map(plan.lines.flatMap(({ tasks }) => tasks.map((task) => [`${task.unit}/${task.task}`, task.due])));
    for (const { letter } of letters) for (const { unit, task, due } of letter.items) expect(due).toBe(dues.get(`${unit}/${task}`));
  });
});
