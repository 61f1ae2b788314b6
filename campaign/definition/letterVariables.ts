import { LiquidError, type Variable } from 'liquidjs';
import type { LetterSource, Snippet } from './letterSource.ts';
import { EXAMPLE_VIEW } from './letterView.ts';
import { letterEngine } from './letterEngine.ts';
import { tagMistake } from './letterTags.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';

/** What `item` and `row` stand for in loops over items and tomorrow's letters, and in parts included there. */
const LOOPED: Readonly<Record<string, unknown>> = { item: EXAMPLE_VIEW.items[0], row: EXAMPLE_VIEW.outlook[0] };
const VIEW: unknown = EXAMPLE_VIEW;

/** Mistakes in the Liquid of one piece: syntax, unknown filters, unknown variables. Loop variables are known in parts. */
export function variableProblems(source: LetterSource, snippet: Snippet, isPart: boolean): Problem[] {
  const engine = letterEngine('markdown', {});
  const problem = ([row, column]: readonly [number, number], message: string, remedy: string): Problem => ({
    file: source.file, line: snippet.line + row - 1, column: row === 1 ? snippet.column + column - 1 : column,
    path: source.name, message, remedy,
  });
  try {
    const { variables, globals } = engine.parseAndAnalyzeSync(snippet.text, undefined, { partials: false });
    const free = new Set(Object.values(globals).flat());
    return Object.values(variables).flat().flatMap((variable) => {
      const wrong = unknownName(variable, free.has(variable), isPart);
      if (wrong === undefined) return [];
      const { row, col } = variable.location;
      const remedy = wrong.meant === undefined ? `可用：${wrong.known.join('、')}` : `是否为 ${wrong.meant}？`;
      return [problem([row, col], `函件模板中没有变量“${wrong.name}”`, remedy)];
    });
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [row = 1, column = 1] = error.token.getPosition();
    const filter = /undefined filter: (\S+?),?(?:\s|$)/.exec(error.message)?.[1];
    if (filter === undefined) return [problem([row, column], ...tagMistake(error.message))];
    const meant = nearest(filter, Object.keys(engine.filters));
    return [problem([row, column], `函件模板中没有过滤器“${filter}”`, meant === undefined ? '常用：shorten、quote、where、join' : `是否为 ${meant}？`)];
  }
}

interface Unknown {
  readonly name: string;
  readonly known: readonly string[];
  readonly meant: string | undefined;
}

function unknownName(variable: Variable, free: boolean, isPart: boolean): Unknown | undefined {
  const [root, ...rest] = variable.segments;
  if (typeof root !== 'string' || root === 'forloop') return undefined;
  const looped = Object.hasOwn(LOOPED, root) && (!free || isPart);
  if (!free && !looped) return undefined; // assigned in the template
  let node: unknown = looped ? LOOPED[root] : VIEW;
  let name = looped ? root : '';
  for (const segment of looped ? rest : variable.segments) {
    if (Array.isArray(node)) {
      if (segment === 'size') return undefined;
      node = node[0];
      name = `${name}[0]`;
      if (typeof segment !== 'string' || segment === 'first' || segment === 'last') continue;
    }
    const own = String(segment);
    name = name === '' ? own : `${name}.${own}`;
    const known = typeof node === 'object' && node !== null ? Object.keys(node) : [];
    if (!known.includes(own)) return { name, known, meant: nearest(own, known) };
    node = valueOf(node, own);
  }
  return undefined;
}

function valueOf(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null ? Object.entries(node).find(([own]) => own === key)?.[1] : undefined;
}
