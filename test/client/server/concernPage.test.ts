import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, hidden } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';
import { historiesOf, legible } from '../../workflows/histories.ts';
import type { App } from '../../../client/portal/deps.ts';

const SAID = '某协会以活动名义向企业收取报名费 2000 元<b>';
const REACH = '张三 13800000000';

let portal: PortalWorld;
let clock = Date.now();
let app: App;

beforeAll(async () => {
  portal = await createPortalWorld('2024-09-23T15:00:00+08:00');
  app = await portal.another({ now: () => clock });
});
afterAll(() => portal.end());

const url = () => `/concerns/${portal.world.campaign}`;
async function fill(fields: Readonly<Record<string, string>> = {}, at = app) {
  const browser = new Browser(at);
  const form = hidden((await browser.get(url())).text, 'form');
  clock += 10_000;
  return { browser, fields: { form, what: SAID, unit: '济南市市场监管局', contact: REACH, website: '', ...fields } };
}

describe('反映问题', () => {
  test('the entrance leads to it, without a link or account; it names no contact of anybody', async () => {
    const browser = new Browser(app);
    expect((await browser.get('/')).text).toContain('href="/concerns"');
    expect((await browser.get('/concerns')).to).toBe(url());
    const { status, text } = await browser.get(url());
    expect(status).toBe(200);
    expect(text).toContain('非涉密');
    expect(text).toContain('<option value="交通运输部">');
    expect(text).not.toMatch(/@|010-0|1380/);
    expect((await browser.get('/concerns/no-such')).status).toBe(404);
  });

  test('it gets a number and reaches the organiser; sent twice, or at two portals, it is one', async () => {
    const { campaigns, campaign, client } = portal.world;
    const { browser, fields } = await fill();
    const other = new Browser(await portal.another({ now: () => clock }));
    const both = await Promise.all([browser, other].map((each) => each.post(url(), fields)));
    for (const { status, text } of [...both, await browser.post(url(), fields)]) {
      expect(status).toBe(200);
      expect(text).toContain('第 1 号');
      expect(text).toContain('接下来');
    }
    expect(await campaigns.concerns(campaign)).toMatchObject([{ number: 1, unit: 'sd.jinan', text: `${SAID}\n\n联系方式（反映人填写）：${REACH}` }]);
    const fact = (await portal.world.journal()).find(({ fact: name }) => name === 'concernReceived');
    expect(fact?.['entry']).toMatchObject({ channel: 'portal', enteredBy: 'public' });
    const shown = legible(await historiesOf(client, campaign));
    for (const said of ['某协会', '张三', '1380000']) expect(shown).not.toContain(said);
  });

  test('a machine, an old page, an empty form: the page comes back as it was typed', async () => {
    for (const [fields, sentence] of [[{ website: 'x' }, '不应填写的栏目'], [{ form: 'old' }, '页面打开的时间过长'], [{ what: '' }, '请写明反映的问题']] as const) {
      const filled = await fill(fields);
      const got = await filled.browser.post(url(), filled.fields);
      expect(got.status).toBe(422);
      expect(got.text).toContain(sentence);
      expect(got.text).toContain(`value="${REACH}"`);
    }
    const again = await fill({ form: 'old', what: '另一件' });
    const form = hidden((await again.browser.post(url(), again.fields)).text, 'form');
    clock += 10_000;
    expect((await again.browser.post(url(), { ...again.fields, form })).text).toContain('第 2 号');
  });

  test('another site cannot send it; an address has three within an hour at all portals together', async () => {
    const { browser, fields } = await fill({ what: '第三件' });
    expect((await browser.post(url(), fields, { origin: 'https://evil.test' })).status).toBe(403);
    // One of two clicks at two portals took a place of its own: an address may find itself with one less.
    const statuses: number[] = [];
    for (const what of ['第三件', '第四件', '第五件']) {
      const filled = await fill({ what });
      statuses.push((await filled.browser.post(url(), filled.fields)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    const elsewhere = await fill({ what: '第六件' }, await portal.another({ now: () => clock }));
    const refused = await elsewhere.browser.post(url(), elsewhere.fields);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('一小时后再试');
  });

  test('when the campaign takes no more the page says so, without the words for the organiser\'s people', async () => {
    const { campaigns, campaign } = portal.world;
    clock += 3_600_000;
    const { browser, fields } = await fill({ what: '晚来的' });
    await campaigns.cancel(campaign);
    const got = await browser.post(url(), fields);
    expect(got.status).toBe(409);
    expect(got.text).toContain('目前不能在线反映问题');
    expect(got.text).not.toContain(campaign);
  });
});
