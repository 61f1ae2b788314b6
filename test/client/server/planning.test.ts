import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { Refused } from '../../../client/refused.ts';
import { PEERS, definition } from '../../workflows/definition.ts';
import { type World, becomes, createWorld, eventually } from '../../workflows/harness.ts';
import { historiesOf, legible } from '../../workflows/histories.ts';
import { asOf } from '../../workflows/time.ts';
import { campaign as cli } from '../cliProcess.ts';

const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const answers = (answer: 'agree' | 'disagree') => ({ ...EMPTY_CONTENT, answer });

/** Of a year with the weekdays of 2024 that is long to come: nothing is due while the test runs, on the clock of production. */
function inFuture(id: string): { compiled: Compiled; files: { name: string; text: string }[] } {
  const tasks = `
  - { id: proposal, title: 重点活动建议, form: proposal, for: leads, except: [mof], assign: 2024-09-03, due: 2024-09-06 }
  - { id: countersign, title: 会签, form: countersign, for: departments, except: [mof], assign: 2024-09-03, due: 2024-09-06 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }`;
  const participants = `${PEERS}\n  - { id: mof, name: 财政部, kind: department, relation: peer, contacts: [{ mail: mof@departments.test }] }`;
  const [file] = definition(id, { participants, tasks }).files;
  const action = (number: string, lead: string, source: string) => `  - { id: "5.${number}", clause: "2.1", title: 行动${number}, kind: event, lead: ${lead}, source: ${source} }\n`;
  const text = (file?.text ?? '').replaceAll('2024', '2052').replace('kinds: {}', 'kinds: { event: {} }')
    .replace('actions: []', `actions:\n${action('1', 'mwr', 'inferred')}${action('2', 'mot', 'stated')}${action('3', 'mwr', 'inferred')}${action('4', 'mof', 'inferred')}`);
  const checked = checkDefinition([{ name: 'campaign.yaml', text }], () => ({ holidays: new Set(), makeUpDays: new Set() }));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2));
  return { compiled: checked.compiled, files: [{ name: 'campaign.yaml', text }] };
}

describe('the notice of a real campaign', () => {
  let world: World;
  const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });
  const issue = () => refusal(world.campaigns.issueNotice(world.campaign, { text: '正文' }));
  const report = (unit: string, task: string, answer: 'agree' | 'disagree') => world.campaigns.report(world.campaign, { unit, task, report: answers(answer) });

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS });
    await world.campaigns.start(inFuture(world.campaign));
    await becomes('the campaign hears of its lines', async () => !(await issue()).includes('尚未启动完毕'));
  });
  afterAll(async () => {
    await world.handle('mof').terminate();
    await world.end();
  });

  test('waits for countersignatures; one that says no is named, with the way out', async () => {
    expect(await issue()).toBe('以下单位的会签尚未完成：mot、mwr。请先取得会签（report 或代录）。');
    await report('mot', 'countersign', 'disagree');
    await eventually(async () => {
      expect(await issue()).toBe('以下单位的会签尚未完成：mwr。请先取得会签（report 或代录）。'
        + '以下单位不同意会签：mot。请与其商定后重新会签；确不署名的，请在定义中将其移出署名单位，用 amend 调整方案后再印发。');
    });
  });

  test('from the command line everybody who is missing is listed', async () => {
    await report('mwr', 'proposal', 'agree');
    const { code, stdout, stderr } = await cli(['issue', world.campaign], env());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^mot +交通运输部 +不同意会签/m);
    expect(stderr).toMatch(/^mwr +水利部 +会签未复/m);
    expect(stderr).toMatch(/^mwr +水利部 +建议待审核 +5\.1、5\.3/m);
    expect(stderr).toMatch(/^mof +财政部 +没有建议事项 +5\.4/m);
    expect(stderr).toContain('以下单位不同意会签：mot。');
  });

  test('waits for the leads that are our inference; an accepted proposal confirms them', async () => {
    for (const unit of ['mot', 'mwr']) await report(unit, 'countersign', 'agree');
    await eventually(async () => { expect(await issue()).toContain('牵头单位系推定，尚未确认：5.1、5.3、5.4。'); });
    await world.campaigns.review(world.campaign, { unit: 'mwr', task: 'proposal', accept: true });
    await eventually(async () => {
      expect(await issue()).toBe('以下重点活动的牵头单位系推定，尚未确认：5.4。请先收悉牵头单位的活动建议（review --accept）；'
        + '没有建议事项的，请在定义中将该活动改为 source: stated，用 amend 调整方案后再印发。');
    });
    expect(await world.campaigns.outstanding(world.campaign)).toEqual([{ unit: 'mof', name: '财政部', what: 'lead', state: 'none', actions: ['5.4'] }]);
  });
});

describe('posters', () => {
  const LINK = 'https://www.samr.test/zlfzj/posters_2024.html';
  const TEXT = '请结合实际**张贴宣传**。';
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS, tasks: '\n  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }' });
    await world.start({ timeline: asOf('2024-09-10T10:00:00+08:00') });
  });
  afterAll(() => world.end());

  test('go to every participant, with text and link, as often as they are announced', async () => {
    const env = { TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') };
    const announced = await cli(['announce', world.campaign, '--text', TEXT, '--link', LINK], env);
    expect(announced).toMatchObject({ code: 0, stdout: '宣传材料将在发函时间内送达各参与单位。\n' });
    const of = (address: string) => world.sink.to(address).filter(({ kind }) => kind === 'announce');
    await becomes('both have it', () => of('mot@departments.test').length === 1 && of('mwr@departments.test').length === 1);
    const mail = await simpleParser(of('mot@departments.test')[0]?.raw ?? '');
    expect(mail.subject).toContain('2024年全国“质量月”活动宣传材料');
    expect(mail.html).toContain(`href="${LINK}"`);
    expect(mail.html).toContain('<strong>张贴宣传</strong>');
    expect(mail.text).toContain(LINK);
    await Promise.all(['简报第一期', '简报第二期'].map((text) => world.campaigns.announce(world.campaign, { text })));
    await becomes('both have all three', () => of('mot@departments.test').length === 3 && of('mwr@departments.test').length === 3);
    expect(legible(await historiesOf(world.client, world.campaign))).not.toMatch(/张贴|samr\.test|简报第/);
  });

  test('are refused with a link that is none, without a text, and after the close', async () => {
    const { campaigns, campaign } = world;
    expect(await refusal(campaigns.announce(campaign, { text: TEXT, link: '海报' }))).toBe('链接“海报”不是网址。请写以 https:// 或 http:// 开头的完整网址。');
    expect(await refusal(campaigns.announce(campaign, { text: ' ' }))).toBe('宣传材料不能为空。请写明后重试。');
    const closed = await createWorld({ participants: PEERS });
    try {
      await closed.start({ timeline: asOf('2024-11-01T09:00:01+08:00') });
      expect(await refusal(closed.campaigns.announce(closed.campaign, { text: TEXT }))).toBe('报送已于11月1日（周五）09:00截止，不再发送宣传材料。');
    } finally {
      await closed.end();
    }
  });
});
