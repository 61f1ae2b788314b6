import { beforeAll, describe, expect, test } from 'vitest';
import { namePerson } from '../../../activities/store/people.ts';
import { mailboxOf } from '../../../activities/links/link.ts';
import { csrfOf } from '../../../client/portal/session.ts';
import { ACCESS, EVERYBODY, WHO, addressOf, asWho, nameOf } from './accessTable.ts';
import { API_ACCESS } from './apiTable.ts';
import { hidden } from './browser.ts';
import { PIXEL, type PortalWorld } from './portalWorld.ts';

/** What the portal allows, asserted over the router's own list of routes, on a portal where `samr` has reported with a file. */
export function accessRules(portalOf: () => PortalWorld): void {
  describe('who may what', () => {
  beforeAll(async () => {
    const { store, campaign } = portalOf().world;
    for (const role of ['reviewer', 'auditor'] as const) await namePerson(store, campaign, { mail: `${role}@samr.test`, role, since: Date.now() });
  });

  test('every route of the router has its row, and no row is of a route that is gone', () => {
    expect(portalOf().routes.filter(({ method }) => method !== 'HEAD').map(({ method, url }) => `${String(method)} ${nameOf(url)}`).sort()).toEqual([...Object.keys(ACCESS), ...Object.keys(API_ACCESS)].sort());
  });

  test.each(Object.entries(ACCESS))('%s: %o', async (route, row) => {
    const [method = '', pattern = ''] = route.split(' ');
    for (const who of EVERYBODY) {
      const allowed = row[who];
      const browser = await asWho(portalOf(), who);
      const { session, unit } = WHO[who];
      const csrf = session === undefined ? '' : csrfOf(portalOf().keys, { campaign: portalOf().world.campaign, unit: session.of, role: session.role, mailbox: mailboxOf(portalOf().keys, session.mail) });
      const url = addressOf(pattern, unit, portalOf().world.campaign);
      const got = method === 'GET' ? await browser.get(url) : pattern.endsWith('/report') ? await browser.upload(url, [['csrf', csrf], ['do', 'save']])
        : method === 'POST' ? await browser.post(url, { csrf }) : await browser.send(method, url, undefined, { 'x-csrf': csrf });
      const verdict = ({ 401: 'signIn', 403: 'forbidden', 404: 'unknown' } as Record<number, string>)[got.status] ?? 'yes';
      expect(`${who}: ${verdict}`).toBe(`${who}: ${allowed}`);
      // Refused for being many would be no answer; asking for links has a limit that nine are above.
      expect(pattern === '/new-link' ? [500] : [429, 500]).not.toContain(got.status);
    }
  });

  test('a task of another unit, or none, does not exist', async () => {
    const browser = await portalOf().enter('sd.jinan');
    for (const path of ['tasks/notice', 'tasks/nothing', 'tasks/summary/versions/99', 'tasks/summary/versions/2/files/9']) {
      expect((await browser.get(`/units/sd.jinan/${path}`)).status).toBe(404);
    }
  });

  test('a form from elsewhere does nothing: no token, another\'s token, another site, a token that does not come first', async () => {
    const browser = await portalOf().enter('sd.jinan');
    const csrf = hidden((await browser.get('/units/sd.jinan')).text, 'csrf');
    const url = '/units/sd.jinan/acknowledge';
    for (const fields of [{}, { csrf: '' }, { csrf: `${csrf}x` }]) expect((await browser.post(url, fields as Record<string, string>)).status).toBeGreaterThanOrEqual(400);
    expect((await browser.post(url, { csrf }, { origin: 'https://evil.test' })).status).toBe(403);
    expect((await browser.post(url, { csrf }, { origin: 'null' })).status).toBe(403);
    expect((await browser.post(url, { csrf }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.upload('/units/sd.jinan/tasks/summary/report', [['narrative', '甲'], ['csrf', csrf], ['do', 'anyway']], [{ field: 'files', name: '现场.png', bytes: PIXEL }])).status).toBe(403);
    expect((await browser.get('/units/sd.jinan')).text).not.toContain('有未提交的草稿');
    expect((await browser.post(url, { csrf }, { origin: 'https://quality.samr.test', 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });
});
}
