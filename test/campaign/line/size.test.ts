import { expect, test } from 'vitest';
import { agenda, dueNow, nextMoment } from '../../../campaign/line/agenda.ts';
import { passedSteps } from '../../../campaign/line/passed.ts';
import { entry, lineOf, when } from './fixture.ts';
import { simulate } from './simulation.ts';

const ids = ['sd', ...Array.from({ length: 199 }, (_, n) => `sd.city-${String(n)}`)];
const dues = { a: '2024-09-20 17:30', b: '2024-10-11 17:30', c: '2024-10-22 17:30' };
const plan = lineOf({
  line: 'sd', relation: 'guided', units: ids.map((id) => ({ id, name: id })),
  tasks: Object.fromEntries(ids.flatMap((unit) => Object.entries(dues).map(([task, due]) => [`${unit}.${task}`, { unit, due, assign: '2024-09-02 09:00' }]))),
});

/** Every tenth unit reports on time, one task after the other; nobody else says anything. */
const reports = ids.filter((_, n) => n % 10 === 0).flatMap((unit) => Object.entries(dues).map(([task, due]) => {
  const at = when(`${due.slice(0, 10)} 15:00`);
  return { at, command: { command: 'submitReport', unit, task: `${unit}.${task}`, report: 'd'.repeat(64), nil: false, flags: [], entry: entry(`${due.slice(0, 10)} 15:00`) } } as const;
})).sort((a, b) => (a.at < b.at ? -1 : 1));

test('a line of 200 units with three tasks each lives its whole life in moments', () => {
  const run = simulate(plan, { start: when('2024-09-01 08:00'), commands: reports, outages: [], mail: [] });
  expect(run.turns).toBeLessThan(200); // as many as receipts, and a few for the ladder
  expect(JSON.stringify(run.state).length).toBeLessThan(400 * 1024);

  // What a wake costs once the schedule of each task is known; generous, for machines are shared.
  const now = when('2024-09-18 12:00');
  const times = Array.from({ length: 51 }, () => {
    const from = performance.now();
    passedSteps(plan, run.state, now);
    agenda(plan, run.state, now);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  expect(times[25]).toBeLessThan(30);
  expect(dueNow(plan, run.state, plan.close)).toEqual([]);
  expect(nextMoment(plan, run.state, plan.close)).toBeUndefined();
});
