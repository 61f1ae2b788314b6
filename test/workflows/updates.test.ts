import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../campaign/time/instant.ts';
import { createCampaigns } from '../../client/campaigns.ts';
import { Refused } from '../../client/refused.ts';
import { MALFORMED, REFUSED } from '../../workflows/contract.ts';
import { type World, becomes, createWorld, eventually } from './harness.ts';
import { eventsOf, historiesOf, legible } from './histories.ts';
import { asOf } from './time.ts';

/** A Tuesday, between the digest and tomorrow’s list: nothing is due for hours. */
const NOW = '2024-09-24T11:00:00+08:00';
const MOT = { unit: 'mot', task: 'summary' };
const SD = { unit: 'sd', task: 'summary' };
const SAMR = { unit: 'samr', task: 'summary' };

/** What a plain client is told that is not heard. */
async function failureOf(asked: Promise<unknown>): Promise<{ type: unknown; message: string; nonRetryable: unknown }> {
  const error: unknown = await asked.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) throw new Error('no failure of ours', { cause: error });
  const { type, message, nonRetryable } = error.cause;
  return { type, message, nonRetryable };
}

/** What a person is told by the facade. */
async function sentence(asked: Promise<unknown>): Promise<string> {
  const error: unknown = await asked.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof Refused) return error.message;
  throw new Error('not refused', { cause: error });
}

/** A plain client: no facade, no store. Without `line` it asks the campaign. */
function ask({ client, campaign }: World, line: string | undefined, name: string, given: unknown, updateId: string = randomUUID()): Promise<unknown> {
  const id = line === undefined ? campaign : `${campaign}.${line}`;
  return client.workflow.getHandle(id).executeUpdate<unknown, [unknown]>(name, { args: [given], updateId });
}

let world: World;
const runsOf = async (line: string) => (await historiesOf(world.client, `${world.campaign}.${line}`)).length;

beforeAll(async () => {
  world = await createWorld();
  await world.start({ timeline: asOf(NOW), renewAfter: 40 });
  await becomes('everybody was assigned', () => ['mot', 'sd', 'zf'].every((name) => world.sink.taken.some(({ to }) => to[0]?.startsWith(`${name}@`))));
});
afterAll(() => world.end());

describe('what is not of its shape is rejected, and leaves no trace', () => {
  const MALFORMED_ONES: readonly (readonly [line: string | undefined, update: string, given: unknown, told: string])[] = [
    ['mot', 'acknowledge', undefined, '参数应为一个 JSON 对象'],
    ['mot', 'acknowledge', 'mot', '参数应为一个 JSON 对象'],
    ['mot', 'acknowledge', { unit: '交通运输部' }, '参数 unit 应为标识'],
    ['mot', 'acknowledge', { unit: 'mot', channel: 'pigeon' }, '参数 channel 应为以下之一：portal、'],
    ['mot', 'acknowledge', { unit: 'mot', enteredBy: '张三' }, '参数 enteredBy 应为以下之一：contact、'],
    ['mot', 'acknowledge', { unit: 'mot', receivedAt: '昨天' }, '参数 receivedAt 应为存在的日期或时间'],
    ['mot', 'submitReport', { ...MOT, report: '我们已经完成' }, '参数 report 应为存储中内容的 sha256'],
    ['mot', 'submitReport', { ...MOT, report: 'a'.repeat(64), flags: ['说明 文字'] }, '参数 flags 只能含标识'],
    ['mot', 'noteReceived', { ...MOT, number: '交办〔2024〕1号' }, '参数 number 应为存储中内容的 sha256'],
    ['mot', 'withdrawReport', { unit: 'mot' }, '参数 task 应为标识'],
    ['mot', 'reviewReport', { ...MOT, verdict: 'fine' }, '参数 verdict 应为以下之一：accept、return'],
    ['mot', 'reviewReport', { ...MOT, verdict: 'accept', version: -1 }, '参数 version 应为不小于 0 的整数'],
    ['mot', 'reviewReport', { ...MOT, verdict: 'return', text: '请补充数据' }, '参数 text 应为存储中内容的 sha256'],
    ['mot', 'requestExtension', { ...MOT, until: '2024-02-30' }, '参数 until 应为存在的日期或时间'],
    ['mot', 'decideExtension', MOT, '参数 grant 应为 true 或 false'],
    ['mot', 'decideExtension', { ...MOT, grant: 'true', until: '2024-10-25' }, '参数 grant 应为 true 或 false'],
    ['mot', 'decideExtension', { ...MOT, grant: true, until: '10月25日' }, '参数 until 应为存在的日期或时间'],
    ['mot', 'delegate', { unit: 'mot', contact: { mail: 'zhang.san@departments.test' } }, '参数 contact 应为存储中内容的 sha256'],
    ['mot', 'exempt', { unit: 'mot', why: '无相关工作' }, '参数 why 应为存储中内容的 sha256'],
    ['mot', 'suspend', { unit: 'mot', task: '' }, '参数 task 应为标识'],
    ['mot', 'release', { ...MOT, slot: '请批准' }, '参数 slot 应为以下之一：T+1、'],
    [undefined, 'issueNotice', { document: '各有关部门：' }, '参数 document 应为存储中内容的 sha256'],
    [undefined, 'issueNotice', undefined, '参数'],
  ];

  it.each(MALFORMED_ONES)('%s %s %j: %s', async (line, update, given, told) => {
    const updateId = `malformed-${randomUUID()}`;
    const failure = await failureOf(ask(world, line, update, given, updateId));
    expect(failure).toMatchObject({ type: MALFORMED, nonRetryable: true });
    expect(failure.message).toContain(told);
    expect(failure.message).toMatch(/。$/);
    expect(legible(await eventsOf(world.client, line === undefined ? world.campaign : `${world.campaign}.${line}`))).not.toContain(updateId);
  });

  it('a unit or task of another line is refused in words, and leaves no trace either', async () => {
    const ids = [randomUUID(), randomUUID()];
    expect(await failureOf(ask(world, 'mot', 'acknowledge', { unit: 'sd' }, ids[0])))
      .toEqual({ type: REFUSED, nonRetryable: true, message: '交通运输部的报送线没有这个单位。可用的单位标识：mot。' });
    expect(await failureOf(ask(world, 'mot', 'decideExtension', { unit: 'mot', task: 'sumary', grant: true }, ids[1])))
      .toEqual({ type: REFUSED, nonRetryable: true, message: '单位 mot 没有这个报送事项。可用的事项标识：summary。' });
    const history = legible(await eventsOf(world.client, `${world.campaign}.mot`));
    for (const id of ids) expect(history).not.toContain(id);
  });

  it('the journal knows of none of this', async () => {
    const facts = (await world.journal('mot')).map(({ fact }) => fact);
    expect(facts).toEqual(['letterSent']);
  });

  it('an argument that no update has: free text would stay in the history, and a slip of the pen would go unnoticed', async () => {
    const slip = { ...SAMR, grant: true, untill: '2024-10-25', remark: '司长已同意' };
    expect(await failureOf(ask(world, 'samr', 'decideExtension', slip))).toMatchObject({ type: MALFORMED });
    expect(legible(await eventsOf(world.client, `${world.campaign}.samr`))).not.toContain('司长已同意');
  });

  it('a nil report that says neither true nor false', async () => {
    expect(await failureOf(ask(world, 'samr', 'submitReport', { ...SAMR, report: 'a'.repeat(64), nil: '零报告' }))).toMatchObject({ type: MALFORMED });
  });
});

describe('decideExtension by any Temporal client', () => {
  const decide = (given: object) => ask(world, 'mot', 'decideExtension', { ...MOT, ...given });

  it.each([
    ['nothing was asked, and no day is given', { grant: true }, /^报送事项 mot\/summary 没有待答复的延期申请。如主动延期，请写明新期限。$/],
    ['nothing was asked that could be declined', { grant: false }, /^报送事项 mot\/summary 没有待答复的延期申请。如主动延期，请写明新期限。$/],
    ['a day that is past', { grant: true, until: '2024-09-20' }, /^新期限9月20日（周五）17:30不晚于现在（9月24日（周二）11:\d\d），请改为以后的工作日。$/],
    ['a Saturday', { grant: true, until: '2024-10-26' }, /^新期限10月26日（周六）17:30不是工作日，请改为工作日，例如10月28日（周一）。$/],
    ['a holiday', { grant: true, until: '2024-10-03 12:00' }, /^新期限10月3日（周四）12:00不是工作日，请改为工作日，例如10月8日（周二）。$/],
    ['a day before the present due', { grant: true, until: '2024-10-17' }, /^申请的期限10月17日（周四）17:30不晚于现期限（10月18日（周五）17:00），无需延期。$/],
    ['the day on which the line closes', { grant: true, until: '2024-11-01' }, /^新期限11月1日（周五）17:30不早于报送截止时间（11月1日（周五）09:00），请提前。$/],
  ])('refused: %s', async (_, given, message) => {
    const before = (await world.campaigns.lineStatuses(world.campaign, instant(NOW))).find(({ line }) => line === 'mot');
    const failure = await failureOf(decide(given));
    expect(failure).toMatchObject({ type: REFUSED, nonRetryable: true });
    expect(failure.message).toMatch(message);
    const after = (await world.campaigns.lineStatuses(world.campaign, instant(NOW))).find(({ line }) => line === 'mot');
    expect(after?.tasks).toEqual(before?.tasks);
    const refused = { fact: 'refused', command: 'decideExtension', key: 'mot/summary', why: failure.message };
    await eventually(async () => expect((await world.journal('mot')).at(-1)).toMatchObject(refused));
  });

  it('grants: the due time moves, and the contact hears of it', async () => {
    expect(await decide({ grant: true, until: '2024-10-25' })).toMatchObject({
      facts: ['extensionDecided', 'dueMoved'], key: 'mot/summary', due: '2024-10-25T17:30:00+08:00',
    });
    await becomes('told', () => world.sink.to('mot@departments.test').some(({ items }) => items.some(({ slot }) => slot.startsWith('extension'))));
  });

  it('a second answer is refused: there is nothing left to answer', async () => {
    await world.campaigns.requestExtension(world.campaign, { ...MOT, until: '2024-10-29' });
    expect(await decide({ grant: true })).toMatchObject({ due: '2024-10-29T17:30:00+08:00' });
    expect((await failureOf(decide({ grant: true }))).message).toBe('报送事项 mot/summary 没有待答复的延期申请。如主动延期，请写明新期限。');
  });
});

describe('one id, one answer', () => {
  /** Asks something else of the line until it has continued as new. */
  async function renewed(line: string): Promise<void> {
    const before = await runsOf(line);
    await becomes('continued as new', async () => {
      await Promise.all(Array.from({ length: 8 }, () => world.campaigns.acknowledge(world.campaign, { unit: line })));
      return await runsOf(line) > before;
    });
  }
  const countOf = async (line: string, fact: string) => (await world.journal(line)).filter((entry) => entry.fact === fact).length;

  it('the same answer, in the same run and in the next, and nothing happens twice', async () => {
    const id = randomUUID();
    const granted = () => ask(world, 'sd', 'decideExtension', { ...SD, grant: true, until: '2024-10-25' }, id);
    const first = await granted();
    expect(await granted()).toEqual(first);
    await renewed('sd');
    expect(await granted()).toEqual(first);
    await eventually(async () => expect(await countOf('sd', 'dueMoved')).toBe(1));
  });

  it('the same refusal too', async () => {
    const id = randomUUID();
    const refused = () => failureOf(ask(world, 'sd', 'decideExtension', { ...SD, grant: true, until: '2024-09-20' }, id));
    const first = await refused();
    expect(await refused()).toEqual(first);
    await renewed('sd');
    expect(await refused()).toEqual(first);
    await eventually(async () => expect(await countOf('sd', 'refused')).toBe(1));
  });

  it('a report handed in again has the same receipt', async () => {
    const hand = () => world.campaigns.report(world.campaign, { unit: 'sd.jinan', task: 'summary', nil: true, updateId: 'jinan-once' });
    const { number, version } = await hand();
    await renewed('sd');
    expect(await hand()).toMatchObject({ number, version });
    await eventually(async () => expect(await countOf('sd', 'reportSubmitted')).toBe(1));
  });
});

describe('many at once on one line', () => {
  it('forty through two facades: every one is answered, none twice, and the line continues as new with all of them', async () => {
    const { client, store, campaign, campaigns } = world;
    const other = createCampaigns({ client, store, taskQueue: campaign });
    const runs = await runsOf('samr');
    const before = (await world.journal('samr')).length;
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? campaigns : other).acknowledge(campaign, { unit: 'samr' })));
    expect(answers.map(({ facts }) => facts)).toEqual(Array.from({ length: 40 }, () => ['acknowledged']));
    await becomes('continued as new', async () => await runsOf('samr') > runs);
    await eventually(async () => { // the new run opens first
      const added = (await world.journal('samr')).slice(before).map(({ fact }) => fact);
      expect(added.filter((fact) => fact === 'acknowledged')).toHaveLength(40);
    });
  });

  it('of two who decide at the same time one is told that the other has', async () => {
    await world.campaigns.report(world.campaign, { ...SAMR, nil: true });
    const both = await Promise.allSettled([1, 2].map(() => world.campaigns.review(world.campaign, { ...SAMR, accept: true })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('what people are told by the facade', () => {
  it('a second decision', async () => {
    const { campaigns, campaign } = world;
    expect(await sentence(campaigns.review(campaign, { ...SAMR, accept: false, text: '请补充', due: '2024-10-25' })))
      .toMatch(/^报送事项 samr\/summary 已于9月24日（周二）11:\d\d审核，不能重复审核。$/);
    expect(await sentence(campaigns.report(campaign, { ...SAMR, nil: true }))).toMatch(/^报送事项 samr\/summary 的材料已于9月24日（周二）11:\d\d收悉，不能再改。如需更正，请联系组织方，截止后作为补充材料归档（supplement）。$/);
  });

  it('a decision on what is not the latest version', async () => {
    const { campaigns, campaign } = world;
    await campaigns.report(campaign, { ...SD, nil: true });
    await campaigns.report(campaign, { ...SD, nil: true });
    expect(await sentence(campaigns.review(campaign, { ...SD, accept: true, version: 1 })))
      .toBe('报送事项 sd/summary 已有第2版，您审核的是第1版。请查看最新版后再审核。');
  });

  it('an extension into the past, and one to a holiday', async () => {
    const { campaigns, campaign } = world;
    expect(await sentence(campaigns.requestExtension(campaign, { ...MOT, until: '2024-09-23' }))).toMatch(/^新期限9月23日（周一）17:30不晚于现在（9月24日（周二）11:\d\d），请改为以后的工作日。（单位“mot”，事项“summary”）$/);
    expect(await sentence(campaigns.requestExtension(campaign, { ...MOT, until: '2024-10-01' }))).toBe('新期限10月1日（周二）17:30不是工作日，请改为工作日，例如10月8日（周二）。（单位“mot”，事项“summary”）');
  });

  it('the notice a second time, and a summary that is not drafted yet', async () => {
    const { campaigns, campaign } = world;
    await campaigns.issueNotice(campaign, { documentNumber: '国市监质发〔2024〕1号' });
    expect(await sentence(campaigns.issueNotice(campaign, { text: '更正' }))).toBe('通知已经印发，不能重复印发。如需更正，请另行通知各单位。');
    expect(await sentence(campaigns.approveSummary(campaign))).toBe('总结尚未汇总，各报送线截止（11月1日（周五）09:00）后自动汇总，请届时再审定。');
  });

  it('a report for a line that is closed', async () => {
    const closed = await createWorld();
    const { campaigns, campaign } = closed;
    try {
      await closed.start({ timeline: asOf('2024-11-01T08:59:57+08:00') });
      await becomes('closed', async () => (await closed.handle('mot').describe().catch(() => undefined))?.status.name === 'COMPLETED');
      expect(await sentence(campaigns.report(campaign, { ...MOT, nil: true }))).toBe('交通运输部的报送线已于11月1日（周五）09:00截止。如仍需补报，请联系组织方作为补充材料归档。');
    } finally {
      await closed.end();
    }
  });
});
