import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';
import type { Path } from './problem.ts';

type Position = { readonly line: number; readonly column: number };

/** Line and column (both from 1, columns in UTF-16 units) of an offset in a text. */
export function positionOf(offset: number, lines: LineCounter): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/**
 * Where a path stands in one YAML document; of a path that does not exist, its nearest existing parent.
 * A value that begins on a later line than its key is shown at the key: that is the line people look for.
 */
export function positionIn(doc: Document.Parsed, lines: LineCounter, path: Path, at?: 'key'): Position {
  let node: Node | null | undefined = doc.contents;
  let found = positionOf(node?.range?.[0] ?? 0, lines);
  for (const [depth, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(doc);
    const wantsKey = at === 'key' && depth === path.length - 1;
    const step: Step | undefined = isMap<Node, Node | null>(node) ? ofPair(pairOf(node.items, part), lines, wantsKey)
      : isSeq<Node>(node) && typeof part === 'number' ? ofItem(node.items[part], lines)
      : undefined;
    if (step === undefined) break;
    ({ node, found } = step);
  }
  return found;
}

type Step = { node: Node | null; found: Position };

/** The last pair of that name: with a key written twice it is the later one that counts. */
function pairOf(pairs: readonly Pair<Node, Node | null>[], part: string | number): Pair<Node, Node | null> | undefined {
  return pairs.findLast(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(part));
}

function ofPair(pair: Pair<Node, Node | null> | undefined, lines: LineCounter, wantsKey: boolean): Step | undefined {
  if (pair === undefined) return undefined;
  const key = positionOf(pair.key.range?.[0] ?? 0, lines);
  const value = pair.value?.range ? positionOf(pair.value.range[0], lines) : key;
  return { node: pair.value, found: wantsKey || value.line !== key.line ? key : value };
}

function ofItem(item: Node | undefined, lines: LineCounter): Step | undefined {
  return item?.range ? { node: item, found: positionOf(item.range[0], lines) } : undefined;
}
