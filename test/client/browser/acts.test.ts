import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../workflows/harness.ts';
import { nextCampaign } from '../portal/nextCampaign.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { type Opened, PHONE, accessible, openBrowser } from './opened.ts';

/** The working day before the assignments leave: every letter is still ahead. */
const NOW = '2024-09-20T10:00:00+08:00';
const DESK = { viewport: { width: 1280, height: 900 } } as const;
let world: PortalWorld;
let opened: Opened;
beforeAll(async () => {
  world = await createPortalWorld(NOW);
  opened = await openBrowser(world);
});
afterAll(async () => {
  await opened.close();
  await world.end();
});

const office = (options?: Parameters<Opened['enter']>[2]) => opened.enter({ unit: 'organiser', role: 'office' }, 'office@samr.test', options);

test('a letter ahead is looked at as it will leave, struck, and lifted again, without script on a phone', async () => {
  const page = await office({ ...PHONE, javaScriptEnabled: false });
  await eventually(async () => {
    await page.goto(`${opened.portal.url}/organiser/letters`);
    if (await page.getByRole('row', { name: '交通运输部' }).count() === 0) throw new Error('the line has not told yet');
  });
  await page.getByRole('row', { name: '交通运输部' }).getByRole('link').tap();
  const letter = page.frameLocator('iframe');
  await letter.getByText('专属填报页面').waitFor();
  expect(await letter.locator('body').evaluate('document.body.scrollWidth <= document.body.clientWidth')).toBe(true);
  await page.getByLabel('撤下的理由').fill('名称有误');
  await page.getByRole('button', { name: '撤下这封函件' }).tap();
  await page.getByText('已撤下，不会发出，也不补发。').waitFor();
  await page.getByRole('row', { name: '交通运输部' }).getByRole('link').tap();
  await page.getByRole('button', { name: '恢复发出' }).tap();
  await page.getByText('已恢复，到时照常发出。').waitFor();
});

test('axe finds nothing on the pages where the office acts, and none scrolls sideways, at the desk and on a phone', async () => {
  for (const options of [DESK, PHONE]) {
    const page = await office(options);
    await page.goto(`${opened.portal.url}/organiser/letters`);
    const letter = await page.getByRole('row', { name: '山东省' }).first().getByRole('link').getAttribute('href');
    const acts = ['received', 'remind', 'extend', 'suspend', 'exempt', 'delegate', 'revoke'].map((deed) => `/organiser/units/sd.jinan/act/${deed}?task=summary`);
    for (const path of ['/organiser/letters', letter ?? '', '/organiser/units/sd.jinan/act', ...acts, ...['extensions', 'releases', 'cases', 'concerns', 'summary', 'plan', 'notice', 'people', 'start'].map((place) => `/organiser/${place}`)]) {
      const shown = await page.goto(`${opened.portal.url}${path}`);
      expect([path, shown?.status()]).toEqual([path, 200]);
      await accessible(page);
    }
  }
});

test('another campaign is looked at, letter by letter in a window of its own, before anything starts', async () => {
  const page = await office(DESK);
  await page.goto(`${opened.portal.url}/organiser/start`);
  const source = page.getByLabel('campaign.yaml', { exact: true });
  await source.fill(nextCampaign(await source.inputValue(), `${world.world.campaign}-next`));
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByRole('heading', { name: '启动前核对' }).waitFor();
  await page.getByText('2034年9月11日（周一）').click();
  await accessible(page);
  const [letter] = await Promise.all([page.waitForEvent('popup'), page.getByRole('row', { name: '山东省' }).getByRole('button').click()]);
  await letter.frameLocator('iframe').getByText('专属填报页面').waitFor();
  // Its own styles are allowed: it does not look like a page without any.
  expect(await letter.frameLocator('iframe').locator('body').evaluate('getComputedStyle(document.body).backgroundColor')).toMatch(/^rgb\(/);
  await accessible(letter);
  await page.getByRole('button', { name: '返回修改' }).click();
  expect(await source.inputValue()).toContain('title: 2034年');
});
