import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { storeFile } from '../../../activities/store/files.ts';
import { readMarker } from '../../../activities/store/campaignStore.ts';
import { createCampaigns } from '../../../client/campaigns.ts';
import { Refused } from '../../../client/refused.ts';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { type World, becomes, createWorld, eventually } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';
import { campaign } from '../cliProcess.ts';

const TASKS = `
  - { id: countersign, title: 会签, form: countersign, for: [mot], assign: 2024-09-18, due: 2024-10-16 }
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-18, due: 2024-10-16 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5, declarations: [noFees] }`;

/** A Friday evening: nothing leaves but receipts. */
const NOW = '2024-09-20T18:00:00+08:00';
let world: World;

beforeAll(async () => {
  world = await createWorld({ tasks: TASKS });
  await world.start({ timeline: asOf(NOW) });
});
afterAll(() => world.end());

const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});

describe('start', () => {
  test('not twice', async () => {
    expect(await refusal(world.campaigns.start({ ...world, timeline: asOf(NOW) }))).toContain(`活动 ${world.campaign} 已经在运行`);
  });
  test('not when the calendar has closed it', async () => {
    expect(await refusal(world.campaigns.start(world))).toMatch(/已于2024年11月1日截止报送.*rehearse/);
  });
});

describe('report', () => {
  test('stored, taken, marked, then the receipt; what is missing is told, never refused', async () => {
    const { store, campaigns } = world;
    const order: string[] = [];
    const recording = {
      ...store,
      put: async (...args: Parameters<typeof store.put>) => { order.push('put'); return store.put(...args); },
      createReference: async (name: string, text: string) => {
        const [mot] = await campaigns.lineStatuses(world.campaign);
        order.push(`marker, line knows ${String(mot?.tasks.find(({ task }) => task === 'summary')?.versions)} version`);
        return store.createReference(name, text);
      },
    };
    const own = createCampaigns({ client: world.client, store: recording });
    const file = await storeFile(recording, Buffer.from('一二三'), { name: '情况.txt', maxBytes: 1000 });
    const receipt = await own.report(world.campaign, {
      unit: 'mot', task: 'summary', report: { ...EMPTY_CONTENT, narrative: '已完成' }, files: [file], updateId: 'once',
    });
    expect(order).toEqual(['put', 'put', 'marker, line knows 1 version']);
    expect(receipt).toMatchObject({ unit: 'mot', task: 'summary', version: 1, late: false, flags: ['undeclared:noFees'] });
    expect(receipt.missing).toContain('未确认“未借活动名义收费”');
    const again = await campaigns.report(world.campaign, { unit: 'mot', task: 'summary', report: EMPTY_CONTENT, files: [], updateId: 'once' });
    expect(again).toMatchObject({ number: receipt.number, version: 1 });
  });

  test('a file that was not stored is never referred to', async () => {
    const file = { digest: 'a'.repeat(64), name: 'x.pdf', size: 1, type: 'application/pdf' };
    expect(await refusal(world.campaigns.report(world.campaign, { unit: 'sd', task: 'summary', report: EMPTY_CONTENT, files: [file] })))
      .toBe('附件“x.pdf”尚未保存完成。请重新上传后提交。');
  });

  test('many at once on one line: every one is taken', async () => {
    const receipts = await Promise.all(Array.from({ length: 20 }, () => world.campaigns.report(world.campaign, { unit: 'sd.jinan', task: 'summary', nil: true })));
    expect(receipts.map(({ version }) => version).sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  test('a countersignature must say yes or no', async () => {
    const command = { unit: 'mot', task: 'countersign', report: EMPTY_CONTENT };
    expect(await refusal(world.campaigns.report(world.campaign, command))).toContain('未注明意见');
    await world.campaigns.report(world.campaign, { ...command, report: { ...EMPTY_CONTENT, answer: 'disagree' } });
    await eventually(async () => {
      expect(await refusal(world.campaigns.issueNotice(world.campaign, { text: '正文' }))).toContain('以下单位不同意会签：mot。');
    });
    await world.campaigns.report(world.campaign, { ...command, report: { ...EMPTY_CONTENT, answer: 'agree' } });
    await eventually(() => world.campaigns.issueNotice(world.campaign, { text: '正文', documentNumber: '〔2024〕1号' }));
  });
});

describe('commands of a line', () => {
  test('each comes to its fact', async () => {
    const { campaigns, campaign: id } = world;
    const sd = { unit: 'sd', task: 'summary' };
    expect((await campaigns.acknowledge(id, { unit: 'sd' })).facts).toEqual(['acknowledged']);
    expect((await campaigns.requestExtension(id, { ...sd, until: '2024-10-22', why: '汇总需要时间' })).facts).toEqual(['extensionRequested']);
    expect((await campaigns.decideExtension(id, { ...sd, grant: true })).due).toBe('2024-10-22T17:30:00+08:00');
    expect((await campaigns.suspend(id, { ...sd, why: '防汛' })).facts).toEqual(['suspended']);
    expect((await campaigns.resume(id, { unit: 'sd' })).facts).toEqual(['resumed']);
    expect((await campaigns.delegate(id, { unit: 'sd', contact: { mail: 'deputy@regions.test' } })).facts).toEqual(['delegated']);
    expect(await campaigns.received(id, { ...sd, channel: '公文交换', receivedAt: '2024-09-20 10:00', number: '鲁市监〔2024〕1号' }))
      .toMatchObject({ version: null, receivedAt: '2024-09-20T10:00:00+08:00' });
    expect((await campaigns.report(id, { ...sd, nil: true, reason: '无' })).version).toBe(1);
    expect((await campaigns.review(id, { ...sd, accept: false, text: '请补充', due: '2024-10-23 12:00' })).due).toBe('2024-10-23T12:00:00+08:00');
    await campaigns.report(id, { ...sd, nil: true });
    expect((await campaigns.withdraw(id, sd)).facts).toEqual(['reportWithdrawn']);
    expect((await campaigns.exempt(id, { unit: 'samr', why: '无相关工作' })).facts).toEqual(['exempted']);
  });

  test('the journal has them in order, from the first', async () => {
    const facts = (await world.campaigns.journal(world.campaign, 'sd')).map(({ fact }) => fact).filter((fact) => !/^letter|steps|handed/.test(fact));
    expect(facts.filter((fact) => fact !== 'reportSubmitted').slice(0, 5)).toEqual(['acknowledged', 'extensionRequested', 'extensionDecided', 'dueMoved', 'suspended']);
    expect((await world.campaigns.journal(world.campaign)).map(({ fact }) => fact)).toContain('noticeIssued');
  });

  test.each([
    ['a unit of the line', { unit: 'sd.jinam', task: 'summary' }, '可用的单位标识：sd、sd.jinan。（单位“sd.jinam”，事项“summary”）'],
    ['a line', { unit: 'mof', task: 'summary' }, '没有单位“mof”。是否为 mot？'],
    ['a task', { unit: 'mot', task: 'sumary' }, '可用的事项标识：countersign、summary。（事项“sumary”）'],
  ])('%s that is not known', async (_, command, sentence) => {
    expect(await refusal(world.campaigns.report(world.campaign, { ...command, nil: true }))).toContain(sentence);
  });

  test('a time in the future, a due day that is none', async () => {
    const sd = { unit: 'sd', task: 'summary' };
    expect(await refusal(world.campaigns.report(world.campaign, { ...sd, nil: true, receivedAt: '2024-10-01' }))).toContain('收到时间10月1日（周二）09:00晚于现在');
    expect(await refusal(world.campaigns.requestExtension(world.campaign, { ...sd, until: '2024-10-26', why: '忙' }))).toContain('不是工作日');
  });
});

describe('the command line', () => {
  const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });

  test('status --json is the contract to the letter', async () => {
    const { code, stdout } = await campaign(['status', world.campaign, '--json'], env());
    const status: unknown = JSON.parse(stdout);
    expect(status).toMatchObject({ campaign: world.campaign, phase: 'activities' });
    expect(Object.keys(status ?? {})).toEqual(['campaign', 'phase', 'asOf', 'tasks']);
    expect(status).toHaveProperty('tasks.0', {
      unit: 'mot', task: 'countersign', due: '2024-10-16T17:30:00+08:00', state: 'accepted', late: false, level: null,
    });
    expect(stdout).toContain('"unit": "organiser"');
    expect(code).toBe(0);
  });

  test('a report is taken, with a receipt', async () => {
    const { code, stdout } = await campaign(['report', world.campaign, '--unit', 'samr', '--task', 'summary', '--nil'], env());
    expect(stdout).toBe('');
    expect(code).toBe(1);
    const taken = await campaign(['report', world.campaign, '--unit', 'sd', '--task', 'summary', '--nil', '无'], env());
    expect(taken.stdout).toMatch(/已收到材料（第 3 版）。\n {2}回执号 {4}[0-9A-F]{4}-[0-9A-F]{4}\n/);
  });
});

describe('hold and cancel', () => {
  test('hold bites at once and is shown', async () => {
    const { campaigns, campaign: id, store } = world;
    await campaigns.hold(id);
    expect(await readMarker(store, id)).toBe('held');
    await becomes('held', async () => (await campaigns.status(id)).held);
    await campaigns.unhold(id);
    expect(await readMarker(store, id)).toBe('running');
  });

  test('after cancel nothing is taken, and it is said why', async () => {
    const { campaigns, campaign: id, store } = world;
    expect((await campaigns.cancel(id)).facts).toEqual(['cancelled']);
    expect(await readMarker(store, id)).toBe('stopped');
    expect(await refusal(campaigns.hold(id))).toContain('已取消');
    await eventually(async () => {
      expect(await refusal(campaigns.acknowledge(id, { unit: 'mot' }))).toContain('取消，不再受理');
    });
  });
});
