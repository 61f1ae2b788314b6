import { join } from 'node:path';
import type { Gap } from '../../campaign/summary/annex.ts';
import type { Contents, Digest, References } from '../store/store.ts';
import { type LateReport, lateReports } from '../store/supplements.ts';
import { folderWriter } from './folderWriter.ts';
import type { Manifest } from './manifest.ts';
import { safeName } from './names.ts';
import { reportEntries } from './reportEntries.ts';
import { SUPPLEMENT, readManifest, supplementsOf } from './verify.ts';

const TRIES = 20;

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
export async function supplementReport({ store, archiveFolder }: { readonly store: Contents; readonly archiveFolder: string }, late: LateReport): Promise<string> {
  const folder = join(archiveFolder, safeName(late.campaign));
  if (await readManifest(folder) === undefined) throw new Error('the campaign has no sound archive yet: write it first');
  const place = await writeSupplement(store, archiveFolder, folder, late);
  if (place === undefined) throw new Error('the report or one of its files cannot be read from the store');
  return place;
}

/**
 * Adds everything that came late and is not in the archive yet; what was purged since is left out. Nothing happens before there is
 * an archive. Returns where each went, by `unit/task/version`.
 */
export async function supplementAll(
  { store, archiveFolder }: { readonly store: Contents & References; readonly archiveFolder: string }, campaign: string,
): Promise<Map<string, string>> {
  const folder = join(archiveFolder, safeName(campaign));
  const added = new Map<string, string>();
  if (await readManifest(folder) === undefined) return added;
  const there = new Set((await suppliedIn(folder)).values()); // a report lies there as it was stored, under its own digest
  for (const late of await lateReports(store, campaign)) {
    if (there.has(late.report)) continue;
    const place = await writeSupplement(store, archiveFolder, folder, late);
    if (place !== undefined) added.set(`${late.key}/${String(late.version)}`, place);
  }
  return added;
}

/** Undefined if it cannot be read from the store. */
async function writeSupplement(store: Contents, archiveFolder: string, folder: string, late: LateReport): Promise<string | undefined> {
  const gaps: Gap[] = [];
  const writer = folderWriter(store, archiveFolder, gaps);
  try {
    for await (const entry of reportEntries(store, late.line, late, gaps)) await writer.add(entry);
    // A file that was taken out does not keep the rest of its report out.
    if (gaps.some(({ why }) => why !== 'purged' && why !== 'quarantined')) return undefined;
    // If another one is added at the same time, this one gets the next number.
    for (let tries = 0; tries < TRIES; tries += 1) {
      const place = await nextSupplement(folder);
      if (await writer.finish(place)) return place;
    }
    throw new Error('other supplements were added at the same time: try again');
  } finally {
    await writer.discard();
  }
}
