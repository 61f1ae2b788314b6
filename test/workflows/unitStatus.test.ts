import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JOURNAL_QUERY, type JournalPage, UNIT_QUERY, type UnitStatus } from '../../workflows/contract.ts';
import { type World, createWorld, eventually } from './harness.ts';
import { asOf } from './time.ts';

/** A working day between the digest and tomorrow's list: nothing is due for hours. */
const NOW = '2024-09-24T11:00:00+08:00';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  // It continues as new after every few events, so that facts are in the store and in memory.
  await world.start({ timeline: asOf(NOW), renewAfter: 60 });
  await eventually(() => world.campaigns.unit(world.campaign, { unit: 'sd' }));
});
afterAll(() => world.end());

const asked = (unit: string) => world.handle('sd').query<UnitStatus | null, [string]>(UNIT_QUERY, unit);
const person = { channel: 'portal', enteredBy: 'contact' } as const;

describe('what a line tells of one unit', () => {
  test('its own tasks and facts, nothing of the units beside it', async () => {
    await world.campaigns.acknowledge(world.campaign, { unit: 'sd', ...person });
    await world.campaigns.report(world.campaign, { unit: 'sd.jinan', task: 'summary', nil: true, ...person });
    const [sd, jinan] = await Promise.all([asked('sd'), asked('sd.jinan')]);
    const of = (status: UnitStatus | null) => (status?.facts ?? []).map((fact) => JSON.stringify(fact));
    expect(sd?.tasks).toEqual([expect.objectContaining({ task: 'summary', state: 'open' })]);
    expect(jinan?.tasks).toEqual([expect.objectContaining({ task: 'summary', state: 'submitted' })]);
    expect(of(sd).some((fact) => fact.includes('"acknowledged"'))).toBe(true);
    expect(of(jinan).some((fact) => fact.includes('"reportSubmitted"'))).toBe(true);
    expect(of(sd).some((fact) => fact.includes('sd.jinan'))).toBe(false);
    expect(of(jinan).some((fact) => fact.includes('"unit":"sd"'))).toBe(false);
    expect(await asked('nobody')).toMatchObject({ tasks: [], facts: [] });
  });

  test('the same story after the line has continued as new', async () => {
    const before = (await world.campaigns.unit(world.campaign, { unit: 'sd.jinan' })).tasks[0]?.versions;
    await eventually(async () => {
      await world.campaigns.acknowledge(world.campaign, { unit: 'sd', ...person });
      const page = await world.handle('sd').query<JournalPage | null>(JOURNAL_QUERY);
      expect(page?.earlier ?? null).not.toBeNull();
    });
    expect(before).toHaveLength(1);
    expect((await world.campaigns.unit(world.campaign, { unit: 'sd.jinan' })).tasks[0]?.versions).toEqual(before);
  });
});

test('those who look while others act wait for no retry: the embedded server keeps all their queries', async () => {
  const slowest: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    const looks = Array.from({ length: 6 }, () => world.campaigns.unit(world.campaign, { unit: 'sd' }));
    await Promise.all([world.campaigns.acknowledge(world.campaign, { unit: 'sd', ...person }), ...looks]);
    slowest.push(performance.now() - began);
  }
  // One that is refused comes back after a second at the earliest.
  expect(slowest.toSorted((a, b) => a - b)[2]).toBeLessThan(1_000);
});
