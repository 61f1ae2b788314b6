import { afterAll, beforeAll, expect, it } from 'vitest';
import { setMarker } from '../../activities/store/campaignStore.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import { PEERS } from './definition.ts';
import { type World, becomes, createWorld } from './harness.ts';
import { asOf } from './time.ts';

const TASKS = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }`;

let world: World;
beforeAll(async () => { world = await createWorld({ participants: PEERS, tasks: TASKS }); });
afterAll(() => world.end());

async function deferrals(line: string): Promise<Fact[]> {
  return (await world.facts(line)).filter(({ fact }) => fact === 'lettersDeferred');
}

async function attention(): Promise<(readonly string[])[]> {
  const lines = await world.campaigns.lineStatuses(world.campaign);
  return lines.filter(({ line }) => line !== 'organiser').map((line) => line.attention);
}

it('what was held leaves as soon as letters are let go again, not five minutes later', async () => {
  const { campaign, campaigns, sink, store } = world;
  // Time runs as it is, and the assignment is due as the lines begin; the marker is there before them.
  await setMarker(store, campaign, 'held');
  await world.start({ timeline: asOf('2024-09-23T09:00:01+08:00') });
  await becomes('both lines keep their letters back', async () => (await Promise.all(['mot', 'mwr'].map(deferrals))).every((facts) => facts.length === 1));
  expect(sink.taken).toEqual([]);
  expect(await attention()).toEqual([['held'], ['held']]);
  await campaigns.unhold(campaign);
  await becomes('both have the assignment', () => sink.taken.filter(({ kind }) => kind === 'assign').length === 2);
  await becomes('nothing waits any more', async () => (await attention()).flat().length === 0);
});
