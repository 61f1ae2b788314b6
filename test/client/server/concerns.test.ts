import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { getDocument } from '../../../activities/store/documents.ts';
import { Refused } from '../../../client/refused.ts';
import { ATTENTION } from '../../../workflows/searchAttributes.ts';
import { z } from 'zod';
import { PEERS } from '../../workflows/definition.ts';
import { type World, becomes, createWorld, eventually } from '../../workflows/harness.ts';
import { historiesOf, legible } from '../../workflows/histories.ts';
import { asOf } from '../../workflows/time.ts';
import { campaign as cli } from '../cliProcess.ts';

const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const SAID = '某协会以活动名义向企业收取报名费';
const ANSWERED = '已责成退还并书面说明';

describe('concerns while the campaign runs', () => {
  let world: World;
  const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });
  const attention = async () => (await world.handle().describe()).typedSearchAttributes.get(ATTENTION) ?? [];

  beforeAll(async () => {
    world = await createWorld();
    await world.start({ timeline: asOf('2024-09-20T18:00:00+08:00'), renewAfter: 60 });
  });
  afterAll(() => world.end());

  test('from the command line: recorded, shown, answered', async () => {
    const id = world.campaign;
    const none = await cli(['concern', id], env());
    expect(none).toMatchObject({ code: 0, stdout: '没有登记过反映问题。\n' });
    const recorded = await cli(['concern', id, '--text', SAID, '--unit', 'sd.jinan', '--channel', 'telephone', '--received', '2024-09-19 15:00'], env());
    expect(recorded).toMatchObject({ code: 0, stdout: `已登记为第 1 号反映问题。答复：npx campaign concern ${id} --number 1 --answer 文字\n` });
    await becomes('administrators see it', async () => (await attention()).includes('open-concern'));
    expect((await cli(['status', id], env())).stdout).toContain('※ 第 1 号反映问题待答复（concern 查看和答复）');
    const listed = await cli(['concern', id], env());
    expect(listed.stdout).toBe(`第 1 号　9月19日（周四）15:00收到　济南市市场监管局（sd.jinan）　未答复\n    ${SAID}\n`);
    expect((await cli(['concern', id, '--number', '1', '--answer', ANSWERED], env())).stdout).toBe('第 1 号反映问题已答复。\n');
    const all: unknown = JSON.parse((await cli(['concern', id, '--json'], env())).stdout);
    expect(all).toMatchObject({ campaign: id, concerns: [{ number: 1, unit: 'sd.jinan', text: SAID, answer: ANSWERED, receivedAt: '2024-09-19T15:00:00+08:00' }] });
    await becomes('administrators see that it is done', async () => !(await attention()).includes('open-concern'));
    expect((await cli(['status', id], env())).stdout).not.toContain('待答复');
  });

  test('what cannot be is refused in one sentence', async () => {
    const { campaigns, campaign } = world;
    expect(await refusal(campaigns.answerConcern(campaign, { number: 1, answer: '再答复' }))).toMatch(/^第 1 号反映问题已于9月20日（周五）18:\d\d答复，不能重复答复。$/);
    expect(await refusal(campaigns.answerConcern(campaign, { number: 7, answer: '答复' }))).toBe('没有第 7 号反映问题，已登记的是第 1 号。请用 concern 查看后重试。');
    expect(await refusal(campaigns.recordConcern(campaign, { text: '  ' }))).toBe('反映的问题不能为空。请写明后重试。');
    expect(await refusal(campaigns.recordConcern(campaign, { text: SAID, unit: 'sd.jinam' }))).toContain('可用的单位标识：sd、sd.jinan。');
    expect(await refusal(campaigns.recordConcern(campaign, { text: SAID, unit: 'organiser' }))).toContain('与单位无关的，不写 --unit');
    expect(await refusal(campaigns.recordConcern(campaign, { text: SAID, receivedAt: '2024-10-01' }))).toContain('晚于现在');
  });

  test('the same id gets the same number, and the next concern the next', async () => {
    const { campaigns, campaign } = world;
    const updateId = randomUUID();
    expect((await campaigns.recordConcern(campaign, { text: SAID, updateId })).number).toBe(2);
    expect((await campaigns.recordConcern(campaign, { text: SAID, updateId })).number).toBe(2);
    expect((await campaigns.recordConcern(campaign, { text: SAID })).number).toBe(3);
  });

  test('an update by hand: free text or a unit that is none never reaches the history', async () => {
    const byHand = (args: object) => world.handle().executeUpdate('recordConcern', { args: [args] });
    const text = 'a'.repeat(64);
    for (const args of [{ text: SAID }, { text, unit: 'canary' }, { text, unit: '济南' }, { number: 2, answer: ANSWERED }, { text, 说明: SAID }]) await expect(byHand(args)).rejects.toThrow();
    const shown = legible(await historiesOf(world.client, world.campaign));
    for (const said of [SAID, ANSWERED, 'canary', '济南']) expect(shown).not.toContain(said);
  });

  test('the journal has digests; the texts are in the store', async () => {
    const facts = (await world.journal()).filter(({ fact }) => fact.startsWith('concern'));
    expect(facts.map(({ fact, number }) => [fact, number])).toEqual([['concernReceived', 1], ['concernAnswered', 1], ['concernReceived', 2], ['concernReceived', 3]]);
    expect(await getDocument(world.store, z.string().parse(facts[1]?.['text']), z.string())).toBe(ANSWERED);
  });
});

describe('concerns and the summary', () => {
  let world: World;
  const draftText = async () => getDocument(world.store, z.string().parse((await world.campaigns.status(world.campaign)).summary.draft), z.string());

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS });
    await world.start({ timeline: asOf('2024-11-01T08:59:56+08:00') });
    await world.campaigns.recordConcern(world.campaign, { text: SAID, unit: 'mot' });
    await world.campaigns.recordConcern(world.campaign, { text: SAID });
    await becomes('there is a draft', async () => (await world.campaigns.status(world.campaign)).summary.draft !== null);
  });
  afterAll(() => world.end());

  test('open ones stand before the approval', async () => {
    expect(await draftText()).toContain('收到反映问题2件，已答复0件');
    expect(await refusal(world.campaigns.approveSummary(world.campaign)))
      .toBe('第 1、2 号反映问题尚未答复，总结暂不能审定。请用 concern 查看，逐件答复（--number 号 --answer 文字）后再审定。');
  });

  test('answered, the summary is drafted anew and says so; then it is approved', async () => {
    const { campaigns, campaign } = world;
    for (const number of [1, 2]) await campaigns.answerConcern(campaign, { number, answer: ANSWERED });
    await eventually(async () => { expect(await draftText()).toContain('收到反映问题2件，已答复2件'); });
    expect(await draftText()).not.toContain(SAID);
    const read = await campaigns.summaryDraft(campaign);
    expect(read).toMatchObject({ approved: false, text: await draftText(), annex: expect.stringContaining('交通运输部') as string });
    expect((await campaigns.approveSummary(campaign)).facts).toEqual(['summaryApproved']);
    const approved = (await world.journal()).findLast(({ fact }) => fact === 'summaryApproved');
    expect(approved?.['draft']).toBe(read.digest);
    expect(await campaigns.summaryDraft(campaign)).toEqual({ ...read, approved: true });
  });
});
