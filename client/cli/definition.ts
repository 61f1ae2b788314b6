import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SourceFile } from '../../campaign/definition/sources.ts';
import { type Read, checkFiles, problemText } from '../definitions.ts';
import { Refused } from '../refused.ts';
import { announceWork } from './progress.ts';

/** Reads and checks a definition, with the letters it will send. @throws Refused if it cannot be read. */
export async function readDefinition(path: string): Promise<Read> {
  const files = await readSources(path);
  announceWork(files.reduce((sum, { text }) => sum + text.length, 0), '正在检查定义，请稍候…');
  return checkFiles(files);
}

/** A sound definition. @throws Refused with the first problems. */
export async function requireDefinition(path: string): Promise<Extract<Read, { ok: true }>> {
  const read = await readDefinition(path);
  if (read.ok) return read;
  const shown = read.problems.slice(0, 3).map(problemText);
  throw new Refused(`定义有 ${String(read.problems.length)} 处问题，请改正后重试（全部问题：npx campaign check ${path}）：\n${shown.join('\n')}`);
}

async function readSources(path: string): Promise<SourceFile[]> {
  const names = await namesOf(path);
  return Promise.all(names.map(async (name) => {
    try {
      return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(name)) };
    } catch (error) {
      if (error instanceof TypeError) throw new Refused(`文件“${name}”不是 UTF-8 编码。请用编辑器另存为 UTF-8 后重试。`);
      throw unreadable(name, error);
    }
  }));
}

async function namesOf(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => /\.ya?ml$/i.test(name) && !basename(name).startsWith('.')).sort();
    if (names.length === 0) throw new Refused(`文件夹“${path}”中没有 YAML 文件。请指定含 campaign.yaml 的文件夹，例如 config/campaigns/quality-month-2024。`);
    return names.map((name) => join(path, name));
  } catch (error) {
    throw error instanceof Refused ? error : unreadable(path, error);
  }
}

/** Why a file a person named cannot be read. */
export function unreadable(path: string, error: unknown): Refused {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Refused(`找不到“${path}”。请核对路径（相对于当前目录）。`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new Refused(`没有权限读取“${path}”。请检查文件权限。`, { cause: error });
  if (code === 'EISDIR') return new Refused(`“${path}”是文件夹，不是文件。请指定其中的文件。`, { cause: error });
  return new Refused(`读不了“${path}”（${String(code ?? error)}）。请检查文件后重试。`, { cause: error });
}
