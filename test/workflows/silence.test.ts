import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from '../../activities/store/documents.ts';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import { apply } from '../../campaign/line/apply.ts';
import { type LineState, openLine } from '../../campaign/line/state.ts';
import type { JournalChunk } from '../../workflows/contract.ts';
import { type World, becomes, createWorld, linesOf } from './harness.ts';
import { decoded, eventsOf, historiesOf } from './histories.ts';
import { planned } from './sink.ts';
import { quickly } from './time.ts';

const OVERDUE = '2024-10-22T09:00:00+08:00';
const CHINESE = /\p{Script=Han}/u;

describe('if nobody answers, and every release is given in time', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, compiled, sink } = world;
    await world.start({ timeline: quickly(compiled.plan, { room: { [OVERDUE]: 4_000 } }), renewAfter: 90 });
    const asked = (key: string) => sink.taken.some(({ kind, items }) => kind === 'overdue' && items.some(({ unit, task }) => `${unit}/${task}` === key));
    await becomes('the region is overdue', () => asked('sd/summary'));
    await world.campaigns.release(campaign, { unit: 'sd', task: 'summary' });
    await world.handle().result();
  });
  afterAll(() => world.end());


  it('the mail server got exactly the letters of the plan, and tomorrow’s lists', () => {
    const { compiled: { plan, roster }, sink } = world;
    const sent = sink.taken.filter(({ kind }) => kind !== 'outlook').map(planned);
    const order = (letter: { at: string; to: string }) => `${letter.at} ${letter.to}`;
    expect(sent.sort((a, b) => (order(a) < order(b) ? -1 : 1))).toEqual(planLetters(plan, roster));
    expect(sink.taken.filter(({ kind }) => kind === 'outlook').length).toBeGreaterThan(0);
    expect(world.logged).toEqual([]);
  });

  it('campaign and lines went through several runs', async () => {
    for (const line of [undefined, ...linesOf(world.compiled)]) {
      const runs = await historiesOf(world.client, line === undefined ? world.campaign : `${world.campaign}.${line}`);
      expect(runs.length, line).toBeGreaterThan(line === 'organiser' ? 0 : 1);
    }
  });

  it('the journal is one chain from the first fact to the last', async () => {
    for (const line of linesOf(world.compiled)) {
      const { journal, state } = await world.record(line);
      let before = (await world.journal(line)).length;
      for (let digest = journal; digest !== null;) {
        const chunk = await getDocument(world.store, digest, z.custom<JournalChunk>());
        expect(chunk).toMatchObject({ campaign: world.campaign, line });
        expect(chunk.from + chunk.facts.length).toBe(before);
        before = chunk.from;
        digest = chunk.previous;
      }
      expect(before).toBe(0);
      expect(state.revision).toBe(1);
    }
  });

  it('all facts, folded from the beginning, are the state that the runs carried on', async () => {
    for (const plan of world.compiled.plan.lines) {
      const folded = (await world.facts(plan.line)).reduce<LineState>(apply, openLine(plan));
      expect(folded).toEqual((await world.record(plan.line)).state);
    }
  });

  it('every timer and every activity says in Chinese what it is', async () => {
    const events = (await Promise.all([world.campaign, `${world.campaign}.sd`].map((id) => eventsOf(world.client, id)))).flat();
    const told = events.filter((event) => event.timerStartedEventAttributes ?? event.activityTaskScheduledEventAttributes)
      .map((event) => decoded(event.userMetadata?.summary));
    expect(told.length).toBeGreaterThan(60);
    for (const summary of told) expect(summary).toMatch(CHINESE);
    // Which moments were waited for depends on the machine: a line that is late goes on at once.
    expect(told).toContainEqual(expect.stringMatching(/^等待 \d+月\d+日（周.）09:00：(布置|提醒|再次提醒|提请)/));
    expect(told).toContain('发函：布置 2 个单位');
    expect(told).toContain('每日摘要：报组织方');
  });
});
