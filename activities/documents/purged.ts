import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ENTERERS } from '../../campaign/line/facts.ts';
import { digest } from '../store/digest.ts';
import { codeOf } from '../store/errors.ts';
import type { Digest } from '../store/store.ts';
import { type Manifest, digestOfText, formatManifest } from './manifest.ts';
import { readManifest } from './verify.ts';

/** What was purged from an archive after it was written, one line each. */
export const PURGED = 'purged.jsonl';

const purgedLine = z.object({
  file: digest, at: z.string(), by: z.enum(ENTERERS), why: digest.optional(),
  /** What SHA256SUMS said before, of each path that this purge changed; `null`: nothing. */
  before: z.record(z.string(), digest.nullable()),
});
export type PurgedLine = z.infer<typeof purgedLine>;

/** The purges of an archive or supplement, oldest first. A line of another shape is left out: `verifyArchive` finds that the file was changed. */
export async function readPurged(folder: string): Promise<PurgedLine[]> {
  const text = await readFile(join(folder, PURGED), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => purgedLine.safeParse(parsed(line)).data ?? []);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The manifest as it was before these purges: its digest proves that nothing but them has changed. */
function beforePurges(manifest: Manifest, purges: readonly PurgedLine[]): Manifest {
  const files = new Map(manifest);
  for (const { before } of purges.toReversed()) {
    for (const [path, was] of Object.entries(before)) {
      if (was === null) files.delete(path);
      else files.set(path, was);
    }
  }
  return files;
}

/** What the digest of SHA256SUMS was when the archive was written; undefined if nothing was purged since, or it cannot be told. */
export async function originalDigest(folder: string): Promise<Digest | undefined> {
  const manifest = await readManifest(folder);
  if (manifest?.has(PURGED) !== true) return undefined;
  return digestOfText(formatManifest(beforePurges(manifest, await readPurged(folder))));
}
