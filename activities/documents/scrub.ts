import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder } from '../store/folders.ts';
import { type Removal, listRemovals } from '../store/removals.ts';
import type { Contents, Digest, References } from '../store/store.ts';
import { MANIFEST, type Manifest, digestOfText, formatManifest } from './manifest.ts';
import { safeName } from './names.ts';
import { PURGED, type PurgedLine, readPurged } from './purged.ts';
import { withRemovals } from './readme.ts';
import { SUPPLEMENT, digestOfFile, readManifest, supplementsOf, walk } from './verify.ts';
import { writeEntry } from './writing.ts';

const README = 'README.txt';

/** What is purged: its removal as the store has it, and how long the file was. */
export interface Purge extends Removal {
  readonly size: number;
}

/**
 * Deletes every copy of a purged file from a campaign's archive, its supplements and what was set aside, and rewrites each SHA256SUMS so
 * that `sha256sum -c` passes. A crash leaves an archive that does not agree with its list; the same call ends what it began. Returns the
 * paths deleted, below `archiveFolder`.
 */
export async function scrubArchive(store: Contents & References, archiveFolder: string, purge: Purge): Promise<string[]> {
  const name = safeName(purge.campaign);
  const folder = join(archiveFolder, name);
  const removals = await listRemovals(store, purge.campaign);
  const deleted: string[] = [];
  for (const below of [name, ...(await supplementsOf(folder)).map((number) => join(name, SUPPLEMENT, number))]) {
    const gone = await scrubFolder(store, join(archiveFolder, below), purge, removals);
    deleted.push(...gone.map((path) => join(below, path)));
  }
  // An archive set aside is evidence of what happened to it, and stays as unsound as it is.
  for (const aside of await readdir(archiveFolder).catch(() => [])) {
    if (!aside.startsWith(`${name}.damaged-`)) continue;
    const gone = await deleteCopies(join(archiveFolder, aside), purge, await readManifest(join(archiveFolder, aside)), () => false);
    deleted.push(...gone.map((path) => join(aside, path)));
  }
  return deleted;
}

async function scrubFolder(store: Contents, folder: string, purge: Purge, removals: readonly Removal[]): Promise<string[]> {
  const manifest = await readManifest(folder);
  const gone = await deleteCopies(folder, purge, manifest, (path) => path.startsWith(`${SUPPLEMENT}/`));
  const listed = manifest === undefined ? [] : pathsOf(manifest, purge.file);
  if (manifest === undefined || listed.length === 0) return gone;

  const files = new Map<string, Digest>(manifest);
  for (const path of listed) files.delete(path);
  if (purge.why !== undefined) files.set(...await write(store, folder, `texts/${purge.why}.json`, { stored: purge.why }));
  if (manifest.has(README)) {
    const text = await readFile(join(folder, README), 'utf8');
    files.set(...await write(store, folder, README, { text: withRemovals(text, removals) }));
  }
  const earlier = (await readPurged(folder)).filter(({ before }) => !listed.some((path) => path in before));
  const changed = [...new Set([...manifest.keys(), ...files.keys(), PURGED])].filter((path) => path === PURGED || manifest.get(path) !== files.get(path));
  const line: PurgedLine = {
    file: purge.file, at: purge.at, by: purge.by, why: purge.why,
    before: Object.fromEntries(changed.map((path) => [path, manifest.get(path) ?? null])),
  };
  files.set(...await write(store, folder, PURGED, { text: [...earlier, line].map((each) => `${JSON.stringify(each)}\n`).join('') }));
  // Last: until it is there, the old list still says what is to be done.
  await write(store, folder, MANIFEST, { text: formatManifest(files) });
  await flushFolder(folder);
  return gone;
}

async function write(store: Contents, folder: string, path: string, content: { stored: Digest } | { text: string }): Promise<[string, Digest]> {
  await writeEntry(store, folder, { path, content, what: path });
  return [path, 'text' in content ? digestOfText(content.text) : content.stored];
}

function pathsOf(manifest: Manifest, file: Digest): string[] {
  return [...manifest].filter(([, digest]) => digest === file).map(([path]) => path);
}

/** Those listed as the file, and those that are the file whatever the list says. */
async function deleteCopies(folder: string, { file, size }: Purge, manifest: Manifest | undefined, isElsewhere: (path: string) => boolean): Promise<string[]> {
  const listed = new Set(manifest === undefined ? [] : pathsOf(manifest, file));
  const gone: string[] = [];
  for (const { path, isFile } of await walk(folder)) {
    if (!isFile || isElsewhere(path)) continue;
    const place = join(folder, path);
    const isCopy = listed.has(path) || ((await stat(place)).size === size && await digestOfFile(place) === file);
    if (!isCopy) continue;
    await rm(place, { force: true });
    gone.push(path);
  }
  return gone;
}
