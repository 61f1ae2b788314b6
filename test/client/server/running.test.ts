import { afterAll, beforeAll, expect, test } from 'vitest';
import { type World, createWorld } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.stopWorker();
  await world.start({ timeline: asOf('2024-09-20T18:00:00+08:00') });
});
afterAll(() => world.end());

test('a start without a worker is not waited for for ever; with one it is told how many lines run', async () => {
  const { campaigns, campaign } = world;
  const told: number[] = [];
  const tell = ({ running }: { running: number }) => { told.push(running); };
  expect(await campaigns.untilRunning(campaign, tell, 1_500)).toEqual({ running: 0, lines: 4 });
  expect(told).toEqual([]);
  await world.startWorker();
  expect(await campaigns.untilRunning(campaign, tell, 60_000)).toEqual({ running: 4, lines: 4 });
  expect(told.at(-1)).toBe(4);
});
