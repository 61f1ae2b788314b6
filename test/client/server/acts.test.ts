import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asWho } from '../portal/accessTable.ts';
import { type Browser, hidden } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { eventually } from '../../workflows/harness.ts';
import { quicklyTo } from '../../workflows/time.ts';

/** Two working days after the due time, nobody having said a word: the overdue letters leave, and the provinces' escalation waits for its release. */
const NOW = '2024-10-22T09:00:00+08:00';
let portal: PortalWorld;
let office: Browser;

beforeAll(async () => {
  portal = await createPortalWorld((plan) => ({ ...quicklyTo(plan, NOW), lag: 5_000 }));
  office = await asWho(portal, 'office');
  await eventually(async () => {
    if (!(await office.get('/organiser/releases')).text.includes('山东省')) throw new Error('no escalation waits yet');
  });
});
afterAll(() => portal.end());

const factsOf = async (line: string, fact: string) => (await portal.world.journal(line)).filter((each) => each.fact === fact);

/** What a page's first form with this field sends by itself. */
async function formAt(url: string): Promise<Record<string, string>> {
  const { text, status } = await office.get(url);
  expect(status).toBe(200);
  return { csrf: hidden(text, 'csrf'), request: hidden(text, 'request'), task: hidden(text, 'task') };
}

const act = (unit: string, deed: string, task = 'summary') => `/organiser/units/${unit}/act/${deed}?task=${task}`;
const post = (unit: string, deed: string, fields: Readonly<Record<string, string>>) => office.post(`/organiser/units/${unit}/act/${deed}`, fields);

describe('what the office does about a unit', () => {
  test('the page lists what can be done about each task; of a unit that there is not, nothing', async () => {
    const { text } = await office.get('/organiser/units/mot/act');
    for (const word of ['代录已收到的原件', '再次提醒', '延期', '中止', '免报', '更换或更正联络员', '停用链接', '010-0001']) expect(text).toContain(word);
    expect(text).not.toContain('/act/release');
    expect((await office.get('/organiser/units/nobody/act')).status).toBe(404);
    expect((await office.get(act('mot', 'exempt', 'nothing'))).status).toBe(404);
    expect((await office.get(act('mot', 'explode'))).status).toBe(404);
  });

  test('延期: an impossible day is said beside its field and nothing typed is lost; a double click is one extension', async () => {
    const form = await formAt(act('mot', 'extend'));
    const past = await post('mot', 'extend', { ...form, until: '2024/10/01', text: '请抓紧' });
    expect(past.status).toBe(422);
    expect(past.text).toMatch(/class="field remarked"><p class="remark" id="f-until-r">[^<]*10月1日/);
    expect(past.text).toContain('value="2024/10/01"');
    expect(past.text).toContain('请抓紧</textarea>');
    const both = await Promise.all([1, 2].map(() => post('mot', 'extend', { ...form, until: '2024-10-29', text: '同意' })));
    expect(both.map(({ status, to }) => [status, to])).toEqual(Array(2).fill([303, '/organiser/units/mot/act?done=extend']));
    expect(await factsOf('mot', 'extensionDecided')).toHaveLength(1);
    const { text } = await office.get('/organiser/units/mot/act?done=extend');
    expect(text).toContain('已延期，答复函随即发给联络员。');
    expect(text).toContain('10月29日（周二）17:30前');
  });

  test('中止 and 恢复: each once, offered when it makes sense; a second wish is refused in words', async () => {
    const form = await formAt(act('mot', 'suspend'));
    expect((await post('mot', 'suspend', { ...form, scope: 'one', why: '会议改期' })).status).toBe(303);
    const { text } = await office.get('/organiser/units/mot/act');
    expect(text).toContain('已中止，暂不需办理');
    expect(text).not.toContain('/act/suspend');
    const again = await post('mot', 'suspend', { ...await formAt(act('mot', 'suspend')), scope: 'one' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('均已中止，无需重复办理。需要恢复的，请用“恢复”。');
    expect((await post('mot', 'resume', { ...await formAt(act('mot', 'resume')), scope: 'all' })).status).toBe(303);
    expect(await factsOf('mot', 'suspended')).toHaveLength(1);
    expect(await factsOf('mot', 'resumed')).toHaveLength(1);
  });

  test('代录: an original on paper is noted with channel, time and number; a time to come is refused', async () => {
    const form = await formAt(act('mot', 'received'));
    expect((await post('mot', 'received', { ...form, channel: '公文交换', receivedAt: '2024-10-30 15:00', number: '' })).status).toBe(422);
    expect((await post('mot', 'received', { ...form, channel: 'fax', receivedAt: '2024-10-17 15:00', number: '交办〔2024〕1号' })).status).toBe(303);
    const [fact] = await factsOf('mot', 'originalReceived');
    expect(fact).toMatchObject({ entry: { channel: 'fax', receivedAt: '2024-10-17T15:00:00+08:00', enteredBy: 'organiser' } });
    expect((await office.get('/organiser/units/mot/act')).text).toContain('已收到原件');
  });

  test('再次提醒: who has answered, or was reminded as often as the budget allows, is spared, in words without commands', async () => {
    for (const [unit, why] of [['mot', '的原件已于10月17日（周四）15:00收到，没有需要提醒的。请代录内容。'], ['samr', '已提醒3次，达到每项上限，不再发函。此后没有计划内的函件。请电话联系。']] as const) {
      const spared = await post(unit, 'remind', await formAt(act(unit, 'remind')));
      expect([spared.status, spared.text]).toEqual([422, expect.stringContaining(why)]);
    }
  });

  test('免报: done once; afterwards there is nothing left to be done about the task', async () => {
    const form = await formAt(act('samr', 'exempt'));
    await Promise.all([1, 2].map(() => post('samr', 'exempt', { ...form, scope: 'one', why: '' })));
    expect(await factsOf('samr', 'exempted')).toHaveLength(1);
    expect((await office.get('/organiser/units/samr/act')).text).toContain('目前没有可办理的');
  });

  test('更换联络员: a mailbox that is none is said beside its field; then letters and links go to the new one', async () => {
    const form = await formAt('/organiser/units/samr/act/delegate');
    const wrong = await post('samr', 'delegate', { ...form, role: '王五', phone: '010-0009', mail: 'wangwu' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('“wangwu”不是电子邮件地址');
    expect(wrong.text).toContain('value="王五"');
    expect((await post('samr', 'delegate', { ...form, role: '王五', phone: '010-0009', mail: 'wangwu@samr.test' })).status).toBe(303);
    expect((await office.get('/organiser/units/samr/act')).text).toContain('wangwu@samr.test');
    await expect(portal.enter('samr')).rejects.toThrow('410');
  });

  test('停用链接: sessions of the unit end', async () => {
    const contact = await portal.enter('sd.jinan');
    expect((await post('sd.jinan', 'revoke', await formAt('/organiser/units/sd.jinan/act/revoke'))).status).toBe(303);
    expect((await contact.get('/units/sd.jinan')).status).toBe(403);
  });
});

describe('what waits for the office is decided where it stands', () => {
  test('批准提请: shown with whom it goes to, released once, then gone from the list', async () => {
    const page = await office.get('/organiser/releases');
    expect(page.text).toContain('山东省市场监督管理局：活动总结');
    expect(page.text).toContain('sd-leader@regions.test');
    const form = { csrf: hidden(page.text, 'csrf'), request: hidden(page.text, 'request'), unit: 'sd', task: 'summary', do: 'yes' };
    const both = await Promise.all([1, 2].map(() => office.post('/organiser/releases', form)));
    expect(both.map(({ to }) => to)).toEqual(Array(2).fill('/organiser/releases?done=released'));
    expect(await factsOf('sd', 'released')).toHaveLength(1);
    const after = await office.get('/organiser/releases?done=released');
    expect(after.text).toContain('已批准，提请函在发函时间发给分管领导。');
    expect(after.text).toContain('目前没有待批准的提请。');
    const late = await office.post('/organiser/releases', { ...form, request: 'another' });
    expect(late.status).toBe(422);
    expect(late.text).toContain('“活动总结”');
    expect(late.text).toContain('已批准');
  });

  test('延期申请: with the reason; another day may be granted; what is refused stands beside the field of its own card', async () => {
    const { campaigns, campaign } = portal.world;
    await campaigns.requestExtension(campaign, { unit: 'sd', task: 'summary', until: '2024-10-25', why: '汇总各市材料，尚需时日。' });
    const page = await eventually(async () => {
      const got = await office.get('/organiser/extensions');
      if (!got.text.includes('汇总各市材料')) throw new Error('not asked for yet');
      return got;
    });
    expect(page.text).toContain('10月25日（周五）17:30');
    const form = { csrf: hidden(page.text, 'csrf'), request: hidden(page.text, 'request'), unit: 'sd', task: 'summary', do: 'yes' };
    const sunday = await office.post('/organiser/extensions', { ...form, until: '2024-10-27', text: '同意' });
    expect(sunday.status).toBe(422);
    expect(sunday.text).toMatch(/id="f-0-until-r">[^<]*10月27日/);
    expect(sunday.text).toContain('value="2024-10-27"');
    expect((await office.post('/organiser/extensions', { ...form, until: '2024-10-28', text: '同意' })).to).toBe('/organiser/extensions?done=granted');
    expect((await office.get('/organiser/extensions')).text).toContain('目前没有待答复的延期申请。');
    expect(await factsOf('sd', 'dueMoved')).toMatchObject([{ due: '2024-10-28T17:30:00+08:00' }]);
  });

  test('who may only look sees the list without its forms', async () => {
    const { campaigns, campaign } = portal.world;
    await campaigns.requestExtension(campaign, { unit: 'sd', task: 'summary', until: '2024-10-30' });
    const auditor = await asWho(portal, 'head');
    const { text } = await eventually(async () => {
      const got = await auditor.get('/organiser/extensions');
      if (!got.text.includes('10月30日')) throw new Error('not asked for yet');
      return got;
    });
    expect(text).not.toContain('同意延期');
    const { text: own } = await office.get('/organiser/extensions');
    expect((await office.post('/organiser/extensions', { csrf: hidden(own, 'csrf'), request: hidden(own, 'request'), unit: 'sd', task: 'summary', do: 'refuse', text: '' })).to).toBe('/organiser/extensions?done=refused');
    expect(await factsOf('sd', 'dueMoved')).toHaveLength(1);
  });
});
