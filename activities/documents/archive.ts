import { randomUUID } from 'node:crypto';
import { access, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gap } from '../../campaign/summary/annex.ts';
import type { Activities } from '../../workflows/contract.ts';
import { getDocument } from '../store/documents.ts';
import { makeFolder } from '../store/folders.ts';
import { listRemovals } from '../store/removals.ts';
import type { Digest, Store } from '../store/store.ts';
import { type ArchiveInput, archiveEntries } from './entries.ts';
import { folderWriter } from './folderWriter.ts';
import { lostReports, submissionFacts } from './lost.ts';
import { MANIFEST } from './manifest.ts';
import { safeName } from './names.ts';
import { readme } from './readme.ts';
import { type Repaired, repair } from './repair.ts';
import { shapes } from './shapes.ts';
import { supplementAll } from './supplement.ts';
import { type Difference, digestOfFile, readManifest } from './verify.ts';
import type { Entry } from './writing.ts';

interface ArchiveDeps {
  readonly store: Store;
  /** Archives lie below it, a folder for each campaign. */
  readonly archiveFolder: string;
}

interface Archived {
  /** sha256 of SHA256SUMS: who has it can check everything. */
  readonly archive: Digest;
  readonly folder: string;
  /** What the archive should hold and the store does not have. */
  readonly gaps: readonly Gap[];
  /** Receipts whose report is not in the archive. */
  readonly lost: readonly { readonly key: string; readonly version: number; readonly report: Digest }[];
  /** Of a run on an archive that was there: files put right, files that could not be, and the supplement that was added. */
  readonly repaired: readonly string[];
  readonly differences: readonly Difference[];
  readonly supplement?: string;
  /** Where an archive went whose SHA256SUMS could not be trusted. */
  readonly setAside?: string;
}

/** Makes the activity; the workflow needs the digest only. */
export function archiveWriter(deps: ArchiveDeps): Activities['writeArchive'] {
  return async (input) => ({ archive: (await writeArchive(deps, input)).archive });
}

/**
 * Writes the archive, or verifies, repairs and supplements the one that is there: what was archived once never changes, and the digest
 * stays the same. An archive whose SHA256SUMS contradicts its own files is set aside and written anew.
 */
export async function writeArchive(deps: ArchiveDeps, input: ArchiveInput): Promise<Archived> {
  const folder = join(deps.archiveFolder, safeName(input.campaign));
  await makeFolder(deps.archiveFolder);
  const head = await getDocument(deps.store, input.head, shapes.head);
  const gaps: Gap[] = [];
  const facts: unknown[] = [];
  async function* entries(): AsyncGenerator<Entry> {
    gaps.length = facts.length = 0;
    yield* archiveEntries(deps.store, input, gaps, (found) => { facts.push(...submissionFacts(found)); });
    yield { path: 'README.txt', content: { text: readme(head, input.approved, gaps, await listRemovals(deps.store, input.campaign)) }, what: 'README.txt' };
  }

  const isNew = !await exists(folder) && await writeNew(deps, folder, entries(), gaps);
  let found = isNew ? await justWritten(folder) : await repair(deps, folder, entries(), gaps);
  let setAside: string | undefined;
  if (found === 'contradictory') {
    setAside = `${folder}.damaged-${randomUUID().slice(0, 8)}`;
    await rename(folder, setAside); // it tells what happened: kept
    await writeNew(deps, folder, entries(), gaps);
    found = await justWritten(folder);
  }
  await supplementAll(deps, input.campaign); // what came between the close of its line and now
  const { archived, ...result } = found;
  return {
    archive: await digestOfFile(join(folder, MANIFEST)), folder, gaps, lost: lostReports(facts, archived), ...result,
    ...(setAside === undefined ? {} : { setAside }),
  };
}

/** False if somebody else wrote it at the same time. */
async function writeNew({ store, archiveFolder }: ArchiveDeps, folder: string, entries: AsyncIterable<Entry>, gaps: Gap[]): Promise<boolean> {
  const writer = folderWriter(store, archiveFolder, gaps);
  try {
    for await (const entry of entries) await writer.add(entry);
    return await writer.finish(folder);
  } finally {
    await writer.discard();
  }
}

async function justWritten(folder: string): Promise<Repaired> {
  return { archived: (await readManifest(folder))?.values() ?? [], repaired: [], differences: [] };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
