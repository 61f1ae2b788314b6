import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeFile } from '../../../activities/store/files.ts';
import { EMPTY_CONTENT, type ReportContent } from '../../../campaign/summary/report.ts';
import type { Handed } from '../../../client/reports.ts';
import { eventually } from '../../workflows/harness.ts';
import { PIXEL, type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { type Opened, PHONE, accessible, openBrowser, tabTo } from './opened.ts';

const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5, evidence: { narrative: 0, cases: 0, photos: 0, figures: [检查家次] } }`;
let world: PortalWorld;
let opened: Opened;
beforeAll(async () => {
  world = await createPortalWorld('2024-10-08T18:00:00+08:00', { tasks: TASKS });
  opened = await openBrowser(world);
});
afterAll(async () => {
  await opened.close();
  await world.end();
});

const report = (unit: string, content: Partial<ReportContent>, more: Partial<Handed> = {}) => world.world.campaigns.report(world.world.campaign, {
  unit, task: 'summary', report: { ...EMPTY_CONTENT, ...content }, channel: 'portal', enteredBy: 'contact', ...more });
const storyOf = async (unit: string) => (await world.world.campaigns.unit(world.world.campaign, { unit })).tasks[0];
const office = (options?: Parameters<Opened['enter']>[2]): Promise<Page> => opened.enter({ unit: 'organiser', role: 'office' }, 'office@samr.test', options);
const photo = async () => storeFile(world.world.store, PIXEL, { name: '现场.png', maxBytes: 1_000 });

test('the organiser returns a report on a phone without script, the unit corrects it, the organiser sees what changed and accepts', async () => {
  await report('mot', { narrative: '检查企业若干家。成效明显。', figures: { 检查家次: 10 }, cases: [{ title: '案例甲', text: '经过。' }] }, { files: [await photo()] });
  const page = await office({ ...PHONE, javaScriptEnabled: false });
  await eventually(async () => {
    await page.goto(`${opened.portal.url}/organiser/review`);
    if (await page.getByRole('link', { name: '交通运输部' }).count() === 0) throw new Error('not yet');
  });
  await page.getByRole('link', { name: '从第一份开始' }).tap();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('交通运输部：活动总结');
  await page.getByLabel('商请补充的内容').fill('请补充参与人数。');
  await page.getByRole('button', { name: '商请补充' }).tap();
  await page.getByText('已请补充：交通运输部的“活动总结”。').waitFor();
  expect(await storyOf('mot')).toMatchObject({ state: 'open', versions: [{ state: 'returned', comment: '请补充参与人数。' }] });

  const contact = await opened.enter({ unit: 'mot', role: 'contact' }, 'mot@departments.test');
  await contact.getByRole('link', { name: '补充材料' }).click();
  await contact.getByLabel('情况说明').fill('检查企业12家。成效明显。');
  await contact.getByLabel('检查家次').fill('12');
  await contact.getByRole('button', { name: /^提交/ }).click();
  await contact.getByText('回执号').waitFor();
  await accessible(contact);

  await page.goto(`${opened.portal.url}/review/mot/summary`);
  expect(await page.locator('del').first().innerText()).toContain('若干');
  await page.getByText('+2').waitFor();
  await page.getByRole('button', { name: '已收悉' }).tap();
  await page.getByText('已收悉：交通运输部的“活动总结”。').waitFor();
  expect(await storyOf('mot')).toMatchObject({ state: 'accepted' });
});

test('by keyboard only: from the queue to a decision by Tab, with a focus that is to be seen; the access keys lead to the two answers', async () => {
  await report('samr', { narrative: '第一版。' });
  const page = await office();
  await eventually(async () => {
    await page.goto(`${opened.portal.url}/organiser/review`);
    if (await page.getByRole('link', { name: '执法稽查局' }).count() === 0) throw new Error('not yet');
  });
  await tabTo(page, '从第一份开始');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/review/samr/summary');
  const keys = await page.context().newCDPSession(page);
  // What a browser makes of Alt and a letter; the automation's own keyboard sends the letter only.
  const accessKey = (text: string) => keys.send('Input.dispatchKeyEvent', { type: 'keyDown', modifiers: 1, text, key: text, unmodifiedText: text, code: `Key${text.toUpperCase()}`, windowsVirtualKeyCode: text.toUpperCase().charCodeAt(0) });
  await accessKey('r');
  expect(await page.evaluate('document.activeElement.id')).toBe('why');
  await accessKey('a');
  expect(await page.evaluate('document.activeElement.id')).toBe('thanks');
  await page.keyboard.type('感谢支持。');
  await page.keyboard.press('Enter');
  await page.getByText('已收悉：执法稽查局的“活动总结”。').waitFor();
  expect(await storyOf('samr')).toMatchObject({ state: 'accepted', versions: [{ comment: '感谢支持。' }] });
});

test('a lead reviews its city and rolls its report up into its own form', async () => {
  await report('sd.jinan', { narrative: '济南开展检查。', figures: { 检查家次: 7 }, cases: [{ title: '济南案例', text: '经过。' }] }, { files: [await photo()] });
  const page = await opened.enter({ unit: 'sd', role: 'contact' }, 'sd@regions.test', PHONE);
  await page.getByRole('link', { name: '查看和审核下属单位的材料' }).tap();
  await page.waitForURL('**/lead/sd');
  await accessible(page);
  await page.getByRole('link', { name: '济南市市场监管局' }).first().tap();
  await page.getByRole('img', { name: '现场.png' }).waitFor();
  await accessible(page);
  await page.getByRole('button', { name: '收悉，审核通过' }).tap();
  await page.getByText('已收悉：济南市市场监管局的“活动总结”。').waitFor();
  await page.getByRole('link', { name: '汇总到本单位的“活动总结”' }).tap();
  await page.waitForURL('**/rollup/summary');
  await page.getByLabel('济南案例').check();
  await accessible(page);
  await page.getByRole('button', { name: '生成草稿并打开' }).tap();
  await page.waitForURL('**/units/sd/tasks/summary/report');
  expect(await page.getByLabel('检查家次').inputValue()).toBe('7');
  expect(await page.getByLabel('案例 1：标题').inputValue()).toBe('济南案例');
  expect((await storyOf('sd'))?.versions).toEqual([]);
});

test('axe finds nothing on the organiser\'s pages, at the desk and on a phone', async () => {
  await report('sd', { narrative: '初稿。' });
  await report('sd', { narrative: '定稿。', links: ['https://www.samr.gov.cn/a'] }, { files: [await photo()] });
  for (const options of [PHONE, { viewport: { width: 1280, height: 900 } }]) {
    const page = await office(options);
    for (const path of ['/organiser/review', '/organiser/review?whose=participant', '/review/sd/summary', '/review/sd/summary?version=1&against=0', '/review/mot/summary']) {
      await page.goto(`${opened.portal.url}${path}`);
      await accessible(page);
    }
  }
});
