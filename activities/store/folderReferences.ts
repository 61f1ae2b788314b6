import { randomUUID } from 'node:crypto';
import { link, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, explained } from './errors.ts';
import { flushFolder, makeFolder } from './folders.ts';
import { pathOfName } from './paths.ts';
import type { References } from './store.ts';

/** References in a folder, one small file each: `refs/<name>`. Reading one is one open and one read. */
export function folderReferences(root: string): References {
  const folder = join(root, 'refs');
  const temporaries = join(root, 'tmp');

  /** Writes `text` beside, lets `place` move it into position, and flushes both. */
  async function place(name: string, text: string, into: (temporary: string, path: string) => Promise<boolean>): Promise<boolean> {
    const path = pathOfName(folder, name);
    const temporary = join(temporaries, randomUUID());
    await makeFolder(temporaries);
    await makeFolder(dirname(path));
    try {
      await writeFlushed(temporary, text);
      const done = await into(temporary, path);
      await flushFolder(dirname(path));
      return done;
    } catch (error) {
      throw explained(error);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  return {
    getReference: async (name) => {
      try {
        return await readFile(pathOfName(folder, name), 'utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    setReference: async (name, text) => {
      await place(name, text, (temporary, path) => rename(temporary, path).then(() => true));
    },
    // A hard link fails if the name is taken, and the file is complete when it appears.
    createReference: (name, text) => place(name, text, (temporary, path) => link(temporary, path).then(() => true, (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    })),
    listReferences: async (prefix) => (await namesBelow(pathOfName(folder, prefix), prefix)).sort(),
  };
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function namesBelow(path: string, prefix: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const names = await Promise.all(entries.map(async (entry) => entry.isDirectory()
    ? namesBelow(join(path, entry.name), `${prefix}/${entry.name}`)
    : [`${prefix}/${entry.name}`]));
  return names.flat();
}
