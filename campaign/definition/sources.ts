import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { positionIn, positionOf } from './positions.ts';
import type { Locate, Path, Place, Problem } from './problem.ts';
import { isRecord } from './raw.ts';
import { readable, syntaxMistakes } from './syntax.ts';

/** One file of a definition: its name as people know it, and its text. */
export type SourceFile = { readonly name: string; readonly text: string };

type Source = { file: string; doc?: Document.Parsed; lines: LineCounter; value: unknown; problems: Problem[] };

/** Several files read as one: the keys of all, what is wrong with the YAML, and where each path stands. */
type Merged = {
  readonly raw: Record<string, unknown>;
  readonly problems: Problem[];
  /** True when a file could not be read at all: keys missing from `raw` may stand in it. */
  readonly incomplete: boolean;
  readonly locate: Locate;
};

/** Reads and merges YAML files; a top-level key in two files is a problem, and the first file's counts. Never throws. */
export function mergeSources(files: readonly SourceFile[]): Merged {
  const sources = files.map(read);
  const problems = sources.flatMap((source) => source.problems);
  if (files.length === 0) {
    problems.push({ file: '', line: 1, column: 1, path: '', message: '没有定义文件', remedy: '请提供 campaign.yaml，或含有 campaign.yaml 的文件夹' });
  }
  const home = new Map<string, Source>();
  const raw = new Map<string, unknown>();
  for (const source of sources) {
    if (!isRecord(source.value)) continue;
    for (const [key, value] of Object.entries(source.value)) {
      const first = home.get(key);
      if (first) {
        problems.push({
          ...placeIn(source, [key], 'key'),
          path: key,
          message: `“${key}”在 ${first.file} 和 ${source.file} 中都有`,
          remedy: '同一项只能写在一个文件里，请删去其中一处',
        });
      } else {
        home.set(key, source);
        raw.set(key, value);
      }
    }
  }
  // A missing section is looked for in the file that bears its name.
  const usual = (key: unknown) => sources.find(({ file }) => file.endsWith(`${String(key)}.yaml`)) ?? sources[0];
  return {
    raw: Object.fromEntries(raw),
    problems,
    incomplete: files.length === 0 || sources.some(({ value }) => value === undefined),
    locate(path, at) {
      const source = home.get(String(path[0])) ?? usual(path[0]);
      return source ? placeIn(source, path, at) : { file: '', line: 1, column: 1 };
    },
  };
}

function read({ name: file, text }: SourceFile): Source {
  const lines = new LineCounter();
  const source: Source = { file, lines, value: undefined, problems: [] };
  const report = (offset: number, message: string, remedy: string) =>
    source.problems.push({ file, ...positionOf(offset, lines), path: '', message, remedy });
  try {
    const doc = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    source.doc = doc;
    for (const { offset, message, remedy } of syntaxMistakes(doc, text)) report(offset, message, remedy);
    if (!readable(doc)) return source;
    if (doc.contents !== null && !isMap(doc.contents)) {
      report(doc.contents.range[0], `${file} 的最外层不是“键: 值”`, '最外层请写 id:、tasks: 等键');
      return source;
    }
    source.value = doc.toJS() ?? {};
  } catch {
    // Aliases that multiply without end, or nesting deeper than the stack: not worth an explanation of its own.
    report(0, `${file} 的嵌套或引用（&、*）过多，无法读取`, '请减少嵌套，并把引用改为直接书写');
  }
  return source;
}

function placeIn({ file, doc, lines }: Source, path: Path, at?: 'key'): Place {
  return { file, ...(doc ? positionIn(doc, lines, path, at) : { line: 1, column: 1 }) };
}
