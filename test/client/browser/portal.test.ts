import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signLink, urlOfLink } from '../../../activities/links/link.ts';
import { type RunningPortal, startPortal } from '../../../client/portal/portal.ts';
import { PIXEL, type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';

const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5,
      evidence: { narrative: 10, photos: 1, cases: 0, links: 0, figures: [检查家次], publishedOn: required }, declarations: [noFees, secrecyReviewed] }`;

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
let world: PortalWorld;
let portal: RunningPortal;
let browser: Browser;

beforeAll(async () => {
  world = await createPortalWorld('2024-10-11T09:30:00+08:00', { tasks: TASKS });
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
  portal = await startPortal({
    client: world.world.client, campaigns: world.world.campaigns, store: world.world.store, keys: world.keys, uploadsFolder: join(world.world.dataDir, 'uploads'), host: '127.0.0.1', port,
    url: `http://127.0.0.1:${String(port)}`, rehearsal: false, log: () => undefined,
  });
  // Not the package's own arguments: they switch the web's security off, and all pages into one process.
  browser = await playwright.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'], headless: true });
});
afterAll(async () => {
  await browser.close();
  await portal.close();
  await world.end();
});

const MAILS: Readonly<Record<string, string>> = { mot: 'mot@departments.test', sd: 'sd@regions.test', 'sd.jinan': 'jinan@regions.test', samr: 'zf@samr.test' };
const linkOf = (unit: string): string => urlOfLink(portal.url, signLink(world.keys, { campaign: world.world.campaign, unit, role: 'contact' }, MAILS[unit] ?? '', Date.now()));

async function open(unit: string, options: Parameters<Browser['newContext']>[0] = PHONE): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(linkOf(unit));
  return { page, context };
}

async function accessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))');
  expect({ what, violations }).toEqual({ what, violations: [] });
}

/** Presses Tab until this is focused, as who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const [focused, outline] = await page.evaluate<[string, string]>('[document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? "", getComputedStyle(document.activeElement).outlineStyle]');
    if (!focused.includes(name)) continue;
    expect(outline, `focus on ${name} is to be seen`).not.toBe('none');
    return;
  }
  throw new Error(`Tab does not come to ${name}`);
}

describe.each([['with script', true], ['without script', false]])('on a phone, %s', (_, javaScriptEnabled) => {
  const unit = javaScriptEnabled ? 'mot' : 'samr';

  test('a contact reports with a photo, from the letter\'s link to the receipt', async () => {
    const { page, context } = await open(unit, { ...PHONE, javaScriptEnabled });
    await page.getByRole('button', { name: '进入填报' }).tap();
    await page.getByRole('link', { name: /^填写/ }).tap();
    const photo = join(world.world.dataDir, '现场.png');
    await writeFile(photo, PIXEL);
    await page.getByLabel('情况说明').fill('开展了“质量月”系列活动，成效明显。');
    await page.getByLabel('选择文件').setInputFiles(photo);
    if (javaScriptEnabled) await page.getByRole('checkbox', { name: /现场\.png/ }).waitFor(); // it goes at once; without script with the form
    await page.getByRole('button', { name: /^提交/ }).tap();
    await page.getByText('尚未提交。').waitFor();
    expect(await page.getByText('缺少数据“检查家次”（没有请填 0）').count()).toBe(2); // above, and beside its field
    expect(await page.getByLabel(/现场\.png/).isChecked()).toBe(true);
    await page.getByLabel('检查家次').fill('1200');
    await page.getByLabel('公开发布日期').fill('2024-09-20');
    await page.getByLabel('未借活动名义收费').check();
    await page.getByLabel('已经本单位保密审查').check();
    await page.getByLabel('拟稿人').fill('甲');
    await page.getByLabel('审签人').fill('乙');
    await page.getByRole('button', { name: '补充后提交' }).or(page.getByRole('button', { name: '提交' })).first().tap();
    await page.getByText('回执号').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('已收到，感谢支持');
    const { tasks } = await world.world.campaigns.unit(world.world.campaign, { unit });
    expect(tasks[0]?.versions).toMatchObject([{ version: 1, state: 'submitted', channel: 'portal' }]);
    await context.close();
  });
});

test('by keyboard only, with a focus that is to be seen: nil report', async () => {
  const { page, context } = await open('sd.jinan', { viewport: { width: 1200, height: 900 } });
  await tabTo(page, '进入填报');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/units/sd.jinan');
  await tabTo(page, '填写');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/report');
  await tabTo(page, '拟稿人');
  await page.keyboard.type('甲');
  await page.keyboard.press('Enter'); // in a line: keeps the draft, reports nothing
  await page.getByText('草稿已保存').waitFor();
  await tabTo(page, '审签人');
  await page.keyboard.type('乙');
  await tabTo(page, '确无相关情况');
  await page.keyboard.press('Space');
  await tabTo(page, '提交');
  await page.keyboard.press('Enter');
  await page.getByText('零报告。').waitFor();
  await context.close();
});

test('axe finds nothing on any page, and no page scrolls sideways on a phone', async () => {
  const { page, context } = await open('sd');
  await accessible(page, 'link');
  await page.getByRole('button', { name: '进入填报' }).tap();
  await page.waitForURL('**/units/sd');
  const look = async (path: string): Promise<void> => {
    await page.goto(`${portal.url}${path}`);
    await accessible(page, path);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.viewport.width);
  };
  for (const path of ['/units/sd', '/units/sd/tasks/summary', '/units/sd/tasks/summary/report', '/units/sd/tasks/summary/extension', '/units/sd/delegate', '/units/mot', '/new-link', '/l/nonsense', `/concerns/${world.world.campaign}`]) await look(path);
  await page.goto(`${portal.url}/units/sd/tasks/summary/report`);
  await page.getByLabel('拟稿人').fill('甲');
  await page.getByRole('button', { name: '提交' }).tap();
  await page.getByText('尚未提交，请先改正').waitFor();
  await accessible(page, 'what is wrong');
  await page.getByLabel('审签人').fill('乙');
  await page.getByLabel('情况说明').fill('短');
  await page.getByRole('button', { name: '提交' }).tap();
  await page.getByText('尚未提交。').waitFor();
  await accessible(page, 'what is missing');
  await page.getByRole('button', { name: '仍然提交' }).tap();
  await page.getByText('回执号').waitFor();
  await accessible(page, 'receipt');
  await look('/units/sd/tasks/summary');
  await context.close();
});

describe.each([['a desk', { viewport: { width: 1280, height: 900 } }], ['a phone', PHONE]])('the organiser at %s', (_, size) => {
  test('sees dashboard, participant and letter: axe finds nothing, nothing is cut off, every sign is drawn', async () => {
    const context = await browser.newContext(size);
    const page = await context.newPage();
    await page.goto(urlOfLink(portal.url, signLink(world.keys, { campaign: world.world.campaign, unit: 'organiser', role: 'office' }, 'office@samr.test', Date.now())));
    await page.getByRole('button').first().click();
    await page.getByRole('heading', { name: '各单位情况' }).waitFor();
    const look = async (): Promise<void> => {
      await accessible(page, page.url());
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.viewport.width);
      expect(await page.evaluate<string[]>('[...document.querySelectorAll("svg.sign use")].filter((use) => use.getBBox().width === 0).map((use) => use.outerHTML)')).toEqual([]);
    };
    await look();
    await page.getByRole('link', { name: '山东省' }).first().click();
    await page.getByRole('heading', { name: '山东省市场监督管理局' }).waitFor();
    await look();
    const letter = page.getByRole('link', { name: '回执' }).first();
    if (await letter.count() > 0) {
      await letter.click();
      await look();
    }
    await context.close();
  });
});
