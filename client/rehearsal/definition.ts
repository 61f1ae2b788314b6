import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import type { SourceFile } from '../../campaign/definition/sources.ts';
import { Refused } from '../refused.ts';

/** Reads a sound definition for a rehearsal. @throws Refused if there is none; `check` tells all its problems. */
export async function readForRehearsal(path: string): Promise<{ readonly compiled: Compiled; readonly files: readonly SourceFile[] }> {
  const files = await sourcesOf(path);
  const checked = checkDefinition(files, officialYear);
  if (checked.ok) return { compiled: checked.compiled, files };
  const [first] = checked.problems;
  throw new Refused(`定义有 ${String(checked.problems.length)} 处问题，不能演练。第一处：${first?.file ?? path}:${String(first?.line ?? 1)} ${first?.message ?? ''}。全部问题：npx campaign check ${path}`);
}

async function sourcesOf(path: string): Promise<SourceFile[]> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path)).filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort().map((name) => join(path, name)) : [path];
    return await Promise.all(names.map(async (name) => ({ name: basename(name), text: await readFile(name, 'utf8') })));
  } catch (error) {
    throw new Refused(`读不了“${path}”。请核对路径：应为含 campaign.yaml 的文件夹，例如 config/campaigns/quality-month-2024。`, { cause: error });
  }
}
