import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../store/errors.ts';
import type { Digest } from '../store/store.ts';
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts';

export const SUPPLEMENT = 'supplement';

/** Where an archive is not what its SHA256SUMS says. `found`: sha256 of what lies there. */
export type Difference =
  | { readonly path: string; readonly what: 'missing' }
  | { readonly path: string; readonly what: 'changed' | 'unlisted'; readonly found: Digest }
  /** Something that is no plain file (a link), or a SHA256SUMS that is not as we write it: nothing can be said below it. */
  | { readonly path: string; readonly what: 'not-a-file' | 'manifest' };

/** Compares an archive with its SHA256SUMS, supplements included; empty if every byte is in its place. Reads everything, in a stream. */
export async function verifyArchive(folder: string): Promise<Difference[]> {
  const differences = await verifyFolder(folder, (path) => path.startsWith(`${SUPPLEMENT}/`));
  for (const name of await supplementsOf(folder)) {
    const own = await verifyFolder(join(folder, SUPPLEMENT, name), () => false);
    differences.push(...own.map((each) => ({ ...each, path: `${SUPPLEMENT}/${name}/${each.path}` })));
  }
  return differences;
}

/** The supplements of an archive, oldest first: `1`, `2`, … */
export async function supplementsOf(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, SUPPLEMENT)).catch(noneIfMissing);
  return names.sort((a, b) => Number(a) - Number(b));
}

/** The SHA256SUMS of a folder; undefined if it is missing or not as we write it. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return parseManifest(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** sha256 of a file, read in a stream. */
export async function digestOfFile(path: string): Promise<Digest> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(Buffer.from(chunk));
  return hash.digest('hex');
}

async function verifyFolder(folder: string, isElsewhere: (path: string) => boolean): Promise<Difference[]> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) return [{ path: MANIFEST, what: 'manifest' }];
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for (const { path, isFile } of await walk(folder)) {
    if (path === MANIFEST || isElsewhere(path)) continue;
    seen.add(path);
    if (!isFile) {
      differences.push({ path, what: 'not-a-file' });
      continue;
    }
    const found = await digestOfFile(join(folder, path));
    const listed = manifest.get(path);
    if (listed !== found) differences.push({ path, what: listed === undefined ? 'unlisted' : 'changed', found });
  }
  const missing = [...manifest.keys()].filter((path) => !seen.has(path));
  return [...differences, ...missing.map((path): Difference => ({ path, what: 'missing' }))];
}

/** Every file and link below a folder. */
export async function walk(folder: string, below = ''): Promise<{ path: string; isFile: boolean }[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(entries.map(async (entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? walk(folder, path) : [{ path, isFile: entry.isFile() }];
  }));
  return found.flat();
}

function noneIfMissing(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
  throw error;
}
