import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, explained } from './errors.ts';
import { flushFolder, makeFolder } from './folders.ts';
import { pathOfName } from './paths.ts';
import type { Log, Logs } from './store.ts';

const SUFFIX = '.jsonl';
const NEWLINE = 0x0a;

/** Logs in a folder: `logs/<name>/<writer>.jsonl`. */
export function folderLogs(root: string): Logs {
  const folder = join(root, 'logs');
  const pathOf = (name: string, writer: string): string => pathOfName(folder, `${name}/${writer}${SUFFIX}`);
  return {
    openLog: (name, writer) => groupCommit(pathOf(name, writer)),
    listLogs: async (name) => {
      const path = pathOfName(folder, name);
      const files = await readdir(path).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      });
      return Promise.all(files.filter((file) => file.endsWith(SUFFIX)).sort().map(async (file) => (
        { writer: file.slice(0, -SUFFIX.length), size: (await stat(join(path, file))).size })));
    },
    readLog: (name, writer, from) => readLines(pathOf(name, writer), from),
  };
}

/** One write and one flush for all lines that wait while the previous flush is under way. */
function groupCommit(path: string): Log {
  let waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = [];
  let file: Promise<FileHandle> | undefined;
  let running: Promise<void> | undefined;
  let torn = false;

  async function commit(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const handle = await (file ??= create(path));
        // After a failed write half a line may stand there: the next one must not be glued to it.
        await handle.appendFile(`${torn ? '\n' : ''}${group.map(({ line }) => `${line}\n`).join('')}`);
        await handle.datasync();
        torn = false;
        for (const { done } of group) done();
      } catch (error) {
        torn = true;
        for (const { failed } of group) failed(explained(error));
      }
    }
    running = undefined;
  }

  return {
    append: (line) => new Promise((done, failed) => {
      waiting.push({ line, done, failed });
      running ??= commit();
    }),
    close: async () => {
      await running;
      await (await file)?.close();
      file = undefined;
    },
  };
}

async function create(path: string): Promise<FileHandle> {
  await makeFolder(dirname(path));
  const file = await open(path, 'a', 0o600);
  await flushFolder(dirname(path));
  return file;
}

async function readLines(path: string, from: number): Promise<{ lines: string[]; next: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, size - from));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    const end = bytes.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1; // bytes, not characters: a cut may go through one
    const lines = bytes.subarray(0, end).toString('utf8').split('\n').filter((line) => line !== '');
    return { lines, next: from + end };
  } finally {
    await file.close();
  }
}
