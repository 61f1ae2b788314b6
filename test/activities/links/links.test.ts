import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PortalRole, PORTAL_ROLES, mailboxOf, readLink, signLink, urlOfLink } from '../../../activities/links/link.ts';
import { seal, unseal } from '../../../activities/links/sealed.ts';
import { type Keys, keysFrom, openKeys } from '../../../activities/links/secret.ts';
import { linksRevokedAt, revokeLinks, takeLinkPlace } from '../../../activities/store/links.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';

const keys = keysFrom(Buffer.alloc(32, 7));
const NOW = Date.parse('2024-09-23T01:00:00Z');
const DAY = 86_400_000;
const id = fc.stringMatching(/^[a-z0-9.-]{1,40}$/);
const scope = fc.record({ campaign: id, unit: id, role: fc.constantFrom<PortalRole>(...PORTAL_ROLES) });

describe('a link', () => {
  test('says what it was signed for, for sixty days', () => {
    fc.assert(fc.property(scope, fc.emailAddress(), fc.integer({ min: 0, max: 120 }), (of, mail, days) => {
      const read = readLink(keys, signLink(keys, of, mail, NOW), NOW + days * DAY);
      expect(read).toMatchObject({ is: days < 60 ? 'valid' : 'expired', link: { ...of, issued: NOW, mailbox: mailboxOf(keys, mail.toUpperCase()) } });
    }));
  });

  test('is nothing with any character changed, left out or added, nor with another secret', () => {
    const token = signLink(keys, { campaign: 'q', unit: 'mot', role: 'contact' }, 'mot@departments.test', NOW);
    fc.assert(fc.property(fc.nat(token.length - 1), fc.constantFrom('', 'A', '_', '.', 'AA'), (at, instead) => {
      const changed = `${token.slice(0, at)}${instead}${token.slice(at + 1)}`;
      fc.pre(changed !== token);
      expect(readLink(keys, changed, NOW)).toEqual({ is: 'invalid' });
    }));
    expect(readLink(keysFrom(Buffer.alloc(32, 8)), token, NOW)).toEqual({ is: 'invalid' });
  });

  test('made for one purpose is worth nothing for another', () => {
    for (const purpose of ['session', 'csrf', 'file', 'mailbox'] as const) {
      expect(readLink(keys, seal(keys(purpose), [1, 'q', 'mot', 'contact', NOW, NOW + DAY, 'x', 'y']), NOW)).toEqual({ is: 'invalid' });
    }
    expect(readLink(keys, seal(keys('link'), [1, 'q', 'mot', 'emperor', NOW, NOW + DAY, 'x', 'y']), NOW)).toEqual({ is: 'invalid' });
  });

  test('holds no address, and is no longer than a mail program can show', () => {
    const token = signLink(keys, { campaign: 'quality-month-2024', unit: 'sd.jinan', role: 'contact' }, 'jinan@regions.test', NOW);
    expect(Buffer.from(token, 'base64url').toString()).not.toContain('regions');
    expect(urlOfLink('https://quality.example.org/portal', token)).toMatch(/^https:\/\/quality\.example\.org\/portal\/l\/[\w.-]{100,210}$/);
  });

  test('whatever is read, nothing is thrown', () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(readLink(keys, text, NOW)).toEqual({ is: 'invalid' }); }));
    expect(unseal(keys('link'), `${'A'.repeat(10_000)}.x`)).toBeUndefined();
  });
});

describe('in the store', () => {
  let folder = '';
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'campaign-links-')); });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the secret: one, however many ask at once, for nobody else to read; or the file that was given', async () => {
    const all: Keys[] = await Promise.all(Array.from({ length: 5 }, () => openKeys({ dataDir: folder })));
    expect(new Set(all.map((each) => each('link').toString('hex'))).size).toBe(1);
    expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'secret'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    const secretFile = join(folder, 'given');
    await writeFile(secretFile, 'x'.repeat(64));
    expect((await openKeys({ secretFile, dataDir: folder }))('link')).toEqual(keysFrom(Buffer.from('x'.repeat(64)))('link'));
  });

  test('a unit\'s links end at an instant; a few may be asked for an hour, whoever asks', async () => {
    const store = await folderStore(join(folder, 'store'));
    expect(await linksRevokedAt(store, 'q', 'mot')).toBe(0);
    await revokeLinks(store, 'q', 'mot', NOW);
    expect([await linksRevokedAt(store, 'q', 'mot'), await linksRevokedAt(store, 'q', 'sd')]).toEqual([NOW, 0]);
    const taken = await Promise.all(Array.from({ length: 6 }, () => takeLinkPlace(store, 'q', 'mot', NOW, 2)));
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect(await takeLinkPlace(store, 'q', 'mot', NOW + 3_600_000, 2)).toBe(true);
  });
});
