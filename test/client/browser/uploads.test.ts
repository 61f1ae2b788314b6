import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signLink, urlOfLink } from '../../../activities/links/link.ts';
import { type RunningPortal, startPortal } from '../../../client/portal/portal.ts';
import { freePorts } from '../../../workers/local/ports.ts';
import { becomes } from '../../workflows/harness.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { type Proxy, openProxy } from './proxy.ts';

const MB = 1024 ** 2;
const FILM = Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('mp42\0\0\0\0mp42isom'), Buffer.alloc(24 * MB, 'film')]);
const MAILS: Readonly<Record<string, string>> = { mot: 'mot@departments.test', sd: 'sd@regions.test', samr: 'zf@samr.test' };

let world: PortalWorld;
let portal: RunningPortal;
let proxy: Proxy;
let browser: Browser;
let film: string;

beforeAll(async () => {
  world = await createPortalWorld('2024-10-11T09:30:00+08:00');
  const [port = 0] = await freePorts(1);
  proxy = await openProxy(() => port);
  portal = await startPortal({
    client: world.world.client, campaigns: world.world.campaigns, store: world.world.store, keys: world.keys, uploadsFolder: join(world.world.dataDir, 'uploads'), host: '127.0.0.1', port,
    url: `http://127.0.0.1:${String(proxy.port)}`, rehearsal: false, log: () => undefined,
  });
  browser = await playwright.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'], headless: true });
  film = join(world.world.dataDir, '现场.mp4');
  await writeFile(film, FILM);
});
afterAll(async () => {
  await browser.close();
  await proxy.close();
  await portal.close();
  await world.end();
});

const linkOf = (unit: string): string => urlOfLink(portal.url, signLink(world.keys, { campaign: world.world.campaign, unit, role: 'contact' }, MAILS[unit] ?? '', Date.now()));

/** The form of a unit's summary, in a window of its own. */
async function form(unit: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  page.on('dialog', (dialog) => { void dialog.accept(); });
  await page.goto(linkOf(unit));
  await page.getByRole('button', { name: '进入填报' }).click();
  await page.goto(`${portal.url}/units/${unit}/tasks/summary/report`);
  return page;
}

async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  expect(await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))')).toEqual([]);
}

/** The report is handed in, and the film is in it byte by byte. */
async function handIn(page: Page, unit: string): Promise<void> {
  await page.getByLabel('情况说明').fill('见视频。');
  await page.getByRole('button', { name: /^提交/ }).click();
  await page.getByText('回执号').or(page.getByRole('button', { name: '仍然提交' })).first().waitFor();
  if (!page.url().includes('/versions/')) await page.getByRole('button', { name: '仍然提交' }).click();
  await page.getByText('回执号').waitFor();
  const got = await page.request.get(`${portal.url}/units/${unit}/tasks/summary/versions/1/files/1`);
  expect((await got.body()).equals(FILM)).toBe(true);
}

test('an upload survives a line that is cut half way: it says so, tries again, and sends nothing twice', async () => {
  const page = await form('mot');
  const before = proxy.sent();
  proxy.hangAfter(8 * MB);
  await page.getByLabel('选择文件').setInputFiles(film);
  await becomes('8 MB are sent', () => proxy.sent() - before >= 8 * MB);
  const bar = page.getByRole('progressbar', { name: '上传 现场.mp4' });
  await becomes('the bar moves', async () => Number(await bar.getAttribute('value')) > 0);
  await page.getByRole('button', { name: /^提交/ }).click();
  await page.getByText('还有文件没有传完，尚未提交。').waitFor();
  await accessible(page);
  proxy.cut();
  await page.getByText('网络中断，正在重试…').first().waitFor();
  proxy.mend();
  await page.getByRole('checkbox', { name: /现场\.mp4/ }).waitFor();
  expect(await page.getByRole('checkbox', { name: /现场\.mp4/ }).isChecked()).toBe(true);
  expect(proxy.sent() - before).toBeLessThan(FILM.length + 4 * MB);
  await page.getByText(/已自动保存/).waitFor();
  await accessible(page);
  await handIn(page, 'mot');
  await page.context().close();
});

test('an upload survives a reload: the page tells of it, and the same file goes on where it was', async () => {
  const page = await form('sd');
  const before = proxy.sent();
  await page.getByLabel('情况说明').fill('写了一半');
  await page.getByText(/^已自动保存/).waitFor();
  proxy.hangAfter(10 * MB);
  await page.getByLabel('选择文件').setInputFiles(film);
  await becomes('10 MB are sent', () => proxy.sent() - before >= 10 * MB);
  proxy.cut();
  proxy.mend();
  await page.reload();
  expect(await page.getByLabel('情况说明').inputValue()).toBe('写了一半');
  await page.getByText('上次没有传完（共 24 MB）').waitFor();
  await accessible(page);
  await page.getByLabel('选择文件').setInputFiles(film);
  await page.getByRole('checkbox', { name: /现场\.mp4/ }).waitFor();
  expect(proxy.sent() - before).toBeLessThan(FILM.length + 8 * MB);
  await handIn(page, 'sd');
  await page.context().close();
});

test('a session that ends meanwhile keeps what was sent: opened again in another window, the upload goes on', async () => {
  const page = await form('samr');
  const context = page.context();
  const before = proxy.sent();
  proxy.hangAfter(10 * MB);
  await page.getByLabel('选择文件').setInputFiles(film);
  await becomes('10 MB are sent', () => proxy.sent() - before >= 10 * MB);
  await context.clearCookies();
  proxy.cut();
  proxy.mend();
  await page.getByText('登录已过期，进度已保留。').first().waitFor();
  const other = await context.newPage();
  await other.goto(linkOf('samr'));
  await other.getByRole('button', { name: '进入填报' }).click();
  await other.waitForURL('**/units/samr');
  await page.getByRole('button', { name: '继续：现场.mp4' }).click();
  await page.getByRole('checkbox', { name: /现场\.mp4/ }).waitFor();
  // Less than the 10 MB once more: what was on the line when it was cut.
  expect(proxy.sent() - before).toBeLessThan(FILM.length + 8 * MB);
  await page.getByText(/^已自动保存/).waitFor();
  await page.getByRole('checkbox', { name: /现场\.mp4/ }).uncheck();
  await page.getByRole('button', { name: '保存草稿' }).last().click();
  await page.getByText('草稿已保存').waitFor();
  expect(await page.getByRole('checkbox', { name: /现场\.mp4/ }).count()).toBe(0);
  await context.close();
});

test('refused, cancelled, shown: each file says what became of it', async () => {
  const page = await form('samr');
  const [fake, photo] = ['假.mp4', '现场.jpg'].map((name) => join(world.world.dataDir, name));
  await writeFile(fake!, Buffer.from('%PDF-1.7\n'));
  await writeFile(photo!, await sharp({ create: { width: 800, height: 600, channels: 3, background: '#2c6b3f' } }).jpeg().toBuffer());
  await page.getByLabel('选择文件').setInputFiles([fake!, photo!]);
  await page.getByText('“假.mp4”的内容与扩展名 mp4 不符').first().waitFor();
  await page.getByRole('checkbox', { name: /现场\.jpg/ }).waitFor();
  await becomes('the picture is seen', async () => await page.evaluate('document.querySelector("#kept img").naturalWidth') === 320);
  await page.getByRole('button', { name: '知道了：假.mp4' }).click();
  expect(await page.locator('#uploads li').count()).toBe(0);
  proxy.hangAfter(4 * MB);
  await page.getByLabel('选择文件').setInputFiles(film);
  await page.getByRole('progressbar').waitFor();
  proxy.cut();
  proxy.mend();
  await page.getByRole('button', { name: '取消：现场.mp4' }).click();
  await page.getByText('已取消上传：现场.mp4').waitFor();
  await page.reload();
  expect(await page.getByText('上次没有传完').count()).toBe(0);
  expect(await page.getByRole('checkbox', { name: /现场\.jpg/ }).isChecked()).toBe(true); // the draft was kept with it
  await page.context().close();
});

test('what is typed is kept without a word; away and back it is there; a failed save is said and made up for', async () => {
  const page = await form('samr');
  await page.getByLabel('情况说明').fill('第一稿');
  await page.getByText(/^已自动保存 \d\d:\d\d$/).waitFor();
  proxy.cut();
  await page.getByLabel('情况说明').fill('第二稿');
  await page.getByText('未能自动保存，所填内容仍在本页，稍后再试。').waitFor();
  proxy.mend();
  await page.getByText(/^已自动保存 \d\d:\d\d$/).waitFor();
  await page.getByLabel('情况说明').fill('第三稿');
  await page.goto(`${portal.url}/units/samr`); // within the three seconds of rest
  await becomes('kept on leaving', async () => {
    await page.goto(`${portal.url}/units/samr/tasks/summary/report`);
    return await page.getByLabel('情况说明').inputValue() === '第三稿';
  });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('情况说明').fill('别的窗口');
  await other.getByText(/^已自动保存/).waitFor();
  await page.getByLabel('情况说明').fill('这个窗口');
  await page.getByText('这份草稿已在别的窗口改动或提交').waitFor();
  expect(await page.getByLabel('情况说明').inputValue()).toBe('这个窗口');
  await page.context().close();
});
