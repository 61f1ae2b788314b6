import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isStopped } from '../../activities/store/campaignStore.ts';
import { type Instant, instant, toMillis } from '../../campaign/time/instant.ts';
import type { Timeline } from '../../campaign/time/timeline.ts';
import type { CampaignStatus } from '../../workflows/contract.ts';
import { type World, becomes, createWorld, eventually, linesOf } from './harness.ts';
import { child, command, resetBefore } from './reset.ts';
import { asOf, quickly, reached } from './time.ts';

const CONTACTS = ['mot@departments.test', 'sd@regions.test', 'jinan@regions.test', 'zf@samr.test'];
const OFFICE = 'office@samr.test';

const twice = ({ sink }: World) => sink.taken.map(({ messageId }) => messageId).filter((id, index, all) => all.indexOf(id) < index);
const told = ({ sink }: World, address: string) => sink.to(address).filter(({ kind }) => kind === 'digest')
  .flatMap(({ items }) => items.map(({ unit, task, slot, round }) => `${unit}/${task}#${String(round)}:${slot}`)).sort();
const steered = ({ concerns, cases, notice }: CampaignStatus) => ({ concerns, cases, notice });
const runOf = async (world: World, line?: string) => (await world.handle(line).describe()).runId;

/** Two mornings with the night between them cut out, a minute in a second. */
function mornings(...spans: readonly (readonly [string, string])[]): Timeline {
  let real = Date.now();
  return { points: spans.flatMap(([from, until]) => {
    const [begin, end] = [from, until].map((text) => toMillis(instant(text)));
    const first = { nominal: begin!, real };
    real += (end! - begin!) / 60 * inject('temporal').pace;
    return [first, { nominal: end!, real }];
  }) };
}

describe('a running campaign, reset to before everything that people asked of it', () => {
  const SECOND = '2024-10-24T09:50:00+08:00';
  let world: World;
  let timeline: Timeline;
  let before: CampaignStatus;
  let receipts: readonly Instant[];

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns, sink } = world;
    timeline = mornings(['2024-10-23T09:57:00+08:00', '2024-10-23T10:22:00+08:00'], [SECOND, '2024-10-24T10:20:00+08:00']);
    await world.start({ timeline });
    await becomes('the lines run', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));
    await campaigns.recordConcern(campaign, { text: '借活动收费', unit: 'sd' });
    await campaigns.hold(campaign);
    await campaigns.unhold(campaign);
    await campaigns.issueNotice(campaign, { text: '正文' });
    await campaigns.answerConcern(campaign, { number: 1, answer: '已退还' });
    await campaigns.announce(campaign, { text: '海报一' });
    await campaigns.announce(campaign, { text: '海报二' });
    await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await becomes('the posters left', () => CONTACTS.filter((to) => to !== 'jinan@regions.test').every((to) => sink.to(to).filter(({ kind }) => kind === 'announce').length === 2));
    await becomes('the digest left', () => told(world, OFFICE).length > 0);
    await reached(timeline, SECOND);
    before = await campaigns.status(campaign);
    receipts = await receiptsOf('mot');
    await resetBefore(world, undefined, command);
    await becomes('what was asked was asked again', async () => (await campaigns.status(campaign)).concerns.length === before.concerns.length);
  });
  afterAll(() => world.end());

  const receiptsOf = async (line: string) => (await world.journal(line)).flatMap(({ fact, at }) => (fact === 'reportSubmitted' ? [at] : []));

  it('concerns have their numbers and instants, the notice is the one that was issued', async () => {
    expect(steered(await world.campaigns.status(world.campaign))).toEqual(steered(before));
    expect(before.concerns).toMatchObject([{ number: 1, unit: 'sd' }]);
  });

  it('the lines go on as they were, and the campaign knows of their reports', async () => {
    const { campaign, campaigns } = world;
    await becomes('it heard of the report', async () => (await campaigns.status(campaign)).figures.onTime + (await campaigns.status(campaign)).figures.late === 1);
    expect(await receiptsOf('mot')).toEqual(receipts);
    expect(new Set((await world.journal()).flatMap(({ fact }) => (fact === 'linesUnanswered' ? [fact] : [])))).toEqual(new Set());
  });

  it('no digest tells what one of the day before told, and no letter leaves twice', async () => {
    const first = told(world, OFFICE);
    await campaignAndLineReset();
    await reached(timeline, '2024-10-24T10:10:00+08:00');
    expect(first.length).toBeGreaterThan(0);
    expect(told(world, OFFICE)).toHaveLength(new Set(told(world, OFFICE)).size);
    expect(told(world, 'head@samr.test')).toHaveLength(new Set(told(world, 'head@samr.test')).size);
    expect(twice(world)).toEqual([]);
    // By recipient: a second mailing would have Message-IDs of its own.
    for (const [kind, count] of [['notice', 1], ['announce', 2]] as const) {
      for (const to of CONTACTS) expect(world.sink.to(to).filter((letter) => letter.kind === kind).length, `${kind} ${to}`).toBe(to === 'jinan@regions.test' ? 0 : count);
    }
  });

  /** Both at once, the campaign terminated before. */
  async function campaignAndLineReset(): Promise<void> {
    const run = await runOf(world, 'mot');
    await world.handle().terminate();
    await Promise.all([resetBefore(world, undefined, command), resetBefore(world, 'mot', command)]);
    expect(await runOf(world, 'mot')).not.toBe(run);
    await eventually(async () => { expect(steered(await world.campaigns.status(world.campaign))).toEqual(steered(before)); });
    await eventually(async () => { expect(await receiptsOf('mot')).toEqual(receipts); });
  }
});

describe('a campaign that has come to its end, reset to its beginning', () => {
  let world: World;
  let archive: unknown;
  let letters: number;
  let journal: readonly { readonly fact: string }[];

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns, compiled, sink } = world;
    const timeline = quickly(compiled.plan, { moment: 60, room: { '2024-11-04T09:00:00+08:00': 6_000 } });
    await world.start({ timeline });
    await becomes('every line is known', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));
    await campaigns.issueNotice(campaign, { text: '正文' });
    await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await reached(timeline, '2024-11-04T09:00:00+08:00');
    await becomes('there is a draft', async () => (await campaigns.status(campaign)).summary.draft !== null);
    await campaigns.approveSummary(campaign);
    archive = await world.handle().result();
    [letters, journal] = [sink.taken.length, await world.journal()];
    await resetBefore(world, undefined, child);
    expect(await world.handle().result()).toEqual(archive);
  });
  afterAll(() => world.end());

  const once = (facts: readonly { readonly fact: string }[], name: string) => facts.filter(({ fact }) => fact === name);

  it('the archive is the one that was written, and names no other summary', async () => {
    expect(once(await world.journal(), 'archived')).toEqual([expect.objectContaining({ archive: (archive as { archive: string }).archive })]);
    expect(once(await world.journal(), 'summaryApproved')).toEqual(once(journal, 'summaryApproved'));
    expect(once(await world.journal(), 'noticeIssued')).toEqual(once(journal, 'noticeIssued'));
    expect(once(await world.journal(), 'consolidated')).toEqual([]);
  });

  it('nothing is mailed again: neither notice nor summary, no digest, no list', () => {
    expect(world.sink.taken.slice(letters).map(({ kind, to }) => `${kind} ${to.join()}`)).toEqual([]);
  });
});

describe('a line that is reset to its beginning', () => {
  it('has its report at the instant at which it came, in time, and sends nothing twice', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    const timeline = asOf('2024-10-18T16:59:55+08:00'); // five seconds before it is due
    await world.start({ timeline });
    await becomes('the lines run', async () => (await world.campaigns.status(world.campaign)).lines.every(({ figures }) => figures.due > 0));
    const { late } = await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true });
    const submitted = async () => (await world.journal('mot')).filter(({ fact }) => fact === 'reportSubmitted');
    await becomes('the receipt left', () => world.sink.to('mot@departments.test').some(({ kind }) => kind === 'receipt'));
    const [facts, letters] = [await submitted(), world.sink.to('mot@departments.test').length];
    await reached(timeline, '2024-10-18T17:00:10+08:00');
    await resetBefore(world, 'mot', (event) => event.activityTaskStartedEventAttributes != null);
    await eventually(async () => { expect(await submitted()).toEqual(facts); });
    await becomes('it knows that the receipt left', async () => JSON.stringify(await world.journal('mot')).includes('receipt.1'));
    expect(late).toBe(false);
    expect(facts).toMatchObject([{ late: false }]);
    expect(world.sink.to('mot@departments.test')).toHaveLength(letters);
  });
});

describe('a campaign and all its lines cancelled in the Web UI at once', () => {
  it('all end, each with one record of it; nothing leaves any more', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    await world.start({ timeline: asOf('2024-10-14T14:00:00+08:00') });
    await becomes('the lines run', async () => (await world.campaigns.status(world.campaign)).lines.every(({ figures }) => figures.due > 0));
    await Promise.all([undefined, ...linesOf(world.compiled)].map((line) => world.handle(line).cancel()));
    expect(await world.handle().result()).toMatchObject({ cancelled: true });
    for (const line of linesOf(world.compiled)) {
      await world.handle(line).result();
      expect((await world.journal(line)).filter(({ fact }) => fact === 'cancelled'), line).toHaveLength(1);
    }
    expect(await isStopped(world.store, world.campaign)).toBe(true);
  });
});

describe('a line that was cancelled in the Web UI, reset', () => {
  it('goes on: the server does not apply the cancellation again', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    await world.start({ timeline: asOf('2024-10-14T14:00:00+08:00') });
    await becomes('the lines run', async () => (await world.campaigns.status(world.campaign)).lines.every(({ figures }) => figures.due > 0));
    await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true });
    await world.handle('mot').cancel();
    await world.handle('mot').result();
    const run = await runOf(world, 'mot');
    await resetBefore(world, 'mot', command);
    expect(await runOf(world, 'mot')).not.toBe(run);
    await becomes('the campaign knows that it is open', async () => (await world.campaigns.status(world.campaign)).lines.some(({ line, closed }) => line === 'mot' && !closed));
    expect(await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true })).toMatchObject({ version: 2, late: false });
    expect((await world.journal('mot')).map(({ fact }) => fact)).not.toContain('cancelled');
    expect(twice(world)).toEqual([]);
  });
});
