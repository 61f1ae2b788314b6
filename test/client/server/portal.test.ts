import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signLink } from '../../../activities/links/link.ts';
import { TemporalUnavailable } from '../../../config/connection.ts';
import { accessRules } from '../portal/accessRules.ts';
import { Browser, hidden } from '../portal/browser.ts';
import { PIXEL, type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';

const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5,
      evidence: { narrative: 10, photos: 1, cases: 0, figures: [检查家次] }, declarations: [noFees, secrecyReviewed] }`;

/** Letters leave: the assignment is due at this very moment. */
const NOW = '2024-09-23T08:59:58+08:00';
let portal: PortalWorld;

beforeAll(async () => { portal = await createPortalWorld(NOW, { tasks: TASKS }); });
afterAll(() => portal.end());

const FORM = '/units/mot/tasks/summary/report';
const FILLED = [['narrative', '开展了“质量月”系列活动，成效明显。'], ['figures.检查家次', '１，２００'], ['declarations', 'noFees'], ['declarations', 'secrecyReviewed'], ['drafter', '甲'], ['approver', '乙']] as const;
const PHOTO = { field: 'files', name: '现场.png', bytes: PIXEL };

async function form(browser: Browser, url = FORM): Promise<(readonly [string, string])[]> {
  const { text, status } = await browser.get(url);
  expect(status).toBe(200);
  return [['csrf', hidden(text, 'csrf')], ['request', hidden(text, 'request')]];
}

describe('the way in', () => {
  test('a letter has a personal link; opening it, however often, acts on nothing; its button lets in', async () => {
    const token = await portal.linkTo('mot@departments.test');
    const scanner = new Browser(portal.app);
    for (let times = 0; times < 3; times += 1) {
      const opened = await scanner.get(`/l/${token}`);
      expect(opened.status).toBe(200);
      expect(opened.headers['set-cookie']).toBeUndefined();
    }
    expect((await scanner.send('HEAD', `/l/${token}`)).status).toBe(200);
    const person = new Browser(portal.app);
    const { text } = await person.get(`/l/${token}`);
    const entered = await person.post('/enter', { token: hidden(text, 'token') });
    expect(entered.to).toBe('/units/mot');
    expect(entered.headers['set-cookie']).toMatch(/^__Host-session=[\w.-]+; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/);
    const page = await person.get('/units/mot');
    expect(page.headers).toMatchObject({
      'content-security-policy': "default-src 'none';style-src 'self';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
      'strict-transport-security': 'max-age=31536000', 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cache-control': 'private, no-cache',
    });
    expect(page.text).not.toMatch(/<script|\son\w+=|style="/);
    expect(page.text).toContain('10月18日（周五）17:00前');
    expect(page.text).toContain('还有 16 个工作日');
    expect(page.text).toContain('交通运输部');
  });

  test.each([
    ['tampered', (token: string) => `${token.slice(0, -2)}xx`, 404, '此链接无法识别'],
    ['cut short', (token: string) => token.slice(0, 40), 404, '此链接无法识别'],
    ['another secret', () => 'WzEsImMiLCJtb3QiLCJjb250YWN0IiwxLDk5OTk5OTk5OTksIngiLCJ5Il0.AAAAAAAAAAAAAAAAAAAAAA', 404, '此链接无法识别'],
  ])('%s: not a way in, and it says what to do', async (_, change, status, title) => {
    const token = change(await portal.linkTo('mot@departments.test'));
    const got = await new Browser(portal.app).get(`/l/${token}`);
    expect(got.status).toBe(status);
    expect(got.text).toContain(title);
    expect((await new Browser(portal.app).post('/enter', { token })).status).toBe(status);
  });

  test('expired after sixty days; a new one goes to the mailbox that is registered, not to who asks', async () => {
    const token = signLink(portal.keys, { campaign: portal.world.campaign, unit: 'samr', role: 'contact' }, 'zf@samr.test', Date.now() - 61 * 86_400_000);
    const browser = new Browser(portal.app);
    const { status, text } = await browser.get(`/l/${token}`);
    expect(status).toBe(410);
    expect(text).toContain('此链接已过期');
    const before = portal.world.sink.to('zf@samr.test').length;
    expect((await browser.post('/new-link', { token })).text).toContain('如该邮箱是登记的联络员邮箱');
    const fresh = await portal.linkTo('zf@samr.test', before);
    expect((await browser.post('/enter', { token: fresh })).to).toBe('/units/samr');
  });

  test('asking by mailbox answers the same whether it is known or not; and is limited', async () => {
    const app = await portal.another();
    const browser = new Browser(app);
    const before = portal.world.sink.to('jinan@regions.test').length;
    const unknown = await browser.post('/new-link', { mail: 'nobody@regions.test' });
    const known = await browser.post('/new-link', { mail: 'Jinan@regions.test' });
    expect(known.text).toBe(unknown.text);
    const token = await portal.linkTo('jinan@regions.test', before);
    expect((await browser.post('/enter', { token })).to).toBe('/units/sd.jinan');
    for (let times = 0; times < 4; times += 1) await browser.post('/new-link', { mail: 'nobody@regions.test' });
    expect((await browser.post('/new-link', { mail: 'nobody@regions.test' })).status).toBe(429);
  });

  test('the organiser stops a unit\'s links: sessions end, letters from then on let in again', async () => {
    const { world } = portal;
    const browser = await portal.enter('sd');
    expect((await browser.get('/units/sd')).status).toBe(200);
    await world.campaigns.revokeLinks(world.campaign, { unit: 'sd' });
    const stopped = await browser.get('/units/sd');
    expect(stopped.status).toBe(403);
    expect(stopped.text).toContain('此链接已停用');
    expect(browser.cookies.size).toBe(0);
    expect((await (await portal.enter('sd')).get('/units/sd')).status).toBe(200);
  });
});

test('who signs out is out, with a copy of the cookie too, at every portal; so is a session when another begins', async () => {
  const copyOf = async ({ cookies }: Browser): Promise<Browser> => {
    const copy = new Browser(await portal.another());
    for (const [name, value] of cookies) copy.cookies.set(name, value);
    return copy;
  };
  const browser = await portal.enter('mot');
  const first = await copyOf(browser);
  expect((await first.get('/units/mot')).status).toBe(200);
  await browser.post('/enter', { token: await portal.linkTo('mot@departments.test') });
  expect((await first.get('/units/mot')).status).toBe(401);
  const second = await copyOf(browser);
  const left = await browser.post('/leave', { csrf: hidden((await browser.get('/units/mot')).text, 'csrf') });
  expect(left.headers['clear-site-data']).toBe('"cache", "storage"');
  expect(browser.cookies.size).toBe(0);
  expect((await second.get('/units/mot')).status).toBe(401);
});

describe('a report', () => {
  test('what is missing is said beside its field, nothing typed or uploaded is lost, then the receipt', async () => {
    const browser = await portal.enter('mot');
    const bare = await browser.upload(FORM, [...await form(browser), ['narrative', '太短'], ['do', 'submit']], [PHOTO, { field: 'files', name: '坏.pdf', bytes: Buffer.from('x') }]);
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('“坏.pdf”的内容与扩展名 pdf 不符');
    expect(bare.text).toContain('太短</textarea>');
    expect(bare.text).toContain('现场.png');
    const keep = hidden(bare.text, 'keep') || /name="keep" type="checkbox" value="([^"]+)"/.exec(bare.text)?.[1] || '';
    const asked = await browser.upload(FORM, [...await form(browser), ['narrative', '太短'], ['keep', keep], ['do', 'submit']]);
    expect(asked.text).toContain('文字材料应有10字，现有2字');
    expect(asked.text).toContain('缺少数据“检查家次”（没有请填 0）');
    expect(asked.text).not.toContain('图片应有');
    expect(asked.text).toContain('name="do" value="anyway"');
    const done = await browser.upload(FORM, [...await form(browser), ...FILLED, ['keep', keep], ['do', 'submit']]);
    expect(done.to).toBe('/units/mot/tasks/summary/versions/1?fresh=1');
    const receipt = await browser.get(done.to);
    expect(receipt.text).toMatch(/回执号<\/dt><dd class="number">[0-9A-F]{4}-[0-9A-F]{4}</);
    expect(receipt.text).toContain('1200');
    const file = await browser.get('/units/mot/tasks/summary/versions/1/files/1');
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(file.headers['content-type']).toBe('application/octet-stream');
    expect((await browser.get('/units/mot')).text).toContain('已收到，待审核');
  });

  test('a double click is one report, also at two portals; a changed form is another', async () => {
    const browser = await portal.enter('sd.jinan');
    const url = '/units/sd.jinan/tasks/summary/report';
    const other = new Browser(await portal.another());
    for (const [name, value] of browser.cookies) other.cookies.set(name, value);
    const fields = [...await form(browser, url), ...FILLED] as const;
    const both = await Promise.all([browser, other].map((each) => each.upload(url, [...fields, ['do', 'anyway']], [PHOTO])));
    expect(both.map(({ to }) => to)).toEqual(Array(2).fill('/units/sd.jinan/tasks/summary/versions/1?fresh=1'));
    const again = await browser.upload(url, [...fields, ['do', 'anyway']], [PHOTO]);
    expect(again.to).toContain('/versions/1?');
    const changed = await browser.upload(url, [...fields, ['documentNumber', '鲁市监〔2024〕1号'], ['do', 'anyway']], [PHOTO]);
    expect(changed.to).toContain('/versions/2?');
  });

  test('the same form with wrong values comes back with every mistake', async () => {
    const browser = await portal.enter('samr');
    const url = '/units/samr/tasks/summary/report';
    const got = await browser.upload(url, [...await form(browser, url), ['figures.检查家次', '约十家'], ['links', 'www.samr.gov.cn'], ['case.title', ''], ['case.text', '内容'], ['drafter', '甲'], ['approver', ''], ['do', 'anyway']]);
    expect(got.status).toBe(422);
    for (const sentence of ['请只填阿拉伯数字', '不是网址', '第 1 个案例没有标题', '拟稿人和审签人请一并填写']) expect(got.text).toContain(sentence);
    expect(got.text).toContain('value="约十家"');
    const draft = await browser.get(url);
    expect(draft.text).toContain('value="约十家"');
    expect((await browser.get('/units/samr')).text).toContain('有未提交的草稿');
  });

  test('nil needs no reason; returned comes back with the reviewer\'s words; withdrawn is open again', async () => {
    const { world } = portal;
    const browser = await portal.enter('sd');
    const url = '/units/sd/tasks/summary/report';
    await browser.upload(url, [...await form(browser, url), ['nil', 'on'], ['do', 'submit']]);
    await world.campaigns.review(world.campaign, { unit: 'sd', task: 'summary', accept: false, text: '请补充<参与人数>。', due: '2024-10-22' });
    const page = await browser.get('/units/sd/tasks/summary');
    expect(page.text).toContain('请补充&lt;参与人数&gt;。');
    expect(page.text).toContain('10月22日（周二）17:30前');
    await browser.upload(url, [...await form(browser, url), ...FILLED, ['do', 'anyway']]);
    const csrf = hidden((await browser.get('/units/sd/tasks/summary')).text, 'csrf');
    expect((await browser.post('/units/sd/tasks/summary/withdraw', { csrf })).to).toBe('/units/sd/tasks/summary?done=withdrawn');
    const again = await browser.get(url);
    expect(again.text).toContain('开展了“质量月”系列活动');
  });

  test('while no worker answers the form comes back, and sending it again is the same report', async () => {
    const browser = await portal.enter('samr');
    const url = '/units/samr/tasks/summary/report';
    const away = new Browser(await portal.another({ campaigns: { ...portal.deps.campaigns, report: () => Promise.reject(new TemporalUnavailable('away')) } }));
    for (const [name, value] of browser.cookies) away.cookies.set(name, value);
    const fields = [...await form(browser, url), ...FILLED, ['do', 'anyway']] as const;
    const failed = await away.upload(url, fields);
    expect(failed.status).toBe(503);
    expect(failed.text).toContain('还没有确认受理');
    const draft = await browser.get(url);
    for (const { text } of [failed, draft]) expect(text).toContain('开展了“质量月”系列活动');
    expect(hidden(draft.text, 'request')).toBe(fields[1][1]);
    expect((await browser.upload(url, fields, [PHOTO])).to).toContain('/versions/1?');
  });
});

describe('what else a contact does', () => {
  test('asks for an extension; what is refused is said beside the field', async () => {
    const browser = await portal.enter('sd');
    const url = '/units/sd/tasks/summary/extension';
    const csrf = hidden((await browser.get(url)).text, 'csrf');
    const weekend = await browser.post(url, { csrf, until: '2024-10-26', why: '<b>忙</b>' });
    expect(weekend.status).toBe(422);
    expect(weekend.text).toContain('不是工作日');
    expect(weekend.text).toContain('&lt;b&gt;忙&lt;/b&gt;</textarea>');
    expect((await browser.post(url, { csrf, until: '2024-10-25', why: '' })).to).toContain('?done=asked');
    expect((await browser.get('/units/sd/tasks/summary')).text).toContain('已申请延期到10月25日（周五）17:30，待组织方答复');
  });

  test('acknowledges, then delegates: the old mailbox is out, the new one gets its own letter', async () => {
    const browser = await portal.enter('sd');
    const csrf = hidden((await browser.get('/units/sd')).text, 'csrf');
    expect((await browser.post('/units/sd/acknowledge', { csrf })).to).toContain('done=acknowledged');
    const wrong = await browser.post('/units/sd/delegate', { csrf, role: '李四', phone: '', mail: 'nobody' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('不是电子邮件地址');
    expect(wrong.text).toContain('value="李四"');
    const colleague = await portal.enter('sd');
    expect((await browser.post('/units/sd/delegate', { csrf, role: '李四', phone: '0531-1', mail: 'lisi@regions.test' })).text).toContain('已转办');
    expect((await colleague.get('/units/sd')).status).toBe(403);
    expect((await new Browser(portal.app).post('/new-link', { mail: 'lisi@regions.test' })).status).toBe(200);
    const token = await portal.linkTo('lisi@regions.test');
    const next = new Browser(portal.app);
    expect((await next.post('/enter', { token })).to).toBe('/units/sd');
    expect((await next.get('/units/sd')).text).toContain('lisi@regions.test');
  });
});

accessRules(() => portal);

test('the log has routes, roles and units; no token, name, address or word', async () => {
  const lines = portal.logged.join('\n');
  expect(lines).toContain('"route":"/l/:token"');
  expect(lines).toContain('"unit":"mot"');
  for (const secret of ['regions.test', '李四', '系列活动', '现场', '127.0.0.1', await portal.linkTo('mot@departments.test')]) expect(lines).not.toContain(secret);
});
