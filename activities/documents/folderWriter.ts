import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Gap } from '../../campaign/summary/annex.ts';
import { codeOf } from '../store/errors.ts';
import { flushFolder } from '../store/folders.ts';
import type { Contents, Digest } from '../store/store.ts';
import { MANIFEST, formatManifest } from './manifest.ts';
import { whyOf } from './reading.ts';
import { type Entry, writeEntry } from './writing.ts';

/** Writes a folder with its SHA256SUMS beside its place and renames it there: it is there wholly or not at all. */
export interface FolderWriter {
  /** What was written, by path. */
  readonly written: ReadonlyMap<string, Digest>;
  /** Adds a file; one that cannot be read becomes a gap. */
  add(entry: Entry): Promise<void>;
  /** Puts the folder in its place, if there is anything in it; says whether it did. Somebody else's folder there is left as it is. */
  finish(place: string): Promise<boolean>;
  /** Removes what was not put in its place. */
  discard(): Promise<void>;
}

/** Opens a writer below `room`, which is on the same disk as the place. */
export function folderWriter(contents: Contents, room: string, gaps: Gap[]): FolderWriter {
  const temporary = join(room, `.writing-${randomUUID()}`);
  const written = new Map<string, Digest>();
  return {
    written,
    add: async (entry) => {
      try {
        written.set(entry.path, await writeEntry(contents, temporary, entry));
      } catch (error) {
        gaps.push({ what: entry.what, digest: 'stored' in entry.content ? entry.content.stored : '', why: whyOf(error) });
      }
    },
    finish: async (place) => {
      if (written.size === 0) return false;
      await writeEntry(contents, temporary, { path: MANIFEST, content: { text: formatManifest(written) }, what: MANIFEST });
      // Asked of the disk each time: the archive it lay in may have been set aside since.
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      try {
        await rename(temporary, place);
      } catch (error) {
        if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') return false;
        throw error;
      }
      await flushFolder(dirname(place));
      await flushFolder(dirname(dirname(place)));
      return true;
    },
    discard: () => rm(temporary, { recursive: true, force: true }),
  };
}
