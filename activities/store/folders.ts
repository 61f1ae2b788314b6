import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './errors.ts';

const made = new Set<string>();
const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a folder and its parents, readable by us only and flushed; asks the disk once per process. */
export async function makeFolder(path: string): Promise<void> {
  if (made.has(path)) return;
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first !== undefined) {
    for (let child = path; child.length >= first.length; child = dirname(child)) await flushFolder(dirname(child));
  }
  made.add(path);
}

/** Flushes the names in a folder: without it a power failure may lose a file that was flushed itself. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } catch (error) {
    if (codeOf(error) !== 'EINVAL') throw error; // some network file systems cannot
  } finally {
    await folder.close();
  }
}

/** Removes what processes that died left half written. A day is longer than any upload that still runs. */
export async function sweep(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}
