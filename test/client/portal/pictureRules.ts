import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { barOf, setRemoval } from '../../../activities/store/removals.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { type Browser, hidden, keptIn } from './browser.ts';
import type { PortalWorld } from './portalWorld.ts';

/** What the portal shows of pictures that people sent. */
export function pictureRules(portalOf: () => PortalWorld): void {
describe('pictures', () => {
  const PHOTO = sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: '#b1181f' } });

  async function reported(name: string, bytes: Buffer): Promise<{ browser: Browser; file: string; digest: string }> {
    const browser = await portalOf().enter('sd.jinan');
    const url = '/units/sd.jinan/tasks/summary/report';
    const page = await browser.get(url);
    const done = await browser.upload(url, [['csrf', hidden(page.text, 'csrf')], ['request', hidden(page.text, 'request')], ['narrative', name], ['do', 'anyway']], [{ field: 'files', name, bytes }]);
    expect(done.status).toBe(303);
    const { keep } = { keep: keptIn((await browser.get(url)).text) };
    const [, , , { digest }] = JSON.parse(Buffer.from(keep.split('.')[0]!, 'base64url').toString()) as [string, string, string, { digest: string }];
    return { browser, file: `${done.to.split('?')[0]!}/files/1`, digest };
  }
  const raw = (browser: Browser, url: string, headers = {}) => portalOf().app.inject({ method: 'GET', url, headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '), ...headers } });

  test('are shown small and larger, made anew: a JPEG without where it was taken', async () => {
    const bytes = await PHOTO.clone().withExifMerge({ IFD3: { GPSLatitude: '39/1 54/1 0/1' } }).jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const { browser, file } = await reported('现场.jpg', bytes);
    for (const [size, width] of [['thumbnail', 320], ['picture', 1_600]] as const) {
      const got = await raw(browser, `${file}/${size}`);
      expect(got.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' });
      expect(await sharp(got.rawPayload).metadata()).toMatchObject({ format: 'jpeg', width, height: width / 2 });
      expect((await sharp(got.rawPayload).metadata()).exif).toBeUndefined();
      expect((await raw(browser, `${file}/${size}`, { 'if-none-match': got.headers.etag })).statusCode).toBe(304);
    }
    const form = await browser.get('/units/sd.jinan/tasks/summary/report');
    const thumbnail = /<img class="thumb" src="([^"]+)"/.exec(form.text)![1]!;
    expect((await raw(browser, thumbnail)).headers['content-type']).toBe('image/jpeg');
    expect((await (await portalOf().enter('mot')).get(thumbnail.replace('sd.jinan', 'mot'))).status).toBe(404); // the word is sealed for its unit
  });

  test('a bomb, a damaged one, or another format under the name shows nothing, and the portal goes on', async () => {
    const bomb = await PHOTO.clone().png().toBuffer(); // says of itself that it is 60,000 wide and high
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const half = (await PHOTO.clone().jpeg().toBuffer()).subarray(0, 2_000);
    for (const [name, bytes] of [['巨.png', bomb], ['残.jpg', half]] as const) {
      const { browser, file } = await reported(name, bytes);
      expect((await raw(browser, `${file}/thumbnail`)).statusCode).toBe(404);
      expect((await raw(browser, file)).statusCode).toBe(200); // still handed out as data
    }
    await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).toBuffer()).rejects.toThrow(); // no other decoder is there
  });

  test('of a quarantined or purged file there is none at once, also if it was shown before', async () => {
    const { browser, file, digest } = await reported('名单.png', await PHOTO.clone().png().toBuffer());
    const first = await raw(browser, `${file}/thumbnail`);
    expect(first.statusCode).toBe(200);
    const { store, campaign } = portalOf().world;
    const mark = (state: 'quarantined' | 'lifted' | 'purged') => setRemoval(store, { campaign, file: digest, state, at: instant('2024-10-11T10:00:00+08:00'), by: 'organiser', of: [] });
    await mark('quarantined');
    for (const headers of [{}, { 'if-none-match': String(first.headers.etag) }]) expect((await raw(browser, `${file}/thumbnail`, headers)).statusCode).toBe(404);
    await mark('lifted');
    expect((await raw(browser, `${file}/thumbnail`)).statusCode).toBe(200);
    await mark('purged');
    await store.remove(digest);
    expect(await barOf(store, digest)).toBe('purged');
    expect((await raw(browser, `${file}/picture`)).statusCode).toBe(404);
    // There was never a second copy: no content of the store is the small picture.
    const contents = (await readdir(join(portalOf().world.dataDir, 'store', 'content'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const all = await Promise.all(contents.map((entry) => readFile(join(entry.parentPath, entry.name))));
    expect(all.some((bytes) => bytes.equals(first.rawPayload))).toBe(false);
  });
});
}
