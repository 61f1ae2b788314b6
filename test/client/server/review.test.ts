import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Handed } from '../../../client/reports.ts';
import { EMPTY_CONTENT, type ReportContent } from '../../../campaign/summary/report.ts';
import { storeFile } from '../../../activities/store/files.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { asWho } from '../portal/accessTable.ts';
import { Browser, hidden } from '../portal/browser.ts';
import { PIXEL, type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { eventually } from '../../workflows/harness.ts';

const PARTICIPANTS = `
  - { id: mot, name: 交通运输部, kind: department, relation: peer, contacts: [{ mail: mot@departments.test }] }
  - { id: sd, name: 山东省, fullName: 山东省市场监督管理局, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }],
      superior: { title: 分管局领导, mail: sd-leader@regions.test }, units: [
        { id: sd.jinan, name: 济南市局, contacts: [{ role: 王五, phone: "0531-22", mail: jinan@regions.test }] },
        { id: sd.qingdao, name: 青岛市局, contacts: [{ mail: qingdao@regions.test }] },
        { id: sd.yantai, name: 烟台市局, contacts: [{ role: 赵六, phone: "0535-33", mail: yantai@regions.test }] }] }
  - { id: ha, name: 河南省, fullName: 河南省市场监督管理局, kind: region, relation: guided, contacts: [{ mail: ha@regions.test }],
      superior: { title: 分管局领导, mail: ha-leader@regions.test }, units: [
        { id: ha.kaifeng, name: 开封市局, contacts: [{ mail: kaifeng@regions.test }] }, { id: ha.luoyang, name: 洛阳市局, contacts: [{ mail: luoyang@regions.test }] },
        { id: ha.nanyang, name: 南阳市局, contacts: [{ mail: nanyang@regions.test }] }] }`;
const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5, evidence: { narrative: 0, cases: 0, figures: [检查家次] }, declarations: [noFees] }`;

let portal: PortalWorld;
beforeAll(async () => { portal = await createPortalWorld('2024-10-08T18:00:00+08:00', { tasks: TASKS, participants: PARTICIPANTS }); });
afterAll(() => portal.end());

const report = (unit: string, content: Partial<ReportContent>, more: Partial<Handed> = {}) => portal.world.campaigns.report(portal.world.campaign, {
  unit, task: 'summary', report: { ...EMPTY_CONTENT, ...content }, channel: 'portal', enteredBy: 'contact', ...more });
const storyOf = async (unit: string) => (await portal.world.campaigns.unit(portal.world.campaign, { unit })).tasks[0];
const csrfOn = async (browser: Browser, url: string): Promise<string> => hidden((await browser.get(url)).text, 'csrf');

/** The page's form, as it was opened: with the version that was read. */
async function opened(browser: Browser, unit: string) {
  const { text, status } = await browser.get(`/review/${unit}/summary`);
  expect(status).toBe(200);
  const fields = { csrf: hidden(text, 'csrf'), version: hidden(text, 'version'), queue: hidden(text, 'queue') };
  return { text, decide: (more: Readonly<Record<string, string>>) => browser.post(`/review/${unit}/summary`, { ...fields, text: '', ...more }) };
}

describe('the organiser reviews', () => {
  test('returned with a text and a working day, corrected, compared, accepted; on to the next each time', async () => {
    const office = await asWho(portal, 'office');
    await report('mot', { narrative: '共检查企业若干家。成效明显。', figures: { 检查家次: 100 } });
    await report('sd', { narrative: '全省总结。' });
    const queue = await eventually(async () => {
      const { text } = await office.get('/organiser/review');
      if (!text.includes('交通运输部') || !text.includes('山东省市场监督管理局')) throw new Error('not yet');
      return text;
    });
    expect(queue.indexOf('交通运输部')).toBeLessThan(queue.indexOf('山东省市场监督管理局'));
    const first = await opened(office, 'mot');
    for (const words of ['商请补充', '已收悉', '未承诺不收费', '未确认“未借活动名义收费”', 'value="2024-10-18"', '下一份 ›：山东省市场监督管理局']) expect(first.text).toContain(words);
    const bare = await first.decide({ do: 'return', due: '2024-10-12' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('请写明需补充的内容');
    const saturday = await first.decide({ do: 'return', text: '请补充<参与人数>。', due: '2024-10-19' });
    expect(saturday.status).toBe(422);
    expect(saturday.text).toContain('不是工作日');
    expect(saturday.text).toContain('请补充&lt;参与人数&gt;。</textarea>');
    const returned = await first.decide({ do: 'return', text: '请补充<参与人数>。', due: '2024-10-21' });
    expect(returned.to).toMatch(/^\/review\/sd\/summary\?done=returned/);
    expect((await office.get(returned.to)).text).toContain('已请补充：交通运输部的“活动总结”。');

    await report('mot', { narrative: '共检查企业100家。成效明显。', figures: { 检查家次: 120 }, declarations: { ...EMPTY_CONTENT.declarations, noFees: true } });
    const second = await opened(office, 'mot');
    expect(second.text).toContain('请补充&lt;参与人数&gt;。');
    expect(second.text).toMatch(/<del><span class="unseen">（删去）<\/span>若干<\/del>/);
    expect(second.text).toMatch(/<ins><span class="unseen">（新增）<\/span>100<\/ins>/);
    expect(second.text).toMatch(/检查家次<\/th><td>100<\/td><td>120<\/td><td>\+20</);
    const accepted = await second.decide({ do: 'accept', text: '感谢支持。' });
    expect(accepted.status).toBe(303);
    expect(await storyOf('mot')).toMatchObject({ state: 'accepted', versions: [{ state: 'returned' }, { state: 'accepted', comment: '感谢支持。' }] });
    const own = await (await portal.enter('mot')).get('/units/mot/tasks/summary/versions/2');
    expect(own.text).toContain('与第 1 版的不同');
    expect(own.text).toContain('（新增）');
  });

  test('a newer version while one reads: nothing is sent, nothing typed is lost, and it is shown beside what was read', async () => {
    const office = await asWho(portal, 'office');
    const page = await opened(office, 'sd');
    await report('sd', { narrative: '全省总结，更正。' });
    const got = await page.decide({ do: 'return', text: '请补充案例。', due: '2024-10-21' });
    expect(got.status).toBe(409);
    for (const words of ['您审核期间收到了第 2 版，意见没有发出', '请补充案例。</textarea>', '与第 1 版对照', '，更正']) expect(got.text).toContain(words);
    expect(hidden(got.text, 'version')).toBe('2');
    expect(await storyOf('sd')).toMatchObject({ state: 'submitted' });
  });

  test('two reviewers at once: the second is told what became of it, with what he wrote; a double click decides once', async () => {
    const [office, colleague] = [await asWho(portal, 'office'), await asWho(portal, 'office')];
    const [one, two] = [await opened(office, 'sd'), await opened(colleague, 'sd')];
    const both = await Promise.all([one.decide({ do: 'accept' }), one.decide({ do: 'accept' })]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const late = await two.decide({ do: 'return', text: '请再补充一个案例。', due: '2024-10-21' });
    expect(late.status).toBe(422);
    for (const words of ['没有办理', '不能重复审核', '您填写的意见（未发出）', '请再补充一个案例。']) expect(late.text).toContain(words);
    expect(await storyOf('sd')).toMatchObject({ state: 'accepted' });
  });

  test('files are handed out, never shown; the office stops their reading at once', async () => {
    const { store } = portal.world;
    await report('ha', { narrative: '总结。' }, { files: [await storeFile(store, PIXEL, { name: '现场.png', maxBytes: 1_000 })] });
    const office = await asWho(portal, 'office');
    const file = '/review/ha/summary/versions/1/files/1';
    expect((await office.get(file)).headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringContaining('attachment') as string });
    const page = (await office.get('/review/ha/summary')).text;
    expect(page).toContain(`<img src="${file}/picture"`);
    expect((await office.get(`${file}/picture`)).headers['content-type']).toBe('image/jpeg');
    const fields = { csrf: hidden(page, 'csrf'), file: hidden(page, 'file') };
    expect((await office.post('/review/ha/summary/quarantine', { ...fields, why: '疑似涉密', do: 'quarantine' })).to).toContain('done=quarantined');
    expect((await office.get(file)).status).toBe(422);
    expect((await office.get(`${file}/picture`)).status).toBe(404);
    expect((await office.get('/review/ha/summary')).text).toContain('现场.png：已隔离，暂停查看');
    expect((await office.post('/review/ha/summary/quarantine', { ...fields, why: '', do: 'lift' })).to).toContain('done=lifted');
    expect((await office.get(file)).status).toBe(200);
  });
});

describe('a participant leads its units', () => {
  test('sees who is missing and whom to call; reviews its own cities and nobody else\'s', async () => {
    await report('sd.jinan', { narrative: '济南检查。', figures: { 检查家次: 10 } });
    await report('sd.qingdao', { narrative: '青岛检查。', figures: { 检查家次: 5 } });
    await report('ha.kaifeng', { narrative: '开封检查。', figures: { 检查家次: 10.1 }, cases: [{ title: '开封案例', text: '一' }, { title: '不选', text: '二' }] });
    const lead = await portal.enter('sd');
    expect((await lead.get('/units/sd')).text).toContain('href="/lead/sd"');
    const page = (await lead.get('/lead/sd')).text;
    for (const words of ['已收到 <strong>2</strong>，待您审核 <strong>2</strong>，尚未收到 <strong>1</strong>', '烟台市局', '赵六 <a href="tel:053533">0535-33</a>', '还有 4 个工作日']) expect(page).toContain(words);
    expect(page).not.toContain('开封');
    const jinan = await opened(lead, 'sd.jinan');
    expect(jinan.text).toContain('下一份 ›：青岛市局');
    expect(jinan.text).not.toContain('隔离');
    expect((await jinan.decide({ do: 'accept' })).to).toMatch(/^\/review\/sd\.qingdao\/summary\?done=accepted/);
    const qingdao = await opened(lead, 'sd.qingdao');
    expect((await qingdao.decide({ do: 'return', text: '请写明数据来源。', due: '2024-10-10' })).to).toMatch(/^\/lead\/sd\?done=returned/);
    for (const url of ['/review/ha.kaifeng/summary', '/review/sd/summary', '/lead/ha', '/lead/sd.jinan']) expect((await lead.get(url)).status).toBe(404);
    const csrf = await csrfOn(lead, '/lead/sd');
    expect((await lead.post('/review/ha.kaifeng/summary', { csrf, version: '1', do: 'accept', text: '', queue: '' })).status).toBe(404);
    expect(await storyOf('ha.kaifeng')).toMatchObject({ state: 'submitted' });
  });

  test('reminds one by hand: the line says why not, in words; sent twice it is one request', async () => {
    const lead = await portal.enter('sd');
    const { text } = await lead.get('/lead/sd');
    const url = '/lead/units/sd.yantai/tasks/summary/remind';
    const form = { csrf: hidden(text, 'csrf'), asked: hidden(text, 'asked') };
    const refused = await lead.post(url, form);
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/没有办理：烟台市局已有函件将于10月9日（周三）09:00发出，无需另行提醒/);
    const asked: unknown[] = [];
    const other = new Browser(await portal.another({ campaigns: { ...portal.deps.campaigns, remind: (_, options) => {
      asked.push(options);
      return Promise.resolve({ at: instant('2024-10-08T18:00:00+08:00'), facts: ['reminderAsked'] });
    } } }));
    for (const [name, value] of lead.cookies) other.cookies.set(name, value);
    const [done] = [await other.post(url, form), await other.post(url, form)];
    expect((await other.get(done.to)).text).toContain('提醒函即将发出：烟台市局的“活动总结”。');
    expect(asked).toEqual(Array(2).fill({ unit: 'sd.yantai', task: 'summary', enteredBy: 'lead', updateId: expect.stringMatching(/^remind-[0-9a-f]{32}$/) as string }));
    expect(asked[0]).toEqual(asked[1]);
  });

  test('answers a unit\'s request for more time', async () => {
    await portal.world.campaigns.requestExtension(portal.world.campaign, { unit: 'sd.yantai', task: 'summary', until: '2024-10-16', why: '人手不足' });
    const lead = await portal.enter('sd');
    const page = (await lead.get('/lead/sd')).text;
    for (const words of ['烟台市局：活动总结', '10月16日（周三）17:30', '理由：人手不足']) expect(page).toContain(words);
    const granted = await lead.post('/lead/units/sd.yantai/tasks/summary/extension', { csrf: hidden(page, 'csrf'), text: '同意', do: 'grant' });
    expect((await lead.get(granted.to)).text).toContain('已同意延期：烟台市局的“活动总结”。');
    expect((await storyOf('sd.yantai'))?.due).toBe('2024-10-16T17:30:00+08:00');
  });
});

describe('a participant rolls up what its units reported', () => {
  test('from accepted reports only, into a draft of its own form, and says who is not in it', async () => {
    const lead = await portal.enter('ha', 'contact', 'ha@regions.test');
    await report('ha.luoyang', { narrative: '洛阳检查。', figures: { 检查家次: 5.2 } });
    for (const unit of ['ha.kaifeng', 'ha.luoyang']) expect((await (await opened(lead, unit)).decide({ do: 'accept' })).status).toBe(303);
    // The participant's own report waits for review and may still be replaced.
    const form = await lead.get('/lead/ha/rollup/summary');
    for (const words of ['材料 2 份', '不含下列 1 个单位', '南阳市局：待报送', '<td class="figure">15.3</td>']) expect(form.text).toContain(words);
    const made = await lead.post('/lead/ha/rollup/summary', { csrf: hidden(form.text, 'csrf'), narratives: 'on', cases: 'ha.kaifeng/1' });
    expect(made.to).toBe('/units/ha/tasks/summary/report');
    const draft = (await lead.get(made.to)).text;
    for (const words of ['## 开封市局\n\n开封检查。\n\n## 洛阳市局\n\n洛阳检查。</textarea>', 'value="15.3"', 'value="开封案例"']) expect(draft).toContain(words);
    expect(draft).not.toContain('不选');
    expect(await storyOf('ha')).toMatchObject({ versions: [{ version: 1 }] });
    const again = await lead.post('/lead/ha/rollup/summary', { csrf: hidden(form.text, 'csrf') });
    expect(again.status).toBe(422);
    expect(again.text).toContain('本事项已有未提交的草稿');
    expect((await lead.post('/lead/ha/rollup/summary', { csrf: hidden(form.text, 'csrf'), replace: 'on' })).status).toBe(303);
    expect((await lead.get(made.to)).text).not.toContain('开封检查');
  });

  test('once its own report is accepted there is nothing to roll up into', async () => {
    const lead = await portal.enter('sd');
    expect((await lead.get('/lead/sd')).text).not.toContain('汇总到');
    expect((await lead.get('/lead/sd/rollup/summary')).status).toBe(404);
  });
});
