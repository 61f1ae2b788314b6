import { join } from 'node:path';
import type { Gap } from '../../campaign/summary/annex.ts';
import type { Contents, Digest } from '../store/store.ts';
import { folderWriter } from './folderWriter.ts';
import type { Manifest } from './manifest.ts';
import { safeName } from './names.ts';
import { reportEntries } from './reportEntries.ts';
import { SUPPLEMENT, readManifest, supplementsOf } from './verify.ts';

/** What the supplements hold, by path as in the archive; of several of one path the latest. */
export async function suppliedIn(folder: string): Promise<Manifest> {
  const all = new Map<string, Digest>();
  for (const name of await supplementsOf(folder)) {
    for (const [path, digest] of await readManifest(join(folder, SUPPLEMENT, name)) ?? []) all.set(path, digest);
  }
  return all;
}

/** Where the next supplement goes: supplements are numbered and never change. */
export async function nextSupplement(folder: string): Promise<string> {
  const last = Number((await supplementsOf(folder)).at(-1) ?? 0);
  return join(folder, SUPPLEMENT, String(last + 1));
}

/**
 * Adds a report that came after everything had closed (DESIGN §5: late supplements go to the archive). It is in the store already.
 * Returns the supplement's folder; throws if the report cannot be read or there is no archive.
 */
export async function supplementReport(
  { store, archiveFolder }: { readonly store: Contents; readonly archiveFolder: string },
  late: { readonly campaign: string; readonly line: string; readonly key: string; readonly version: number; readonly report: Digest },
): Promise<string> {
  const folder = join(archiveFolder, safeName(late.campaign));
  if (await readManifest(folder) === undefined) throw new Error('the campaign has no sound archive yet: write it first');
  const gaps: Gap[] = [];
  const writer = folderWriter(store, archiveFolder, gaps);
  try {
    for await (const entry of reportEntries(store, late.line, late, gaps)) await writer.add(entry);
    if (gaps.length > 0) throw new Error('the report or one of its files cannot be read from the store');
    const place = await nextSupplement(folder);
    if (!await writer.finish(place)) throw new Error('another supplement was added at the same time: try again');
    return place;
  } finally {
    await writer.discard();
  }
}
