import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../store/errors.ts';
import { makeFolder } from '../store/folders.ts';

/** What a key is for. Each has a key of its own, so that a token made for one purpose is worth nothing for another. */
type Purpose = 'link' | 'mailbox' | 'session' | 'csrf' | 'file' | 'sign-in' | 'form';

/** The keys that come from one secret. */
export type Keys = (purpose: Purpose) => Buffer;

/** Derives the keys. */
export function keysFrom(secret: Uint8Array): Keys {
  const known = new Map<Purpose, Buffer>();
  return (purpose) => {
    const key = known.get(purpose) ?? Buffer.from(hkdfSync('sha256', secret, 'campaign', purpose, 32));
    known.set(purpose, key);
    return key;
  };
}

/**
 * The secret that signs links and sessions: CAMPAIGN_SECRET_FILE, else a file of our own in the data folder, readable by us only. Worker
 * and portals that are to understand each other read the same one.
 */
export async function openKeys({ secretFile, dataDir }: { readonly secretFile?: string | undefined; readonly dataDir: string }): Promise<Keys> {
  return keysFrom(await readFile(secretFile ?? await ownFile(dataDir)));
}

/** Whoever comes first makes it; complete when it appears. */
async function ownFile(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret');
  await makeFolder(dataDir);
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(temporary, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    await chmod(file, 0o600);
  } finally {
    await rm(temporary, { force: true });
  }
  return file;
}
