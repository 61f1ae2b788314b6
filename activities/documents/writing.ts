import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { damaged, explained } from '../store/errors.ts';
import type { Contents, Digest } from '../store/store.ts';
import { digestOfText } from './manifest.ts';

/** A file of the archive: a content of the store as it is, or a text made now. */
export interface Entry {
  readonly path: string;
  readonly content: { readonly stored: Digest } | { readonly text: string };
  /** For people, if it cannot be read. */
  readonly what: string;
}

/** The sha256 that an entry's file has. */
export function digestOf({ content }: Entry): Digest {
  return 'stored' in content ? content.stored : digestOfText(content.text);
}

/**
 * Writes an entry below `folder`, flushed. Contents are copied, not hard-linked: an archive shares no bytes with the store, so a change to
 * either never reaches the other, and it can lie on another disk; they are streamed, so a video costs no memory, and
 * checked on the way. Throws a StoreError for one that is missing or damaged, and then leaves nothing behind.
 */
export async function writeEntry(contents: Contents, folder: string, entry: Entry): Promise<Digest> {
  const path = join(folder, ...entry.path.split('/'));
  const temporary = join(dirname(path), '.writing');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    if ('stored' in entry.content) await copy(contents, entry.content.stored, temporary);
    else await writeFile(temporary, entry.content.text, { mode: 0o600, flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw explained(error);
  }
  return digestOf(entry);
}

async function copy(contents: Contents, digest: Digest, to: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(await contents.open(digest), async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  }, createWriteStream(to, { mode: 0o600, flush: true }));
  if (hash.digest('hex') !== digest) throw damaged(digest);
}
