import { explain } from './explain.ts';
import { inOrder, placed, type Finding, type Locate, type Problem } from './problem.ts';
import type { Raw } from './raw.ts';
import { referenceMistakes } from './references.ts';
import { Definition } from './schema.ts';
import { mergeSources, type SourceFile } from './sources.ts';

/** What came of reading a definition. */
export type Parsed = {
  /**
   * Present when the shape is right and every file could be read, even if `problems` tells of unknown ids and the like:
   * so that the rules of the calendar can be checked in the same run. Sound only if `problems` is empty.
   */
  readonly definition?: Definition;
  /** Everything wrong, in the order of files, lines and columns. */
  readonly problems: readonly Problem[];
  /** Gives findings of later checks (compile) their place; together with `placed` and `inOrder` they join the list. */
  readonly locate: Locate;
};

/**
 * Reads a definition from its YAML files (one, or several with different top-level keys) and finds all mistakes that
 * need no calendar in one run. Pure: no files are opened, no clock is read. Never throws, whatever the texts are.
 */
export function parseDefinition(files: readonly SourceFile[]): Parsed {
  const { raw, problems: syntax, incomplete, locate } = mergeSources(files);
  const checked = Definition.safeParse(raw, { reportInput: true });
  const shape = checked.success ? [] : checked.error.issues.flatMap((issue) => explain(issue));
  const findings = [...shape.filter((finding) => !(incomplete && isMissingSection(finding, raw))), ...referenceMistakes(raw)];
  const problems = inOrder([...syntax, ...placed(findings, locate)]);
  return checked.success && !incomplete ? { definition: checked.data, problems, locate } : { problems, locate };
}

/** With a file unread, a top-level key that is not there may well stand in it. */
function isMissingSection({ path }: Finding, raw: Raw): boolean {
  return path.length === 1 && !Object.hasOwn(raw, String(path[0]));
}
