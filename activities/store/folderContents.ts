import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, damaged, explained, missing, tooLarge } from './errors.ts';
import { flushFolder, makeFolder } from './folders.ts';
import { pathOfDigest } from './paths.ts';
import type { Content, Contents, Digest, PutOptions } from './store.ts';

/** Contents in a folder: `content/ab/<digest>`, written under a temporary name first. */
export function folderContents(root: string): Contents {
  const folder = join(root, 'content');
  const temporaries = join(root, 'tmp');
  const pathOf = (digest: Digest): string => pathOfDigest(folder, digest);

  async function put(content: Content, options: PutOptions = {}): Promise<Digest> {
    await makeFolder(temporaries);
    const temporary = join(temporaries, randomUUID());
    try {
      const { digest, size } = await write(temporary, content, options);
      await options.inspect?.(() => createReadStream(temporary), size, digest);
      const path = pathOf(digest);
      await makeFolder(dirname(path));
      await rename(temporary, path); // equal bytes replace equal bytes
      if (options.flush !== false) await flushFolder(dirname(path));
      return digest;
    } catch (error) {
      await rm(temporary, { force: true });
      throw explained(error);
    }
  }

  async function found<T>(digest: Digest, read: (path: string) => Promise<T>): Promise<T> {
    try {
      return await read(pathOf(digest));
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? missing(digest, error) : error;
    }
  }

  return {
    put,
    get: async (digest) => {
      const bytes = await found(digest, (path) => readFile(path));
      if (createHash('sha256').update(bytes).digest('hex') !== digest) throw damaged(digest);
      return bytes;
    },
    open: (digest) => found(digest, async (path) => (await open(path)).createReadStream()),
    has: async (digest) => access(pathOf(digest)).then(() => true, () => false),
    size: async (digest) => (await found(digest, (path) => stat(path))).size,
    remove: async (digest) => { await rm(pathOf(digest), { force: true }); },
  };
}

/** Writes and hashes in one pass; a stream over the limit is closed by leaving the loop. */
async function write(path: string, content: Content, options: PutOptions): Promise<{ digest: Digest; size: number }> {
  const hash = createHash('sha256');
  const limit = options.maxBytes ?? Infinity;
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (options.flush !== false) await file.datasync();
  } finally {
    await file.close();
  }
  return { digest: hash.digest('hex'), size };
}
