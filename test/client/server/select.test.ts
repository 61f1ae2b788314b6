import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { createCampaigns } from '../../../client/campaigns.ts';
import { Refused } from '../../../client/refused.ts';
import { type World, becomes, createWorld, eventually } from '../../workflows/harness.ts';
import { historiesOf, legible } from '../../workflows/histories.ts';
import { asOf } from '../../workflows/time.ts';
import { campaign as cli } from '../cliProcess.ts';

const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const TITLE = '某集聚区整改见成效';
const CASE = 'sd.jinan/summary/2';

/** The evening before the lines close; a report with two cases and one without, accepted, and one that is not. */
async function reported(): Promise<World> {
  const world = await createWorld();
  await world.start({ timeline: asOf('2024-11-01T08:59:40+08:00') });
  const { campaigns, campaign } = world;
  const given = (unit: string, titles: readonly string[]) => campaigns.report(campaign, {
    unit, task: 'summary', report: { ...EMPTY_CONTENT, narrative: '总结。', cases: titles.map((title) => ({ title, text: '抽查合格率提高。' })) },
  });
  await Promise.all([given('sd.jinan', ['另一案例', TITLE]), given('samr', []), given('mot', ['尚未收悉的案例'])]);
  for (const unit of ['sd.jinan', 'samr']) await campaigns.review(campaign, { unit, task: 'summary', accept: true });
  return world;
}

describe('selecting cases', () => {
  let world: World;
  const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });
  const select = (...args: string[]) => cli(['select', world.campaign, ...args], env());
  const draftText = async () => getDocument(world.store, z.string().parse((await world.campaigns.status(world.campaign)).summary.draft), z.string());

  beforeAll(async () => { world = await reported(); });
  afterAll(() => world.end());

  test('lists the cases of accepted reports', async () => {
    const { code, stdout } = await select('--json');
    expect(code).toBe(0);
    const all: unknown = JSON.parse(stdout);
    expect(all).toMatchObject({ campaign: world.campaign, cases: [{ id: 'sd.jinan/summary/1', stage: null, check: [] }, { id: CASE, title: TITLE, unit: '山东省济南市市场监管局', stage: null }] });
    expect(stdout).not.toContain('尚未收悉');
  });

  test('moves one along from the command line, until the draft has it first', async () => {
    await becomes('there is a draft', async () => (await world.campaigns.status(world.campaign)).summary.draft !== null);
    expect(await draftText()).toContain('**案例1　另一案例**（山东省济南市市场监管局）\n');
    expect((await select('--case', CASE, '--stage', '推荐')).stdout).toBe(`案例 ${CASE}：推荐。\n`);
    for (const stage of ['初选', '请报送单位核稿', '采用'] as const) await world.campaigns.selectCase(world.campaign, { case: CASE, stage });
    await eventually(async () => { expect(await draftText()).toContain(`**案例1　${TITLE}**（山东省济南市市场监管局）【采用】`); });
    expect((await select('--case', CASE, '--stage', '发布'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('须经报送单位同意方可发布') as string });
    expect((await select('--case', CASE, '--stage', '发布', '--consent', '--channel', 'telephone')).stdout).toBe(`案例 ${CASE}：发布。\n`);
    expect((await select()).stdout).toMatch(new RegExp(`${CASE} +发布（已同意） +山东省济南市市场监管局 +${TITLE}`));
    expect((await select('--case', CASE, '--drop')).stdout).toBe(`案例 ${CASE} 已退回一步。\n`);
    expect((await world.campaigns.cases(world.campaign)).find(({ id }) => id === CASE)).toMatchObject({ stage: '采用' });
  });

  test('is refused for what is no case, and while a concern is open', async () => {
    const { campaigns, campaign } = world;
    const choose = (id: string) => refusal(campaigns.selectCase(campaign, { case: id, stage: '推荐' }));
    expect(await choose('sd.jinan/summary/3')).toBe('没有案例“sd.jinan/summary/3”：案例取自已收悉的材料。是否为 sd.jinan/summary/1？请用 select 查看可选的案例。');
    expect(await choose('mot/summary/1')).toContain('没有案例“mot/summary/1”');
    expect(await choose('济南的案例')).toContain('没有案例“济南的案例”');
    await campaigns.recordConcern(campaign, { text: '收费', unit: 'sd' });
    expect(await choose('sd.jinan/summary/1')).toBe('第 1 号反映问题尚未答复，案例 sd.jinan/summary/1 暂不选用。请先用 concern 查看并答复。');
    await campaigns.answerConcern(campaign, { number: 1, answer: '已核实' });
    expect(await choose('sd.jinan/summary/1')).toBe('done');
  });

  test('by hand: no title and no unknown unit reaches the history', async () => {
    const byHand = (args: object) => world.handle().executeUpdate('selectCase', { args: [args] });
    for (const args of [{ case: TITLE, stage: '推荐' }, { case: 'canary/summary/1', stage: '推荐' }, { case: CASE, stage: TITLE }, { case: CASE, drop: true, why: TITLE }]) {
      await expect(byHand(args)).rejects.toThrow();
    }
    const shown = legible(await historiesOf(world.client, world.campaign));
    for (const said of [TITLE, 'canary']) expect(shown).not.toContain(said);
  });

  test('once the server has forgotten the lines, their records are read', async () => {
    const { client, store, campaign } = world;
    const getHandle = (id: string) => client.workflow.getHandle(id === campaign ? id : `${id}-forgotten`);
    const forgetful = createCampaigns({ client: Object.assign(Object.create(client) as typeof client, { workflow: Object.assign(Object.create(client.workflow) as typeof client.workflow, { getHandle }) }), store });
    expect((await forgetful.cases(campaign)).map(({ id }) => id)).toEqual(['sd.jinan/summary/1', CASE]);
  });
});
