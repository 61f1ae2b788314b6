import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Refused } from '../../../client/refused.ts';
import { AFTER, BEFORE, peer, tasks } from '../../workflows/amendFixture.ts';
import { definition } from '../../workflows/definition.ts';
import { type World, becomes, createWorld } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';
import { campaign as cli } from '../cliProcess.ts';

const NOW = '2024-10-09T18:00:00+08:00';
const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});

describe('a campaign that is to be amended', () => {
  let world: World;
  const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });

  /** Puts a definition where the command line finds it. */
  async function file(shape: Parameters<typeof definition>[1]): Promise<string> {
    const path = join(world.dataDir, 'campaign.yaml');
    await writeFile(path, definition(world.campaign, shape).files[0]!.text);
    return path;
  }

  beforeAll(async () => {
    world = await createWorld(BEFORE);
    // A Wednesday evening: nothing leaves.
    await world.start({ timeline: asOf(NOW) });
    await becomes('all lines run', async () => (await world.campaigns.status(world.campaign)).following?.lines === 4);
  });
  afterAll(() => world.end());

  it('shows what would change, and changes nothing', async () => {
    const { code, stdout } = await cli(['amend', world.campaign, await file(AFTER)], env());
    expect(code).toBe(0);
    expect(stdout).toContain('新增参与单位 1 项：\n  单位moa（moa）');
    expect(stdout).toContain('mot/figures：10月16日（周三）17:30 → 10月22日（周二）17:30');
    expect(stdout).toMatch(/10月15日（周二）\n {4}09:00 移动 提醒 → mot@departments\.test（联络员）：单位mot“数据”T-5（原定 10月10日（周四）09:00）/);
    expect(stdout).toMatch(/以上只是预览.*--yes$/m);
    expect((await world.campaigns.status(world.campaign)).revision).toBe(1);
  });

  it('refuses another campaign, a due day in the past, and a broken definition, each with what to do', async () => {
    const { campaign, campaigns } = world;
    expect(await refusal(campaigns.amend(campaign, definition('other-2024', AFTER)))).toMatch(/other-2024，不是/);
    expect(await refusal(campaigns.amend(campaign, definition(campaign, { ...BEFORE, tasks: tasks('2024-10-09') })))).toMatch(/mot\/figures 的期限10月9日.*已过/);
    const broken = join(world.dataDir, 'broken.yaml');
    await writeFile(broken, definition(campaign, AFTER).files[0]!.text.replace('relation: peer', 'relation: pear'));
    const { code, stderr } = await cli(['amend', campaign, broken, '--yes'], env());
    expect(code).toBe(1);
    expect(stderr).toMatch(/定义有 1 处问题.*check/);
    expect((await campaigns.journal(campaign)).map(({ fact }) => fact)).not.toContain('planAmended');
  });

  it('takes no plan of another revision, and none that the store does not have', async () => {
    const { campaign, campaigns } = world;
    const update = (args: unknown) => world.handle().executeUpdate('amendPlan', { args: [args] });
    await expect(update({ head: 'a'.repeat(64), revision: 3 })).rejects.toMatchObject({ cause: { message: expect.stringMatching(/下一版应是第 2 版/) as unknown } });
    await expect(update({ head: 'a', revision: 2 })).rejects.toMatchObject({ cause: { type: 'Malformed' } });
    await update({ head: 'a'.repeat(64), revision: 2 });
    await becomes('it is refused', async () => (await campaigns.journal(campaign)).some(({ fact, why }) => fact === 'refused' && String(why).includes('存储中没有第 2 版方案')));
    expect(await campaigns.status(campaign)).toMatchObject({ revision: 1 });
  });

  it('is amended by --yes, and says so as one document', async () => {
    const { code, stdout } = await cli(['amend', world.campaign, await file(AFTER), '--yes', '--json'], env());
    expect(JSON.parse(stdout)).toMatchObject({ campaign: world.campaign, revision: 2, done: true, adopted: true, isEmpty: false });
    expect(code).toBe(0);
    await becomes('all follow', async () => (await world.campaigns.status(world.campaign)).following?.lines === 5);
    const status: unknown = JSON.parse((await cli(['status', world.campaign, '--json'], env())).stdout);
    expect(status).toMatchObject({ plan: { revision: 2, lines: 5, of: 5 } });
    expect((await cli(['status', world.campaign], env())).stdout).toContain('方案第 2 版：5 条报送线中已有 5 条按此运行');
  });

  it('the same again is nothing to do', async () => {
    const { code, stdout } = await cli(['amend', world.campaign, await file(AFTER), '--yes'], env());
    expect(stdout).toContain('相同，无需变更');
    expect(code).toBe(0);
  });

  it('an address alone is corrected: the next letter goes there', async () => {
    const { campaign, campaigns, sink } = world;
    const corrected = definition(campaign, { ...AFTER, participants: peer('mot', 'right@departments.test') + peer('nhc') + peer('moa') });
    const { changes } = await campaigns.amend(campaign, corrected);
    expect(changes).toMatchObject({ letters: [], addresses: [{ unit: 'mot', from: 'mot@departments.test', to: 'right@departments.test' }] });
    await campaigns.report(campaign, { unit: 'mot', task: 'figures', nil: true });
    await becomes('the receipt came', () => sink.to('right@departments.test').some(({ kind }) => kind === 'receipt'));
  });

  it('terminated and started again it goes on from its plan, and can be amended again', async () => {
    const { campaign, campaigns } = world;
    const present = definition(campaign, { ...AFTER, participants: peer('mot', 'right@departments.test') + peer('nhc') + peer('moa') });
    await world.handle().terminate();
    await campaigns.start({ ...present, timeline: asOf(NOW) });
    await becomes('all follow', async () => {
      const { revision, following } = await campaigns.status(campaign);
      return revision === 3 && following?.lines === 5;
    });
    // Another definition than it ran with: the lines that are adopted hear of it.
    await world.handle().terminate();
    await campaigns.start({ ...definition(campaign, { ...AFTER, tasks: tasks('2024-10-22').replace('[mot, mwr]', '[mot]') }), timeline: asOf(NOW) });
    await becomes('all follow the next', async () => {
      const { revision, following } = await campaigns.status(campaign);
      return revision === 4 && following?.lines === 5;
    });
    expect((await campaigns.amend(campaign, present)).revision).toBe(5);
    await becomes('all follow the last', async () => (await campaigns.status(campaign)).following?.lines === 5);
    expect((await campaigns.journal(campaign, 'nhc')).flatMap(({ fact, revision }) => (fact === 'amended' ? [revision] : []))).toEqual([2, 3, 4, 5]);
  });

  it('a cancelled one is not amended any more', async () => {
    const { campaign, campaigns } = world;
    await campaigns.cancel(campaign);
    expect(await refusal(campaigns.amend(campaign, definition(campaign, BEFORE)))).toContain('已取消，方案不能再变更');
  });
});
