import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setLatest } from '../../activities/store/campaignStore.ts';
import { putDocument } from '../../activities/store/documents.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import type { Store } from '../../activities/store/store.ts';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import { instant } from '../../campaign/time/instant.ts';
import { callsAmong } from '../../client/calls.ts';
import type { Overview } from '../../client/overview.ts';
import { type DashboardPage, dashboardPage } from '../../client/portal/pages/organiser/dashboard.ts';
import { readForRehearsal } from '../../client/rehearsal/definition.ts';
import { largeDefinition } from './largeDefinition.ts';
import { overviewAt } from './standings.ts';

const NOW = instant('2024-10-22T15:00:00+08:00');
const ROUNDS = 15;
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dashboard-'));
  store = await folderStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the route does once it has its overview: calls with their numbers, then the page. */
async function render({ plan, roster }: Compiled, overview: Overview, more: Partial<DashboardPage> = {}): Promise<string> {
  const calls = await callsAmong({ store }, { plan, lines: overview.lines.values(), now: overview.now });
  const view = { campaign: plan.campaign, title: plan.title, theme: plan.theme, office: roster.office, mailboxes: { office: [], head: [], reviewer: [], auditor: [] } };
  return dashboardPage({ rehearsal: false }, { view, role: 'office', csrf: '', overview, calls, marker: 'running', name: '', at: overview.looked, ...more }).text;
}

/** Median of the CPU that one rendering takes (ms): a busy machine changes it less than the time on the wall. */
async function median(work: () => Promise<string>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1_000);
  }
  return taken.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Infinity;
}

async function measure(what: string, compiled: Compiled, overview: Overview, more: Partial<DashboardPage> = {}): Promise<number> {
  await setLatest(store, compiled.plan.campaign, 'roster', await putDocument(store, compiled.roster));
  const text = await render(compiled, overview, more);
  const ms = await median(() => render(compiled, overview, more));
  console.log(`${what}: ${ms.toFixed(1)} ms of CPU (median of ${String(ROUNDS)}), ${String(Math.round(Buffer.byteLength(text) / 1024))} KiB`);
  return ms;
}

describe('the dashboard is drawn', () => {
  test('for the 59 participants of 2024 in under 100 ms', async () => {
    const { compiled } = await readForRehearsal('config/campaigns/quality-month-2024');
    const overview = overviewAt(compiled, NOW);
    expect(overview.lines.size).toBe(60);
    expect(await measure('59 participants', compiled, overview)).toBeLessThan(100);
  });

  test('for 1,000 lines of 20 units in under a second, folded as it opens and with all of them', async () => {
    const checked = checkDefinition(largeDefinition({ participants: 1000, units: 20 }), officialYear);
    if (!checked.ok) throw new Error('the large definition is not sound');
    const began = performance.now();
    const overview = overviewAt(checked.compiled, NOW);
    console.log(`simulated in ${((performance.now() - began) / 1_000).toFixed(1)} s; ${String([...overview.lines.values()].reduce((sum, { tasks }) => sum + tasks.length, 0))} tasks`);
    expect(overview.lines.size).toBe(1001);
    expect(await measure('1,000 lines x 20 units', checked.compiled, overview)).toBeLessThan(1_000);
    expect(await measure('all of them listed', checked.compiled, overview, { show: 'all' })).toBeLessThan(1_000);
  }, 600_000);
});
