import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLetterSources } from '../activities/letters/sources.ts';
import { officialYear } from '../campaign/definition/calendarData.ts';
import { type Checked, checkDefinition } from '../campaign/definition/check.ts';
import { checkLetters } from '../campaign/definition/letterCheck.ts';
import type { Problem } from '../campaign/definition/problem.ts';
import type { SourceFile } from '../campaign/definition/sources.ts';

/** A definition as it came, and what is wrong with it or with the letters. */
export type Read = Checked & { readonly files: readonly SourceFile[] };

/** The templates of this project. */
export const LETTERS = fileURLToPath(new URL('../config/letters', import.meta.url));

/** Checks a definition, with the letters it will send. */
export async function checkFiles(files: readonly SourceFile[]): Promise<Read> {
  const checked = checkDefinition(files, officialYear);
  const letters = await letterProblems();
  return letters.length === 0 ? { ...checked, files } : { ok: false, problems: [...checked.problems, ...letters], files };
}

/** A problem as compilers write it, so that editors can jump there. */
export function problemText({ file, line, column, message, remedy }: Problem): string {
  return `${file}:${String(line)}:${String(column)} ${message}\n    办法：${remedy}`;
}

async function letterProblems(): Promise<Problem[]> {
  const shown = relative(process.cwd(), LETTERS);
  const sources = await readLetterSources(LETTERS);
  return checkLetters(sources.map((source) => ({ ...source, file: relative(process.cwd(), source.file) })), shown);
}
