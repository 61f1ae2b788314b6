import { compare } from '../line/compare.ts';

/** A place inside a definition, as keys and list positions from the top: `["participants", 3, "contacts", 0, "mail"]`. */
export type Path = readonly (string | number)[];

/** A place in a file, for an editor: line and column count from 1, columns in UTF-16 units. */
export type Place = { readonly file: string; readonly line: number; readonly column: number };

/** A mistake before it has a place in a file. `at: "key"` says that the key itself is wrong, not what stands behind it. */
export type Finding = {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
  readonly at?: 'key' | undefined;
};

/** A mistake as `check` shows it: where, what is wrong (with the offending value) and what to do, in Chinese. */
export type Problem = Place & { readonly path: string; readonly message: string; readonly remedy: string };

/** Where a path stands in the files; of a path that does not exist, its nearest existing parent. Never throws. */
export type Locate = (path: Path, at?: 'key') => Place;

/** Writes a path as people write it: `participants[3].contacts[0].mail`; the whole definition is the empty text. */
export function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

/** Gives each finding its place. The rules of the calendar (compile) come back as findings too and pass here as well. */
export function placed(findings: readonly Finding[], locate: Locate): Problem[] {
  return findings.map(({ path, message, remedy, at }) => ({ ...locate(path, at), path: pathText(path), message, remedy }));
}

/** The order in which `check` lists problems: file, line, column, then path and message so that it is always the same. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.path, b.path) || compare(a.message, b.message),
  );
}
