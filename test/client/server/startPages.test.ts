import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCampaigns } from '../../../activities/store/campaignStore.ts';
import { asWho } from '../portal/accessTable.ts';
import { Browser, hidden } from '../portal/browser.ts';
import { nextCampaign } from '../portal/nextCampaign.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { eventually } from '../../workflows/harness.ts';

const PAGE = '/organiser/start';
let portal: PortalWorld;
let office: Browser;
let old: string;
let id: string;

beforeAll(async () => {
  portal = await createPortalWorld('2024-09-20T10:00:00+08:00');
  office = await asWho(portal, 'office');
  old = portal.world.files[0]?.text ?? '';
  id = `${portal.world.campaign}-next`;
});
afterAll(async () => {
  const { world } = portal;
  for (const line of ['', '.mot', '.sd', '.samr', '.organiser']) await world.client.workflow.getHandle(`${id}${line}`).terminate().catch(() => undefined);
  await portal.end();
});

const next = (): string => nextCampaign(old, id);

async function send(source: string, press: string, more: readonly (readonly [string, string])[] = []) {
  const page = await office.get(PAGE);
  return office.upload(PAGE, [['csrf', hidden(page.text, 'csrf')], ['name', 'campaign.yaml'], ['text', source], ...more, ['do', press]]);
}
const mails = () => portal.world.sink.to('office34@samr.test');

test('begins with this campaign’s own definition as a draft; as it is, it is refused: its id is taken, which is all that happens', async () => {
  expect((await office.get(PAGE)).text).toContain('title: 2024年全国“质量月”活动');
  const got = await send(old, 'check');
  expect(got.status).toBe(422);
  expect(got.text).toContain(`活动标识 ${portal.world.campaign} 已经用过`);
  expect(got.text).toContain('title: 2024年全国“质量月”活动');
});

test('mistakes are listed with their places and remedies; a month that is over is refused in words without commands', async () => {
  const wrong = await send(next().replace('theme:', 'thema:'), 'check');
  expect(wrong.status).toBe(422);
  expect(wrong.text).toMatch(/campaign\.yaml 第 3 行第 \d+ 列/);
  const over = await send(old.replace(/^id: .*$/m, `id: ${id}`), 'check');
  expect(over.status).toBe(422);
  expect(over.text).toContain('已于2024年11月1日截止报送');
  expect(over.text).toContain('请把定义中的日期改到今后。</div>');
});

test('then everything that would happen is shown, by day with counts, and each letter as it will leave; nothing has started', async () => {
  const { status, text } = await send(next(), 'check');
  expect(status).toBe(200);
  expect(text).toContain('2034年全国“质量月”活动');
  expect(text).toMatch(/共发函件 <strong>\d+<\/strong> 封/);
  expect(text).toMatch(/<summary>2034年9月11日（周一）\u30004 封<\/summary>/);
  const [, number = ''] = /value="(letter-\d+)" formtarget="_blank">布置函<\/button><\/td><td>山东省</.exec(text) ?? [];
  const letter = await send(next(), number);
  expect(letter.text).toContain('<h1>布置函：山东省</h1>');
  expect(letter.text).toContain('sd@regions.test');
  expect(letter.text).toMatch(/<iframe class="letter" srcdoc="[^"]*10月6日[^"]*" sandbox/);
  expect(letter.headers['content-security-policy']).not.toContain('script');
  const numbers = [...text.matchAll(/value="(letter-\d+)"/g)].map(([, each = '']) => each);
  for (const each of [numbers[0], numbers.at(-1)]) expect((await send(next(), each ?? '')).status).toBe(200);
  expect((await send(next(), 'letter-99999')).status).toBe(404);
  expect(await listCampaigns(portal.world.store)).toEqual([portal.world.campaign]);
  expect(mails()).toEqual([]);
});

test('what starts is what was seen: a text changed since is shown anew; two clicks at once start one campaign, and its office gets one link that opens it', async () => {
  const seen = hidden((await send(next(), 'check')).text, 'seen');
  const changed = await send(next().replace('共建质量强国', '建设质量强国'), 'start', [['seen', seen]]);
  expect(changed.status).toBe(422);
  expect(changed.text).toContain('与核对时看到的不同，没有启动');
  expect(await listCampaigns(portal.world.store)).not.toContain(id);

  const press = () => send(next(), 'start', [['seen', seen]]);
  const both = await Promise.all([press(), press()]);
  expect(both.map(({ to }) => to).sort()).toEqual(['again', 'sent'].map((mail) => `${PAGE}?done=${id}&mail=${mail}`));
  expect((await press()).to).toBe(`${PAGE}?done=${id}&mail=again`);
  expect((await office.get(`${PAGE}?done=${id}&mail=sent`)).text).toContain(`活动 ${id} 已启动，此后按日程自动发函。工作台链接已发到其定义中的办公室邮箱。`);
  expect((await office.get(`${PAGE}?done=nothing&mail=sent`)).text).not.toContain('已启动');

  const [mail] = await eventually(() => {
    expect(mails()).toHaveLength(1);
    return mails();
  });
  const token = /\/l\/([\w.-]+)/.exec((await simpleParser(mail?.raw ?? '')).text ?? '')?.[1] ?? '';
  const theirs = new Browser(portal.app);
  expect((await theirs.post('/enter', { token })).to).toBe('/organiser');
  await eventually(async () => { expect((await theirs.get('/organiser/plan')).text).toContain('2034年全国“质量月”活动'); });
  // Its own id is taken now; and the campaign that was there goes on.
  expect((await send(next(), 'check')).text).toContain(`活动标识 ${id} 已经用过`);
  expect((await portal.world.campaigns.status(portal.world.campaign)).campaign).toBe(portal.world.campaign);
});

test('in a rehearsal nothing real is started', async () => {
  const browser = new Browser(await portal.another({ rehearsal: true }));
  for (const [name, value] of office.cookies) browser.cookies.set(name, value);
  const csrf = hidden((await browser.get(PAGE)).text, 'csrf');
  const got = await browser.upload(PAGE, [['csrf', csrf], ['name', 'campaign.yaml'], ['text', next().replace(id, `${id}-2`)], ['do', 'check']]);
  expect(got.text).toContain('这里是演练，不能启动正式活动。');
});
