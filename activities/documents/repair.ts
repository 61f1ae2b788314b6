import type { Gap } from '../../campaign/summary/annex.ts';
import { StoreError } from '../store/errors.ts';
import type { Contents, Digest } from '../store/store.ts';
import { type FolderWriter, folderWriter } from './folderWriter.ts';
import type { Manifest } from './manifest.ts';
import { nextSupplement, suppliedIn } from './supplement.ts';
import { type Difference, readManifest, verifyArchive } from './verify.ts';
import { type Entry, digestOf, writeEntry } from './writing.ts';

export interface Repaired {
  /** Digests of everything in the archive and its supplements. */
  readonly archived: Iterable<Digest>;
  /** Files put right. */
  readonly repaired: readonly string[];
  /** What differs still. */
  readonly differences: readonly Difference[];
  readonly supplement?: string;
}

/**
 * Puts right what differs from SHA256SUMS and can be made again, and adds what is new as a supplement. `contradictory` if the
 * list itself must be wrong: it cannot be read, or disagrees with files that are as the store has them.
 */
export async function repair(
  { store, archiveFolder }: { readonly store: Contents; readonly archiveFolder: string }, folder: string, entries: AsyncIterable<Entry>, gaps: Gap[],
): Promise<Repaired | 'contradictory'> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) return 'contradictory';
  const differing = new Map((await verifyArchive(folder)).map((each) => [each.path, each]));
  const supplied = await suppliedIn(folder);
  const supplement = folderWriter(store, archiveFolder, gaps);
  const repaired: string[] = [];
  try {
    for await (const entry of entries) {
      const digest = digestOf(entry);
      const difference = differing.get(entry.path);
      if (manifest.get(entry.path) === digest) {
        if (difference === undefined || !await rewritten(store, folder, entry)) continue;
        differing.delete(entry.path);
        repaired.push(entry.path);
      } else if (difference !== undefined && 'found' in difference && difference.found === digest) {
        return 'contradictory';
      } else if (supplied.get(entry.path) !== digest && !isPoorer(entry, manifest, gaps)) {
        await supplement.add(entry);
      }
    }
    return { repaired, differences: [...differing.values()], ...await finished(folder, manifest, supplement) };
  } finally {
    await supplement.discard();
  }
}

async function finished(folder: string, manifest: Manifest, supplement: FolderWriter): Promise<Pick<Repaired, 'archived' | 'supplement'>> {
  const place = await nextSupplement(folder);
  const added = await supplement.finish(place);
  return { archived: [...manifest.values(), ...(await suppliedIn(folder)).values()], ...(added ? { supplement: place } : {}) };
}

/** False if the store does not have it any more: then the difference stays. */
async function rewritten(store: Contents, folder: string, entry: Entry): Promise<boolean> {
  try {
    await writeEntry(store, folder, entry);
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

/** A text made now while the store lacks something that the archive still has (purged since, or damaged) would tell less than the archived one. */
function isPoorer(entry: Entry, manifest: Manifest, gaps: readonly Gap[]): boolean {
  if (!('text' in entry.content) || gaps.length === 0) return false;
  const archived = new Set(manifest.values());
  return gaps.some(({ digest, what }) => archived.has(digest) || what.endsWith('的流水'));
}
