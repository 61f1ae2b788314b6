import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMarker } from '../../../activities/store/campaignStore.ts';
import { asWho } from '../portal/accessTable.ts';
import { type Browser, hidden } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { eventually } from '../../workflows/harness.ts';

/** The working day before the assignments leave. */
const NOW = '2024-09-20T10:00:00+08:00';
let portal: PortalWorld;
let office: Browser;

beforeAll(async () => {
  portal = await createPortalWorld(NOW);
  office = await asWho(portal, 'office');
});
afterAll(() => portal.end());

/** The list, once every line has told what is ahead of it. */
async function listed(): Promise<string> {
  return eventually(async () => {
    const { text } = await office.get('/organiser/letters');
    for (const name of ['交通运输部', '山东省', '济南市市场监管局', '执法稽查局']) if (!text.includes(name)) throw new Error(`${name} has not told yet`);
    return text;
  });
}

const letterOf = (text: string, unit: string): string => new RegExp(`/organiser/letters/(\\d{4}-${unit.replace('.', '\\.')})"`).exec(text)?.[1] ?? '';

test('each letter ahead is looked at as it will leave: recipient, subject, attachments, its text in a frame where nothing acts', async () => {
  await portal.world.campaigns.delegate(portal.world.campaign, { unit: 'mot', contact: { mail: 'zhaoliu@departments.test', role: '赵六' } });
  const id = letterOf(await listed(), 'mot');
  const { text, headers } = await office.get(`/organiser/letters/${id}`);
  expect(text).toContain('<h1>布置函：交通运输部</h1>');
  expect(text).toContain('zhaoliu@departments.test');
  expect(text).toMatch(/<dt>主题<\/dt><dd><strong>[^<]*活动总结/);
  expect(headers['content-security-policy']).toContain("frame-src 'self'");
  expect(headers['content-security-policy']).not.toContain('script');
  const mail = await office.get(`/organiser/letters/${id}/mail`);
  expect(mail.text).toContain('商请');
  expect(mail.text).toContain('10月18日');
  expect(mail.text).toContain('/l/sample');
  expect(mail.headers).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'content-security-policy': expect.stringMatching(/sandbox$/) as unknown });
});

test('a letter that is not ahead, because it left or never was: said in words that lead on, with nothing to strike', async () => {
  const { status, text } = await office.get('/organiser/letters/0901-mot');
  expect(status).toBe(404);
  expect(text).toContain('没有待发的这封函件：可能已经发出');
  expect(text).toContain('href="/organiser/units/mot"');
  expect(text).not.toContain('撤下这封函件');
  expect((await office.get('/organiser/units/nobody')).text).toContain('请返回工作台重新查找');
});

test('撤下: needs a reason, said beside its field; a double click strikes once; 恢复 takes it back', async () => {
  const { campaigns, campaign } = portal.world;
  const id = letterOf(await listed(), 'sd.jinan');
  const url = `/organiser/letters/${id}`;
  const page = await office.get(url);
  const form = { csrf: hidden(page.text, 'csrf'), request: hidden(page.text, 'request'), strike: 'yes' };
  const bare = await office.post(url, { ...form, why: '  ' });
  expect(bare.status).toBe(422);
  expect(bare.text).toMatch(/class="remark" id="f-why-r">撤下的理由不能为空/);
  for (let times = 0; times < 2; times += 1) expect((await office.post(url, { ...form, why: '名称有误，改后再发' })).to).toBe('/organiser/letters?done=struck');
  const isStruck = async () => (await campaigns.lettersAhead(campaign)).letters.find((each) => each.id === id)?.struck;
  expect(await isStruck()).toBe(true);
  expect(await listed()).toContain('已撤下');
  const struck = await office.get(url);
  expect(struck.text).toContain('名称有误，改后再发');
  const other = await office.post(url, { ...form, request: 'another', why: '再撤一次' });
  expect(other.status).toBe(422);
  expect(other.text).toContain('需要发出的，请用“恢复发出”');
  const back = { csrf: form.csrf, request: hidden(struck.text, 'request'), strike: 'no' };
  for (let times = 0; times < 2; times += 1) expect((await office.post(url, back)).to).toBe('/organiser/letters?done=lifted');
  expect(await isStruck()).toBe(false);
});

test('暂停全部发函 bites at once and says so on the page, until it is ended', async () => {
  const { store, campaign } = portal.world;
  const csrf = hidden(await listed(), 'csrf');
  expect((await office.post('/organiser/letters', { csrf, hold: 'yes' })).to).toBe('/organiser/letters?done=held');
  expect(await readMarker(store, campaign)).toBe('held');
  expect(await listed()).toContain('现已暂停全部发函');
  expect((await office.post('/organiser/letters', { csrf, hold: 'no' })).to).toBe('/organiser/letters?done=unheld');
  expect(await readMarker(store, campaign)).toBe('running');
});

test('who may only look sees letters, and no form to strike or hold', async () => {
  const head = await asWho(portal, 'head');
  const { text } = await head.get('/organiser/letters');
  expect(text).toContain('拟发');
  expect(text).not.toContain('暂停全部发函');
  const letter = await head.get(`/organiser/letters/${letterOf(text, 'sd')}`);
  expect(letter.text).toContain('<iframe');
  expect(letter.text).not.toContain('撤下这封函件');
});
