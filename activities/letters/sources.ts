import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LetterSource } from '../../campaign/definition/letterSource.ts';

/** The letters' templates and parts in a folder, as the check and the composer read them. */
export async function readLetterSources(folder: string): Promise<readonly LetterSource[]> {
  const [sheets, parts] = await Promise.all([namesIn(folder), namesIn(join(folder, 'parts'))]);
  const names = [...sheets, ...parts.map((name) => `parts/${name}`)];
  return Promise.all(names.map(async (name) => {
    const file = join(folder, name);
    return { name, file, text: (await readFile(file, 'utf8')).replace(/^\uFEFF/, '') }; // Notepad writes a BOM
  }));
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
}
