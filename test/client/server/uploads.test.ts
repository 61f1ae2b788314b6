import { randomUUID } from 'node:crypto';
import { cp, readdir, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openUploads } from '../../../client/portal/resumable.ts';
import { Browser, type Got, hidden, keptIn } from '../portal/browser.ts';
import { pictureRules } from '../portal/pictureRules.ts';
import { becomes } from '../../workflows/harness.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';

let portal: PortalWorld;
beforeAll(async () => { portal = await createPortalWorld('2024-10-11T09:30:00+08:00'); });
afterAll(() => portal.end());

const FORM = '/units/mot/tasks/summary/report';
const UPLOADS = '/units/mot/tasks/summary/uploads';
const FILM = Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('mp42\0\0\0\0mp42isom'), Buffer.alloc(200_000, 7)]);

/** A browser as the script drives it: the token in a header. */
async function uploader(unit = 'mot') {
  const browser = await portal.enter(unit);
  const csrf = hidden((await browser.get(`/units/${unit}`)).text, 'csrf');
  return { browser, csrf, ...by(browser, csrf) };
}
function by(browser: Browser, csrf: string) {
  const send = (method: string, url: string, headers: Readonly<Record<string, string>> = {}, bytes?: Buffer): Promise<Got> => (
    browser.send(method, url, bytes, { 'tus-resumable': '1.0.0', 'x-csrf': csrf, ...headers }));
  return {
    send,
    create: (name: string, length: number, url = UPLOADS) => send('POST', url, { 'upload-length': String(length), 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` }),
    append: (url: string, offset: number, bytes: Buffer) => send('PATCH', url, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', 'content-length': String(bytes.length) }, bytes),
  };
}

describe('an upload that resumes', () => {
  test('goes on at another portal where it stopped, and joins the form by a sealed word; asked twice it is the same', async () => {
    const { browser, csrf, create, append, send } = await uploader();
    const created = await create('活动 现场.mp4', FILM.length);
    expect([created.status, created.to]).toEqual([201, expect.stringMatching(/^\/units\/mot\/tasks\/summary\/uploads\/[0-9a-f]{32}$/)]);
    expect(created.headers['access-control-allow-origin']).toBeUndefined();
    expect((await append(created.to, 0, FILM.subarray(0, 90_000))).status).toBe(204);

    const elsewhere = new Browser(await portal.another({ uploads: await openUploads(join(portal.world.dataDir, 'uploads')) }));
    for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value);
    const other = by(elsewhere, csrf);
    expect((await other.send('HEAD', created.to)).headers).toMatchObject({ 'upload-offset': '90000', 'upload-length': String(FILM.length) });
    expect((await send('POST', `${created.to}/finish`)).status).toBe(404); // not complete
    expect((await append(created.to, 0, FILM)).status).toBe(409);
    expect((await other.append(created.to, 90_000, FILM.subarray(90_000))).status).toBe(204);

    const [first, second] = await Promise.all([send('POST', `${created.to}/finish`), other.send('POST', `${created.to}/finish`)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.text).toContain('活动 现场.mp4');
    expect((await send('HEAD', created.to)).headers).toMatchObject({ 'upload-offset': String(FILM.length) });
    const keep = keptIn((await send('POST', `${created.to}/finish`)).text);
    const page = await browser.get(FORM);
    const done = await browser.upload(FORM, [['csrf', csrf], ['request', hidden(page.text, 'request')], ['keep', keep], ['narrative', '见视频'], ['do', 'anyway']]);
    expect(done.to).toContain('/versions/1?');
    const [version] = (await portal.world.campaigns.unit(portal.world.campaign, { unit: 'mot' })).tasks.find(({ task }) => task === 'summary')!.versions;
    expect((await browser.get(`/units/mot/tasks/summary/versions/${String(version!.version)}`)).text).toContain('活动 现场.mp4');
    expect((await readdir(join(portal.world.dataDir, 'uploads'), { recursive: true })).filter((name) => name.endsWith(created.to.slice(-32)))).toEqual([]); // its bytes are in the store only
  });

  test('what its name says no to is refused before, what its bytes say no to after; the sentence says what to do', async () => {
    const { create, append, send } = await uploader();
    const program = await create('工具.exe', 5);
    expect([program.status, program.text]).toEqual([422, expect.stringContaining('不接收“工具.exe”这种类型的文件')]);
    expect((await create('大.mp4', 4 * 1024 ** 3 + 1)).status).toBe(413);
    const { to } = await create('假.mp4', 7);
    await append(to, 0, Buffer.from('%PDF-1.'));
    const refused = await send('POST', `${to}/finish`);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('“假.mp4”的内容与扩展名 mp4 不符')]);
    expect((await send('HEAD', to)).status).toBe(404);
  });

  test('is its unit\'s only: others do not find it, and without the form\'s token nobody moves it', async () => {
    const { create, append, send, browser } = await uploader();
    const { to } = await create('a.mp4', FILM.length);
    const stranger = await uploader('samr');
    const theirs = to.replaceAll('/mot/', '/samr/');
    for (const [method, url] of [['HEAD', to], ['HEAD', theirs], ['DELETE', to], ['DELETE', theirs], ['POST', `${theirs}/finish`]] as const) {
      expect(`${method} ${url} ${String((await stranger.send(method, url)).status)}`).toBe(`${method} ${url} 404`);
    }
    for (const url of [to, theirs]) expect((await stranger.append(url, 0, FILM)).status).toBe(404);
    expect((await new Browser(portal.app).send('HEAD', to, undefined, { 'tus-resumable': '1.0.0' })).status).toBe(401);
    const cross = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    expect((await browser.send('PATCH', to, FILM, cross)).status).toBe(403);
    expect((await send('PATCH', to, { ...cross, origin: 'https://evil.test' }, FILM)).status).toBe(403);
    const { headers } = await send('HEAD', to);
    expect(headers['upload-offset']).toBe('0');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect((await append(to, 0, FILM.subarray(0, 10))).status).toBe(204);
    expect((await send('DELETE', to)).status).toBe(204);
    expect((await send('HEAD', to)).status).toBe(404);
  });

  test('does not keep a portal from ending; what had come is there for the next one', async () => {
    const { browser, csrf, create, send } = await uploader();
    const { to } = await create('b.mp4', FILM.length);
    const app = await portal.another();
    await app.listen({ port: 0, host: '127.0.0.1' });
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    const cut = new Promise<string>((resolve) => {
      const patch = request({ port: (app.server.address() as AddressInfo).port, method: 'PATCH', path: to, headers: {
        cookie, 'x-csrf': csrf, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': String(FILM.length) } });
      patch.on('error', ({ message }) => { resolve(message); }).on('response', ({ statusCode }) => { resolve(String(statusCode)); });
      patch.write(FILM.subarray(0, 100_000)); // and then nothing, as over a line that hangs
    });
    await becomes('the first bytes are kept', async () => (await send('HEAD', to)).headers['upload-offset'] === '100000');
    const began = performance.now();
    await app.close();
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await cut).toMatch(/socket hang up|ECONNRESET|^400$/);
    expect((await send('HEAD', to)).headers['upload-offset']).toBe('100000');
  });

  test('no more than forty at once for one task', async () => {
    const { create, send } = await uploader('samr');
    const own = UPLOADS.replace('mot', 'samr');
    const { to } = await create('a.mp4', 9, own);
    const folder = join(portal.world.dataDir, 'uploads', portal.world.campaign, 'samr', 'summary');
    for (let count = 1; count < 40; count += 1) await cp(join(folder, to.slice(-32)), join(folder, randomUUID()));
    expect(await create('a.mp4', 9, own)).toMatchObject({ status: 422, text: expect.stringContaining('已有 40 个文件') as string });
    await send('DELETE', to);
    expect((await create('a.mp4', 9, own)).status).toBe(201);
  });

  test('is removed when nothing came for three days, and not before', async () => {
    const { create, append, send } = await uploader('sd');
    const own = UPLOADS.replace('mot', 'sd');
    const [old, fresh] = [(await create('旧.mp4', FILM.length, own)).to, (await create('新.mp4', FILM.length, own)).to];
    const folder = join(portal.world.dataDir, 'uploads', portal.world.campaign, 'sd', 'summary');
    const long = new Date(Date.now() - 3 * 86_400_000 - 1_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), long, long);
    await append(fresh, 0, FILM.subarray(0, 10)); // begun long ago, but somebody goes on with it
    await portal.deps.uploads.sweep(Date.now());
    expect([(await send('HEAD', old)).status, (await send('HEAD', fresh)).status]).toEqual([404, 200]);
    expect((await readdir(folder)).sort()).toEqual([fresh.slice(-32), `${fresh.slice(-32)}.json`]);
  });
});

describe('the draft while one types', () => {
  const save = (browser: Browser, page: Got, narrative: string) => browser.upload(FORM, [
    ...['csrf', 'request', 'seen', 'tab'].map((name) => [name, hidden(page.text, name)] as const), ['narrative', narrative], ['do', 'save'], ['auto', '1'],
  ]);

  test('is kept as often as its page says; another page that saves over it is told, and nothing is lost', async () => {
    const browser = await portal.enter('mot');
    const [one, two] = [await browser.get(FORM), await browser.get(FORM)];
    const saved = await save(browser, one, '第一窗口');
    expect([saved.status, saved.text]).toEqual([200, expect.stringMatching(/^\{"saved":"\d\d:\d\d"\}$/)]);
    expect((await save(browser, one, '第一窗口，续')).status).toBe(200);
    expect((await save(browser, two, '第二窗口')).status).toBe(409);
    const now = await browser.get(FORM);
    expect(now.text).toContain('第一窗口，续</textarea>');
    expect((await save(browser, now, '第一窗口，再续')).status).toBe(200);
    expect((await save(browser, one, '过时的')).status).toBe(409);
    const button = await browser.upload(FORM, [['csrf', hidden(two.text, 'csrf')], ['request', 'r'], ['narrative', '以本页为准'], ['do', 'save']]);
    expect(button.text).toContain('草稿已保存');
    expect((await browser.get(FORM)).text).toContain('以本页为准</textarea>');
  });

  test('that was submitted meanwhile does not come back', async () => {
    const browser = await portal.enter('mot');
    const page = await browser.get(FORM);
    await save(browser, page, '将提交的内容');
    const open = await browser.get(FORM);
    const sent = await browser.upload(FORM, [['csrf', hidden(open.text, 'csrf')], ['request', hidden(open.text, 'request')], ['narrative', '将提交的内容'], ['do', 'anyway']]);
    expect(sent.status).toBe(303);
    expect((await save(browser, open, '迟到的')).status).toBe(409);
    expect((await browser.get('/units/mot')).text).not.toContain('有未提交的草稿');
  });

  test('script only where it is needed, and only ours', async () => {
    const browser = await portal.enter('mot');
    expect((await browser.get(FORM)).headers['content-security-policy']).toContain("script-src 'self';connect-src 'self'");
    for (const url of ['/units/mot', '/units/mot/tasks/summary', '/new-link']) {
      const page = await browser.get(url);
      expect(page.headers['content-security-policy']).not.toContain('script-src');
      expect(page.text).not.toContain('<script');
    }
    expect((await browser.get(FORM)).text).not.toMatch(/<script(?! src="\/script\.)|\son\w+=|style="/);
  });
});

pictureRules(() => portal);
