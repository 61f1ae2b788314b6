import { afterAll, beforeAll, expect, test } from 'vitest';
import { asWho } from '../portal/accessTable.ts';
import { type Browser, hidden } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { eventually } from '../../workflows/harness.ts';

const NOW = '2024-09-20T10:00:00+08:00';
let portal: PortalWorld;
let office: Browser;
let text: string;

beforeAll(async () => {
  portal = await createPortalWorld(NOW);
  office = await asWho(portal, 'office');
  text = portal.world.files[0]?.text ?? '';
});
afterAll(() => portal.end());

const PAGE = '/organiser/plan';
const revision = async () => (await portal.world.campaigns.plan(portal.world.campaign)).revision;
const seenOn = (page: string): string => hidden(page, 'seen');

async function send(source: string, press: string, more: readonly (readonly [string, string])[] = []) {
  const page = await office.get(PAGE);
  return office.upload(PAGE, [['csrf', hidden(page.text, 'csrf')], ['name', 'campaign.yaml'], ['text', source.replaceAll('\n', '\r\n')], ...more, ['do', press]]);
}

test('begins with the definition as it stands', async () => {
  const page = await office.get(PAGE);
  expect(page.text).toContain('<label for="f-text-0">campaign.yaml</label>');
  expect(page.text).toContain('title: 2024年全国“质量月”活动');
});

test('a definition with mistakes: each with its file, line and remedy; what was typed is kept, nothing happens', async () => {
  const got = await send(text.replace('due: 2024-10-18 17:00', 'due: 2024-10-20 17:00'), 'preview');
  expect(got.status).toBe(422);
  expect(got.text).toMatch(/campaign\.yaml 第 \d+ 行第 \d+ 列/);
  expect(got.text).toContain('<th scope="col">办法</th>');
  expect(got.text).toContain('due: 2024-10-20 17:00');
  expect(await revision()).toBe(portal.world.compiled.plan.revision);
});

test('what is no YAML file, or not UTF-8, is said beside the upload', async () => {
  const { text: page } = await office.get(PAGE);
  const got = await office.upload(PAGE, [['csrf', hidden(page, 'csrf')], ['do', 'preview']], [
    { field: 'files', name: '定义.zip', bytes: Buffer.from('PK') }, { field: 'files', name: 'campaign.yaml', bytes: Buffer.from([0xc3, 0x28]) },
  ]);
  expect(got.status).toBe(422);
  expect(got.text).toContain('“定义.zip”不是 YAML 文件');
  expect(got.text).toContain('“campaign.yaml”不是 UTF-8 编码');
});

test('an uploaded file replaces the text of its name; the preview names everything that moves and changes nothing', async () => {
  const { text: page } = await office.get(PAGE);
  const bytes = Buffer.from(text.replace('due: 2024-10-18 17:00', 'due: 2024-10-21 17:00'));
  const got = await office.upload(PAGE, [['csrf', hidden(page, 'csrf')], ['name', 'campaign.yaml'], ['text', text], ['do', 'preview']], [{ field: 'files', name: 'campaign.yaml', bytes }]);
  expect(got.status).toBe(200);
  expect(got.text).toContain('期限移动');
  expect(got.text).toContain('mot/summary：10月18日（周五）17:00 → 10月21日（周一）17:00');
  expect(got.text).toContain('执行变更');
  expect(await revision()).toBe(portal.world.compiled.plan.revision);
});

test('what was seen is what is done: if something changed meanwhile there is a new preview; then it is done once, however often it is pressed', async () => {
  const { campaigns, campaign } = portal.world;
  const wanted = text.replace('due: 2024-10-18 17:00', 'due: 2024-10-21 17:00');
  const seen = seenOn((await send(wanted, 'preview')).text);
  await campaigns.exempt(campaign, { unit: 'mot', task: 'summary' });
  const stale = await eventually(async () => {
    const got = await send(wanted, 'confirm', [['seen', seen], ['request', 'one']]);
    expect(got.status).toBe(422);
    return got;
  });
  expect(stale.text).toContain('预览之后情况有变化，没有执行');
  expect(stale.text).not.toContain('mot/summary：10月18日');
  expect(await revision()).toBe(portal.world.compiled.plan.revision);
  const confirm = () => send(wanted, 'confirm', [['seen', seenOn(stale.text)], ['request', 'two']]);
  const both = await Promise.all([confirm(), confirm()]);
  for (const { to } of both) expect(to).toMatch(/^\/organiser\/plan\?done=(amended|same|accepted)$/);
  await eventually(async () => { expect(await revision()).toBe(portal.world.compiled.plan.revision + 1); });
  expect((await portal.world.journal()).filter(({ fact }) => fact === 'planAmended')).toHaveLength(1);
  expect((await send(wanted, 'confirm', [['seen', seenOn(stale.text)], ['request', 'two']])).to).toBe('/organiser/plan?done=same');
});

test('what speaks against an amendment is said, with the text kept', async () => {
  const got = await send(text.replace('summarisation: 2024-10-08, close: 2024-11-01', 'summarisation: 2024-10-08, close: 2024-11-04').replace(/id: c-[0-9a-f]+/, 'id: another'), 'preview');
  expect(got.status).toBe(422);
  expect(got.text).toContain('role="alert"');
  expect(got.text).toContain('id: another');
});

test('通知 is issued once, with its number; 宣传材料 needs a text, said beside its field, and a real address', async () => {
  const page = await office.get('/organiser/notice');
  expect(page.text).toContain('会签单位均已同意，可以印发。');
  const form = { csrf: hidden(page.text, 'csrf'), request: hidden(page.text, 'request') };
  await Promise.all([1, 2].map(() => office.post('/organiser/notice', { ...form, what: 'notice', documentNumber: '国市监质发〔2024〕1号', text: '' })));
  expect((await portal.world.journal()).filter(({ fact }) => fact === 'noticeIssued')).toHaveLength(1);
  expect((await office.get('/organiser/notice')).text).toContain('通知已经印发。');
  expect((await office.post('/organiser/notice', { ...form, what: 'announce', text: '', link: '' })).text).toMatch(/id="f-announce-text-r">宣传材料不能为空/);
  const bad = await office.post('/organiser/notice', { ...form, what: 'announce', text: '海报', link: 'poster' });
  expect(bad.text).toContain('链接“poster”不是网址');
  expect((await office.post('/organiser/notice', { ...form, what: 'announce', text: '海报', link: 'https://www.samr.gov.cn/zlfzj/' })).to).toBe('/organiser/notice?done=announce');
});
