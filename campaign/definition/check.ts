import { type Compiled, compile } from './compile/compile.ts';
import type { OfficialCalendar } from './compile/calendar.ts';
import { parseDefinition } from './parse.ts';
import { type Problem, inOrder, placed } from './problem.ts';
import type { Definition } from './schema.ts';
import type { SourceFile } from './sources.ts';

/** A definition that was looked at as a whole: sound, with its plan, or with every mistake in it. */
export type Checked =
  | { readonly ok: true; readonly definition: Definition; readonly compiled: Compiled; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Every mistake of a definition in one run, in the order of files and lines. Pure; never throws. */
export function checkDefinition(files: readonly SourceFile[], official: OfficialCalendar, revision = 1): Checked {
  const { definition, problems, locate } = parseDefinition(files);
  if (definition === undefined) return { ok: false, problems };
  // Compiled even with unknown ids about (their tasks belong to no line), so that one run tells everything.
  const compiled = compile(definition, official, revision);
  const all = inOrder([...problems, ...placed(compiled.findings, locate)]);
  return all.length === 0 ? { ok: true, definition, compiled, problems: [] } : { ok: false, problems: all };
}
