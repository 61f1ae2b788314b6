import { type Variant, LETTER_KINDS, isInternal, namesFor } from './letterNames.ts';
import type { LetterSource } from './letterSource.ts';
import type { Problem } from './problem.ts';

/** What is never said to a body of equal rank, and what may be said instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  督办: '商请', 督促: '商请协助', 催报: '再次商请', 催办: '再次商请', 逾期: '尚未收到', 责令: '商请', 责成: '商请',
  务必: '商请', 必须: '商请', 限期: '商请于……前', 通报: '告知', 退回: '商请补充', 问责: '（删去）', 从速: '（删去）',
};

/** The words in a text that are never said to peers. */
export function forbiddenForPeers(text: string): string[] {
  return Object.keys(INSTEAD).filter((word) => text.includes(word));
}

/** Forbidden words in any template or part that a peer can get: its own variant, or the common one where there is none. */
export function wordProblems(sources: readonly LetterSource[]): Problem[] {
  return sources.filter((source) => reaches('peer', source, sources)).flatMap(inSource);
}

function reaches(variant: Variant, source: LetterSource, all: readonly LetterSource[]): boolean {
  const base = source.name.replace(/\.md$/, '');
  const candidates = [...LETTER_KINDS.filter((kind) => !isInternal(kind)), ...all.flatMap(partBase)];
  return candidates.some((name) => {
    const names = namesFor(name, variant);
    return names.includes(base) && names.find((each) => all.some((other) => other.name === `${each}.md`)) === base;
  });
}

/** `parts/items` of `parts/items.peer.md`. */
function partBase({ name }: LetterSource): string[] {
  const base = /^(parts\/[^.]+)(\.[^.]+)?\.md$/.exec(name)?.[1];
  return base === undefined ? [] : [base];
}

function inSource({ file, name, text }: LetterSource): Problem[] {
  return text.split('\n').flatMap((line, index) => Object.entries(INSTEAD).flatMap(([word, instead]) => {
    const found: Problem[] = [];
    for (let column = line.indexOf(word); column >= 0; column = line.indexOf(word, column + word.length)) {
      found.push({
        file, line: index + 1, column: column + 1, path: name,
        message: `“${word}”不得用于致同级单位的函件`,
        remedy: `请改为“${instead}”；只对系统内或本单位使用时，请写入 ${name.replace(/(\.peer)?\.md$/, '.own.md')} 或 .guided.md`,
      });
    }
    return found;
  }));
}
