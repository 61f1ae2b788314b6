import { markProblems } from './letterMarks.ts';
import { LETTER_KINDS, NEEDED_PARTS, isLetterKind, isVariant, namesFor, variantsOf } from './letterNames.ts';
import { type LetterSource, type Snippet, readSheet } from './letterSource.ts';
import { variableProblems } from './letterVariables.ts';
import { wordProblems } from './letterWords.ts';
import { nearest } from './nearest.ts';
import { type Problem, inOrder } from './problem.ts';

const INCLUDE = /\{%-?\s*(?:include|render)\s+['"]([^'"]*)['"]?/g;

/**
 * Everything wrong with the letters' templates: front matter, Liquid, unknown variables, words that are never said to
 * peers, names that no letter has, kinds without a template. Pure: `sources` are the files of the folder.
 */
export function checkLetters(sources: readonly LetterSource[], folder: string): Problem[] {
  return inOrder([...sources.flatMap((source) => sourceProblems(source, sources)), ...missing(sources, folder), ...wordProblems(sources)]);
}

function sourceProblems(source: LetterSource, all: readonly LetterSource[]): Problem[] {
  const whole: Snippet = { text: source.text, line: 1, column: 1 };
  const shared = [...nameProblems(source), ...includeProblems(source, all), ...markProblems(source)];
  if (source.name.startsWith('parts/')) return [...shared, ...variableProblems(source, whole, true)];
  const { sheet, problems } = readSheet(source);
  if (sheet === undefined) return [...shared, ...problems];
  const snippets = [sheet.subject, sheet.title, ...(sheet.preview === undefined ? [] : [sheet.preview]), sheet.body];
  return [...shared, ...problems, ...snippets.flatMap((snippet) => variableProblems(source, snippet, false))];
}

function nameProblems(source: LetterSource): Problem[] {
  const [, base = '', variant] = /^(?:parts\/)?([^.]+)(?:\.([^.]+))?\.md$/.exec(source.name) ?? [];
  const at = { file: source.file, line: 1, column: 1, path: source.name };
  if (variant !== undefined && !isVariant(variant)) {
    return [{ ...at, message: `文件名中的“${variant}”不是单位关系`, remedy: '可用：peer（同级）、guided（系统内）、own（本单位）、office、head' }];
  }
  if (source.name.startsWith('parts/') || isLetterKind(base)) return [];
  const meant = nearest(base, LETTER_KINDS);
  return [{ ...at, message: `没有名为“${base}”的函件`, remedy: meant === undefined ? `可用：${LETTER_KINDS.join('、')}` : `是否为 ${meant}.md？` }];
}

function includeProblems(source: LetterSource, all: readonly LetterSource[]): Problem[] {
  const parts = all.flatMap(({ name }) => /^parts\/([^.]+)/.exec(name)?.[1] ?? []);
  return [...source.text.matchAll(INCLUDE)].flatMap((match) => {
    const [, part = ''] = match;
    if (parts.includes(part)) return [];
    const before = source.text.slice(0, match.index).split('\n');
    const place = { file: source.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, path: source.name };
    if (part.includes('%}')) return [{ ...place, message: '片段名的引号没有成对', remedy: "请写作 {% include '片段名' %}" }];
    const meant = nearest(part, parts);
    return [{
      ...place, message: `没有名为“${part}”的函件片段`, remedy: meant === undefined ? `可用：${[...new Set(parts)].join('、')}` : `是否为 ${meant}？`,
    }];
  });
}

function missing(sources: readonly LetterSource[], folder: string): Problem[] {
  const has = (names: readonly string[]): boolean => names.some((name) => sources.some((source) => source.name === `${name}.md`));
  const needed = [
    ...LETTER_KINDS.flatMap((kind) => variantsOf(kind).map((variant) => ({ base: kind, variant }))),
    ...NEEDED_PARTS.flatMap((part) => (['peer', 'guided', 'own'] as const).map((variant) => ({ base: `parts/${part}`, variant }))),
  ];
  return needed.filter(({ base, variant }) => !has(namesFor(base, variant))).map(({ base, variant }) => ({
    file: folder, line: 1, column: 1, path: `${base}.md`,
    message: `缺少函件模板 ${base}.${variant}.md`, remedy: `请补上 ${base}.${variant}.md，或写一个通用的 ${base}.md`,
  }));
}
