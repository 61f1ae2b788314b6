import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { keepToken } from '../../../activities/store/tokens.ts';
import type { App } from '../../../client/portal/deps.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { campaign as cli } from '../cliProcess.ts';
import { API_ACCESS, PROGRAMS, type Program } from '../portal/apiTable.ts';
import { PIXEL, type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';

const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-18, due: 2024-10-18 17:00, unitsDue: T-5,
      evidence: { narrative: 10, photos: 1, figures: [检查家次] }, declarations: [noFees] }`;
const NOW = '2024-09-23T15:00:00+08:00';
const OF = '/api/v1/units/mot';
const SUMMARY = `${OF}/tasks/summary`;
const REPORT = { narrative: '开展了“质量月”系列活动，成效明显。', figures: { 检查家次: 1200 }, declarations: { noFees: true }, signoff: { drafter: '甲', approver: '乙' } };

let portal: PortalWorld;
const tokens: Partial<Record<Program, string>> = {};

interface Asked { readonly by?: Program; readonly body?: unknown; readonly bytes?: Buffer | string; readonly headers?: Readonly<Record<string, string>>; readonly app?: App }
interface Told { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly text: string; readonly json: Record<string, unknown> }

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, { by = 'token', body, bytes, headers = {}, app = portal.app }: Asked = {}): Promise<Told> {
  const token = tokens[by];
  const payload = body === undefined ? bytes : JSON.stringify(body);
  const got = await app.inject({
    method, url, ...(payload === undefined ? {} : { payload }),
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }), ...headers },
  });
  const isJson = String(got.headers['content-type']).includes('json');
  return { status: got.statusCode, headers: got.headers, text: got.payload, json: isJson ? z.record(z.string(), z.unknown()).parse(JSON.parse(got.payload)) : {} };
}
const upload = (name: string, bytes: Buffer, task = SUMMARY) => ask('POST', `${task}/files?name=${encodeURIComponent(name)}`, { bytes });

beforeAll(async () => {
  portal = await createPortalWorld(NOW, { tasks: TASKS });
  const { world: { campaigns, campaign, store } } = portal;
  const when = { issued: instant('2024-09-01T09:00:00+08:00'), until: instant('2024-09-20T23:59:00+08:00') };
  tokens.expired = (await keepToken(store, { campaign, unit: 'mot' }, when)).token;
  tokens.revoked = (await campaigns.issueToken(campaign, { unit: 'mot' })).token;
  await campaigns.revokeTokens(campaign, { unit: 'mot', last: tokens.revoked.slice(-4) });
  tokens.token = (await campaigns.issueToken(campaign, { unit: 'mot' })).token;
  tokens.other = (await campaigns.issueToken(campaign, { unit: 'sd.jinan' })).token;
});
afterAll(() => portal.end());

describe('a report by program', () => {
  test('what is asked, a file, the report, its receipt, and all of it read back', async () => {
    const { json: unit } = await ask('GET', `${OF}/tasks`);
    expect(unit).toMatchObject({ unit: 'mot', name: '交通运输部', closed: false, tasks: [{ task: 'summary', due: '2024-10-18T17:00:00+08:00', state: 'open', evidence: { photos: 1, figures: ['检查家次'] }, declarations: ['noFees'], versions: [] }] });
    const file = await upload('现场.png', PIXEL);
    expect(file).toMatchObject({ status: 201, json: { name: '现场.png', size: PIXEL.length, type: 'image/png' } });
    const { status, json: receipt } = await ask('POST', `${SUMMARY}/reports`, { body: { ...REPORT, files: [file.json['ticket']] } });
    expect(status).toBe(201);
    expect(receipt).toMatchObject({ unit: 'mot', task: 'summary', version: 1, late: false, flags: [], missing: [], number: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/) as string });
    const { json: version } = await ask('GET', `${SUMMARY}/versions/1`);
    expect(version).toMatchObject({ ...REPORT, receipt: receipt['number'], state: 'submitted', channel: 'portal', files: [{ file: 1, name: '现场.png' }] });
    const got = await portal.app.inject({ url: `${SUMMARY}/versions/1/files/1`, headers: { authorization: `Bearer ${tokens.token ?? ''}` } });
    expect(got.rawPayload.equals(PIXEL)).toBe(true);
    expect(got.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'cache-control': 'private, no-store' });
    const fact = (await portal.world.journal('mot')).findLast(({ fact: name }) => name === 'reportSubmitted');
    expect(fact?.['entry']).toMatchObject({ channel: 'portal', enteredBy: 'contact' });
  });

  test('under one Idempotency-Key it is one report, also at two portals at once; another content is refused; without a key it is another', async () => {
    const headers = { 'idempotency-key': 'july-2024-1' };
    const body = { ...REPORT, documentNumber: '〔2024〕1号' };
    const both = await Promise.all([portal.app, await portal.another()].map((app) => ask('POST', `${SUMMARY}/reports`, { body, headers, app })));
    expect(both.map(({ json }) => json['version'])).toEqual([2, 2]);
    const again = await ask('POST', `${SUMMARY}/reports`, { body, headers });
    expect(again).toMatchObject({ status: 201, json: both[0]?.json ?? {} });
    const other = await ask('POST', `${SUMMARY}/reports`, { body: REPORT, headers });
    expect(other).toMatchObject({ status: 422, json: { errors: [{ field: 'Idempotency-Key' }] } });
    expect((await ask('POST', `${SUMMARY}/reports`, { body })).json).toMatchObject({ version: 3 });
    expect((await ask('GET', SUMMARY)).json).toMatchObject({ state: 'submitted', versions: [{ state: 'replaced' }, { state: 'replaced' }, { version: 3, state: 'submitted' }] });
  });

  test('withdraws, asks for an extension, acknowledges, reports nil', async () => {
    expect((await ask('POST', `${SUMMARY}/withdraw`, { body: {} })).status).toBe(200);
    expect((await ask('POST', `${SUMMARY}/withdraw`, { body: {} }))).toMatchObject({ status: 409, json: { detail: '报送事项 mot/summary 没有待审核的材料，无可撤回。' } });
    expect((await ask('POST', `${SUMMARY}/extension`, { body: { until: '2024-10-26' } }))).toMatchObject({ status: 409, json: { detail: expect.stringContaining('不是工作日') as string } });
    expect((await ask('POST', `${SUMMARY}/extension`, { body: { until: '2024-10-25', why: '数据尚在核对' } })).status).toBe(200);
    expect((await ask('GET', SUMMARY)).json).toMatchObject({ extension: { until: '2024-10-25T17:30:00+08:00' } });
    expect((await ask('POST', `${OF}/acknowledge`, { body: {} })).status).toBe(200);
    expect((await ask('POST', `${SUMMARY}/nil`, { body: { reason: '无' } })).json).toMatchObject({ version: 4, missing: [] });
    expect((await ask('GET', `${SUMMARY}/versions/4`)).json).toMatchObject({ nil: true, reason: '无' });
  });

  test.each([
    ['no such task', 404, () => ask('GET', `${OF}/tasks/nothing`)],
    ['no such version', 404, () => ask('GET', `${SUMMARY}/versions/99`)],
    ['no such address', 404, () => ask('GET', '/api/v1/nothing')],
    ['another method', 405, () => ask('PUT', SUMMARY, { body: {} })],
    ['torn JSON', 400, () => ask('POST', `${SUMMARY}/reports`, { bytes: '{"narrative":', headers: { 'content-type': 'application/json' } })],
    ['a name we do not know', 400, () => ask('POST', `${SUMMARY}/reports`, { body: { narative: '甲' } })],
    ['a number as text', 400, () => ask('POST', `${SUMMARY}/reports`, { body: { figures: { 检查家次: '12' } } })],
    ['a day that does not exist', 422, () => ask('POST', `${SUMMARY}/reports`, { body: { ...REPORT, publishedOn: '2024-02-30' } })],
    ['nothing at all', 422, () => ask('POST', `${SUMMARY}/reports`, { body: {} })],
    ['a ticket that is none', 422, () => ask('POST', `${SUMMARY}/reports`, { body: { ...REPORT, files: ['WyJ4Il0.AAAA'] } })],
    ['bytes that are not what the name says', 422, () => upload('坏.pdf', Buffer.from('x'))],
    ['a form', 415, () => ask('POST', `${SUMMARY}/reports`, { bytes: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
    ['JSON as a file', 415, () => ask('POST', `${SUMMARY}/files?name=a.txt`, { body: {} })],
    ['bytes as a report', 415, () => ask('POST', `${SUMMARY}/reports`, { bytes: PIXEL })],
    ['more than a report can be', 413, () => ask('POST', `${SUMMARY}/reports`, { bytes: `"${'x'.repeat(9 * 1024 ** 2)}"`, headers: { 'content-type': 'application/json' } })],
  ])('%s: %i, as a problem that says what to do', async (_, status, asking) => {
    const got = await asking();
    expect(got.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(got.json).toMatchObject({ type: 'about:blank', status, detail: expect.stringMatching(/。$/) as string, title: expect.stringMatching(/^[A-Z][A-Za-z ]+$/) as string });
    expect(got.status).toBe(status);
  });

  test('a ticket of another task or unit is none', async () => {
    const { keys, world: { campaign } } = portal;
    const { fileTicket } = await import('../../../client/portal/upload.ts');
    const file = { digest: 'a'.repeat(64), name: 'x.png', size: 1, type: 'image/png' };
    for (const ticket of [fileTicket(keys, { campaign, unit: 'sd' }, 'summary', file).keep, fileTicket(keys, { campaign, unit: 'mot' }, 'notice', file).keep]) {
      expect((await ask('POST', `${SUMMARY}/reports`, { body: { ...REPORT, files: [ticket] } })).status).toBe(422);
    }
  });

  test('a name that would reach a prototype is dropped: the rest is read as if it were not there', async () => {
    const poisoned = Object.fromEntries<unknown>([...Object.entries<unknown>({ ...REPORT, files: ['none'] }), ['__proto__', { narrative: '别的' }]]);
    expect(JSON.stringify(poisoned)).toContain('"__proto__"');
    expect((await ask('POST', `${SUMMARY}/reports`, { body: poisoned })).status).toBe(422); // for the ticket
  });
});

describe('who may what', () => {
  test.each(Object.entries(API_ACCESS))('%s: %o', async (route, row) => {
    const [method, pattern = ''] = route.split(' ');
    const url = pattern.replace(':unit', 'mot').replace(':task', 'summary').replace(':version', '1').replace(':file', '1');
    const session = [...(await portal.enter('mot')).cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const by of PROGRAMS) {
      const got = await ask(method === 'GET' ? 'GET' : 'POST', url, { by, ...(method === 'GET' ? {} : { body: [], ...(pattern.endsWith('/files') ? { body: undefined, bytes: '' } : {}) }), ...(by === 'session' ? { headers: { cookie: session } } : {}) });
      const verdict = ({ 401: 'signIn', 404: 'unknown' } as Record<number, string>)[got.status] ?? 'yes';
      expect(`${by}: ${verdict}`).toBe(`${by}: ${row[by]}`);
      if (verdict === 'signIn') expect(got.headers['www-authenticate']).toBe('Bearer realm="campaign"');
      expect(got.headers['set-cookie']).toBeUndefined();
    }
  });

  test('the description names exactly the routes there are, each with its token and its problems', async () => {
    const document = z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), z.looseObject({ security: z.array(z.object({ token: z.array(z.string()) })), responses: z.record(z.string(), z.unknown()) }))) })
      .parse((await ask('GET', '/api/v1/openapi.json', { by: 'nobody' })).json);
    const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`));
    expect(described.sort()).toEqual(Object.keys(API_ACCESS).filter((route) => !route.endsWith('openapi.json')).sort());
    for (const { responses } of Object.values(document.paths).flatMap((methods) => Object.values(methods))) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '404', '409', '413', '415', '422', '429', '503']));
  });

  test('revoked it is out at once, at every portal; the store knows digests and last letters only', async () => {
    const { world: { campaigns, campaign, store } } = portal;
    const { token, last, state, until } = await campaigns.issueToken(campaign, { unit: 'sd', until: '2024-10-25' });
    expect({ last, state, until }).toEqual({ last: token.slice(-4), state: 'valid', until: '2024-10-25T23:59:00+08:00' });
    expect(await campaigns.bearer(token)).toMatchObject({ campaign, unit: 'sd' });
    expect(await campaigns.bearer(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
    expect(await campaigns.bearer(token.replace('~sd~', '~mot~'))).toBeUndefined();
    await campaigns.revokeTokens(campaign, { unit: 'sd' });
    const headers = { authorization: `Bearer ${token}` };
    for (const app of [portal.app, await portal.another()]) expect((await ask('GET', '/api/v1/units/sd/tasks', { by: 'nobody', headers, app })).status).toBe(401);
    const kept = await Promise.all((await store.listReferences(`campaigns/${campaign}/tokens`)).map(async (name) => `${name} ${await store.getReference(name) ?? ''}`));
    expect(kept.length).toBeGreaterThan(3);
    for (const each of Object.values(tokens)) expect(kept.join('\n')).not.toContain(each.split('~').at(-1));
    expect((await campaigns.tokens(campaign)).map(({ unit, state: is }) => `${unit} ${is}`)).toEqual(expect.arrayContaining(['mot expired', 'mot revoked', 'mot valid', 'sd revoked']));
  });

  test('from the command line: shown once, listed by its last letters, revoked', async () => {
    const { campaign } = portal.world;
    const env = { TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(portal.world.dataDir, 'store') };
    const issued = await cli(['token', campaign, '--unit', 'samr'], env);
    const [token = '', said = ''] = issued.stdout.split('\n');
    expect(said).toBe('以上令牌只显示这一次，有效期到11月8日（周五）23:59。请妥善交给 samr 的系统管理人员；持有者可代该单位报送。');
    expect((await ask('GET', '/api/v1/units/samr/tasks', { by: 'nobody', headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    const last = token.slice(-4);
    expect((await cli(['token', campaign], env)).stdout).toContain(`samr　…${last}　9月23日（周一）15:0`);
    expect((await cli(['token', campaign, '--unit', 'samr', '--revoke', last], env)).stdout).toBe(`已停用 1 个令牌：…${last}。\n`);
    expect(await cli(['token', campaign, '--unit', 'samr', '--revoke'], env)).toMatchObject({ code: 1, stderr: expect.stringContaining('没有未停用的令牌') as string });
    expect(await cli(['token', campaign, '--revoke'], env)).toMatchObject({ code: 2 });
  });

  test.each([
    [{ unit: 'organiser' }, '令牌只发给参与单位'], [{ unit: 'nobody' }, '没有单位“nobody”'], [{ unit: 'sd.nobody' }, '可用的单位标识：sd、sd.jinan'],
    [{ unit: 'mot', until: '2024-09-01' }, '须晚于今天'], [{ unit: 'mot', until: '2025-01-01' }, '且不晚于归档日'], [{ unit: 'mot', until: '明天' }, '不是存在的日期'],
  ])('no token for %o', async (options, sentence) => {
    await expect(portal.world.campaigns.issueToken(portal.world.campaign, options)).rejects.toThrow(sentence);
  });

  test('a page of another site may not use a session here, and the log has no token', async () => {
    expect((await ask('POST', `${OF}/acknowledge`, { body: {}, headers: { origin: 'https://evil.test' } })).status).toBe(200);
    const lines = portal.logged.join('\n');
    expect(lines).toContain('"route":"/api/v1/units/:unit/tasks/:task/reports"');
    for (const token of Object.values(tokens)) expect(lines).not.toContain(token);
  });
});
