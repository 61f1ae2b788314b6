import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type SourceFile } from '../../campaign/definition/sources.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import { type World, createWorld } from '../workflows/harness.ts';
import { asOf } from '../workflows/time.ts';
import { largeDefinition } from './largeDefinition.ts';

/** In planning, at night: nothing is sent while the lines open. */
const NOW = '2024-07-01T20:00:00+08:00';
const LIMIT = 256 * 1024;

let world: World;
let large: { files: readonly SourceFile[]; compiled: Compiled };

beforeAll(async () => {
  world = await createWorld();
  const files = largeDefinition({ participants: 1000, units: 20 }, world.campaign);
  const checked = checkDefinition(files, officialYear);
  if (!checked.ok) throw new Error('the large definition is not sound');
  large = { files, compiled: checked.compiled };
});
afterAll(() => world.end());

describe('1,000 participants with 20 units each', () => {
  test('all lines run within two minutes, and it is told how many do', async () => {
    const { campaigns, campaign } = world;
    const began = performance.now();
    const idle = process.cpuUsage();
    await campaigns.start({ ...large, timeline: asOf(NOW) });
    const started = performance.now();
    const told: number[] = [];
    const so = await campaigns.untilRunning(campaign, ({ running }) => { told.push(running); });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(idle);
    console.log(`CPU of the worker: ${((user + system) / 1e6).toFixed(1)} s`);
    console.log(`start ${((started - began) / 1000).toFixed(1)} s, all lines running after ${seconds.toFixed(1)} s; told ${told.join(' ')}`);
    expect(so).toEqual({ running: 1001, lines: 1001 });
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.length).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(120 * inject('temporal').pace);
  }, 400_000);

  test('no input, activity or signal of the campaign is above what a workflow takes in one piece', async () => {
    const sizes: number[] = [];
    for (let runId: string | undefined = (await world.handle().describe()).runId; runId !== undefined;) {
      const { events } = await world.client.workflow.getHandle(world.campaign, runId).fetchHistory();
      sizes.push(...(events ?? []).map((event) => Buffer.byteLength(JSON.stringify(event))));
      const before: string | null | undefined = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
      runId = before === null || before === '' ? undefined : before;
    }
    console.log(`history: ${String(sizes.length)} events in all runs, largest ${String(Math.max(...sizes))} bytes`);
    expect(sizes.length).toBeGreaterThan(3000);
    expect(Math.max(...sizes)).toBeLessThan(LIMIT);
  });

  test('its status is answered', async () => {
    const began = performance.now();
    const status = await world.campaigns.status(world.campaign);
    console.log(`status ${String(Math.round(performance.now() - began))} ms, ${String(Buffer.byteLength(JSON.stringify(status)))} bytes`);
    expect(status.lines).toHaveLength(1001);
  });
});
