import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namePerson } from '../../../activities/store/people.ts';
import { createApp } from '../../../client/portal/app.ts';
import { organiserLink } from '../../../client/portal/organiserLink.ts';
import { openProvider } from '../../../client/portal/provider.ts';
import { Browser, hidden } from '../portal/browser.ts';
import { type PortalWorld, URL_OF_PORTAL, createPortalWorld } from '../portal/portalWorld.ts';
import { type TestProvider, startProvider } from '../portal/provider.ts';

let portal: PortalWorld;
let provider: TestProvider;
beforeAll(async () => {
  [portal, provider] = await Promise.all([createPortalWorld('2024-10-08T10:00:00+08:00'), startProvider(`${URL_OF_PORTAL}/sign-in/done`)]);
});
afterAll(async () => { await Promise.all([portal.end(), provider.close()]); });

const token = (link: string): string => link.split('/l/')[1] ?? '';

describe('by links', () => {
  test('a link into the organiser\'s pages: shows a page, its button opens them', async () => {
    const browser = new Browser(portal.app);
    const link = await organiserLink({ campaigns: portal.world.campaigns, keys: portal.keys, url: URL_OF_PORTAL }, portal.world.campaign);
    expect((await browser.get(`/l/${token(link)}`)).text).toContain('进入工作台');
    expect((await browser.get('/organiser')).status).toBe(401);
    expect((await browser.post('/enter', { token: token(link) })).to).toBe('/organiser');
    expect((await browser.get('/organiser')).text).toContain('总览');
  });

  test('the office names a reviewer, who gets a link; dropped, the reviewer is out at once', async () => {
    const { world } = portal;
    const office = new Browser(portal.app);
    await office.post('/enter', { token: token(await organiserLink({ campaigns: world.campaigns, keys: portal.keys, url: URL_OF_PORTAL }, world.campaign)) });
    const csrf = hidden((await office.get('/organiser/people')).text, 'csrf');
    expect((await office.post('/organiser/people', { csrf, mail: '王五', role: 'reviewer' })).text).toContain('请填写完整的邮箱');
    expect((await office.post('/organiser/people', { csrf, mail: 'wangwu@samr.test', role: 'reviewer' })).to).toBe('/organiser/people?done=named');
    const reviewer = new Browser(portal.app);
    expect((await reviewer.post('/enter', { token: await portal.linkTo('wangwu@samr.test') })).to).toBe('/organiser');
    expect((await reviewer.get('/organiser')).status).toBe(200);
    expect((await reviewer.get('/organiser/people')).status).toBe(403);
    await office.post('/organiser/people/drop', { csrf, mail: 'wangwu@samr.test' });
    expect((await reviewer.get('/organiser')).status).toBe(403);
  });

  test('who lost the link asks for a new one: it goes to the office\'s own mailbox', async () => {
    const before = portal.world.sink.to('office@samr.test').length;
    await new Browser(portal.app).post('/new-link', { mail: 'Office@samr.test' });
    const browser = new Browser(portal.app);
    expect((await browser.post('/enter', { token: await portal.linkTo('office@samr.test', before) })).to).toBe('/organiser');
  });
});

describe('with a provider of identities', () => {
  const open = async () => portal.another({ provider: openProvider(provider, { url: URL_OF_PORTAL, keys: portal.keys }) });
  /** Signs in as this address with a new browser. */
  const signIn = async (mail: string) => {
    const browser = new Browser(await open());
    const begun = await browser.get('/sign-in');
    const back = await provider.signIn(begun.to, mail);
    return { browser, back, done: await browser.get(`${back.pathname}${back.search}`) };
  };

  test('the office signs in; a letter\'s link to the organiser leads there too', async () => {
    expect((await new Browser(await open()).get('/sign-in')).headers['set-cookie']).toMatch(/^__Secure-sign-in=[\w.-]+; Max-Age=600; Path=\/sign-in; HttpOnly; Secure; SameSite=Lax$/);
    const { browser, done } = await signIn('office@samr.test');
    expect(done.to).toBe('/organiser');
    expect((await browser.get('/organiser')).status).toBe(200);
    const link = token(await organiserLink({ campaigns: portal.world.campaigns, keys: portal.keys, url: URL_OF_PORTAL }, portal.world.campaign));
    const other = new Browser(await open());
    expect((await other.get(`/l/${link}`)).to).toBe('/sign-in');
    expect((await other.post('/enter', { token: link })).to).toBe('/sign-in');
    expect((await other.get('/organiser')).status).toBe(401);
  });

  test('a department still comes by its link', async () => {
    const browser = new Browser(await open());
    expect((await browser.post('/enter', { token: await portal.linkTo('mot@departments.test') })).to).toBe('/units/mot');
  });

  test('somebody unknown, an address nobody vouches for: told what to do, no session', async () => {
    for (const [mail, words] of [['stranger@elsewhere.test', '登记的人员中没有这个邮箱'], ['unverified-office@samr.test', '没有给出经核实的邮箱']] as const) {
      const { browser, done } = await signIn(mail);
      expect(done.status).toBe(403);
      expect(done.text).toContain(words);
      expect((await browser.get('/organiser')).status).toBe(401);
    }
  });

  test('who is two things chooses', async () => {
    await namePerson(portal.world.store, portal.world.campaign, { mail: 'head@samr.test', role: 'reviewer', since: 1 });
    const { browser, done } = await signIn('head@samr.test');
    expect(done.text).toContain('负责同志');
    expect(done.text).toContain('审核人员');
    expect((await browser.get('/organiser')).status).toBe(401);
    expect((await browser.post('/sign-in/choose', { ticket: hidden(done.text, 'ticket') })).to).toBe('/organiser');
    expect((await browser.get('/organiser')).status).toBe(200);
    expect((await browser.post('/sign-in/choose', { ticket: `${hidden(done.text, 'ticket')}x` })).status).toBe(401);
  });

  test('an answer that another browser began, one used twice, or one that was altered, signs nobody in', async () => {
    const { back } = await signIn('office@samr.test');
    const address = `${back.pathname}${back.search}`;
    const thief = new Browser(await open());
    expect((await thief.get(address)).text).toContain('登录已超时');
    const own = new Browser(await open());
    const begun = await own.get('/sign-in');
    const fresh = await provider.signIn(begun.to, 'office@samr.test');
    expect((await own.get(`${fresh.pathname}${fresh.search.replace('state=', 'state=x')}`)).status).toBe(403);
    expect((await own.get(address)).status).toBe(403);
    expect((await own.get('/organiser')).status).toBe(401);
  });

  test('only these routes are added, open as the way in is', async () => {
    const urls: string[] = [];
    const app = await createApp({ ...portal.deps, provider: openProvider(provider, { url: URL_OF_PORTAL, keys: portal.keys }) }, ({ url, method, config }) => {
      if (url.startsWith('/sign-in') && method !== 'HEAD') urls.push(`${String(method)} ${url} ${JSON.stringify(config?.access)}`);
    });
    await app.close();
    expect(urls).toEqual(['GET /sign-in "open"', 'GET /sign-in/done "open"', 'POST /sign-in/choose "open"']);
    expect(portal.routes.some(({ url }) => url.startsWith('/sign-in'))).toBe(false);
  });

  test('while the provider is away: said so, and the next try works', async () => {
    const away = await startProvider(`${URL_OF_PORTAL}/sign-in/done`);
    await away.close();
    const browser = new Browser(await portal.another({ provider: openProvider(away, { url: URL_OF_PORTAL, keys: portal.keys }) }));
    const got = await browser.get('/sign-in');
    expect(got.status).toBe(503);
    expect(got.text).toContain('统一身份认证没有响应');
  });
});
