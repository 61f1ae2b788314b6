import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type World, createWorld, eventually } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';
import { campaign } from '../cliProcess.ts';

const TASKS = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;

let world: World;
beforeAll(async () => {
  world = await createWorld({ tasks: TASKS });
  await world.start({ timeline: asOf('2024-10-24T18:00:00+08:00') }); // in the evening: nothing leaves but receipts
  await eventually(async () => { expect((await world.campaigns.status(world.campaign)).running).toBe(4); });
});
afterAll(() => world.end());

const cli = (...args: string[]) => campaign(args, { TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });

describe('the call list', () => {
  test('whom to call, at which number, why, and what to say; a body of equal rank is asked', async () => {
    const { calls } = await world.campaigns.calls(world.campaign);
    expect(calls.map(({ unit, reasons }) => [unit, reasons])).toEqual([['mot', ['overdue']], ['sd', ['overdue']], ['samr', ['overdue']]]);
    expect(calls[0]).toMatchObject({
      name: '交通运输部', relation: 'peer', contact: { role: '联络员', phone: '010-0001', mail: 'mot@departments.test' },
      why: '“活动总结”尚未收到，10月18日（周五）到期，已过 4 个工作日',
      say: '请问“活动总结”是否已反馈？如已通过公文交换，请告知文号；如需更多时间，请告知预计反馈的日期。',
    });
    expect(calls[1]).toMatchObject({ name: '山东省市场监督管理局', contact: { phone: null } });
    expect(calls[1]?.why).toContain('下属 1 个单位有事项尚未收到');
    expect(calls[1]?.say).toContain('原定10月18日（周五）前报送，我局尚未收到');
  });

  test('a delegated contact is called at the number of the card; who has answered is not called', async () => {
    const { campaigns, campaign: id } = world;
    await campaigns.delegate(id, { unit: 'sd', contact: { mail: 'deputy@regions.test', phone: '0531-7' } });
    await campaigns.received(id, { unit: 'mot', task: 'summary', channel: '公文交换', receivedAt: '2024-10-18 10:00' });
    const { calls } = await campaigns.calls(id);
    expect(calls.map(({ unit, contact }) => [unit, contact.phone])).toEqual([['sd', '0531-7'], ['samr', null]]);
  });

  test('on the command line: numbers first, and as one document', async () => {
    const { stdout } = await cli('calls', world.campaign);
    expect(stdout).toMatch(/^电话清单（.*），截至 10月24日（周四）18:0\d，2 个单位$/m);
    expect(stdout).toMatch(/^山东省市场监督管理局 {2}0531-7 {2}联络员 {2}“活动总结”尚未收到/m);
    expect(stdout).toMatch(/^执法稽查局 {2}通讯录无电话 /m);
    const json: unknown = JSON.parse((await cli('calls', world.campaign, '--json')).stdout);
    expect(json).toMatchObject({ campaign: world.campaign, calls: [{ unit: 'sd' }, { unit: 'samr' }] });
  });

  test('no number stands in any history', async () => {
    for (const line of [undefined, 'mot', 'sd']) expect(JSON.stringify(await world.handle(line).fetchHistory())).not.toMatch(/010-0001|0531-7/);
  });
});

test('status shows what waits for a review or an answer, since when, and who is to act', async () => {
  const { campaigns, campaign: id } = world;
  await campaigns.report(id, { unit: 'samr', task: 'summary', nil: true });
  await campaigns.report(id, { unit: 'sd.jinan', task: 'summary', nil: true });
  await campaigns.requestExtension(id, { unit: 'sd', task: 'summary', until: '2024-10-29', why: '汇总需要时间' });
  const { stdout } = await cli('status', id);
  expect(stdout).toContain('等待办理（3 项，等得最久的在前）：');
  expect(stdout).toMatch(/^待审核 +samr +活动总结 +10月24日（周四）18:0\d +本局 +应于 10月31日（周四）10:00$/m);
  expect(stdout).toMatch(/^待审核 +sd\.jinan +活动总结 +10月24日（周四）18:0\d +山东省 +应于/m);
  expect(stdout).toMatch(/^待答复延期 +sd +活动总结 +10月24日（周四）18:0\d +本局$/m);
});
