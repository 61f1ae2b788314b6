import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Document, parse, parseDocument } from 'yaml';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import { referenceMistakes } from '../../../campaign/definition/references.ts';
import { isRecord } from '../../../campaign/definition/raw.ts';
import { example } from './example.ts';

/** Every path of the example, so that any single thing in it can be taken away or replaced. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value) ? value.map((item: unknown, i): [number, unknown] => [i, item]) : isRecord(value) ? Object.entries(value) : [];
  return inner.flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
}

/** The example with one thing in it changed, its text otherwise as it was. */
function changed(change: (doc: Document) => void): string {
  const doc = parseDocument(example);
  change(doc);
  return String(doc);
}

const anyPath = fc.constantFrom(...pathsOf(parse(example)));
const anyValue = fc.oneof(fc.constantFrom(null, true, 0, -1, 1.5, '', 'mot', 'T-1', '2024-10-18', [], {}, [[]], [null], [1], { mail: 1 }), fc.jsonValue({ maxDepth: 2 }));

/** What must hold of any text: no throw, every problem is for a person and has a place inside the text. */
function expectSound(text: string): void {
  const { definition, problems } = parseDefinition([{ name: 'campaign.yaml', text }]);
  const lines = text.split("\n");
  expect(definition !== undefined || problems.length > 0).toBe(true);
  for (const { file, line, column, message, remedy } of problems) {
    expect(file).toBe('campaign.yaml');
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThan(0);
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(remedy).toMatch(/\p{Script=Han}/u);
    expect(message + remedy).not.toMatch(/undefined|\[object|NaN/);
  }
}

describe('reading a definition never throws, and says something about whatever it refuses', () => {
  test('with any one thing taken away', () => {
    for (const path of pathsOf(parse(example))) expectSound(changed((doc) => doc.deleteIn(path)));
  });

  test('with any one thing replaced', () => {
    fc.assert(fc.property(anyPath, anyValue, (path, value) => expectSound(changed((doc) => doc.setIn(path, value)))), { numRuns: 150 });
  });

  test('with a piece cut out of the text or put into it', () => {
    const place = fc.nat(example.length);
    const piece = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('"', "'", '{', ']', ': ', "\t", "\n", '- ', '&a ', '*a', '!x ', "---\n", "|\n", '<<: *a', '__proto__: 1, '));
    fc.assert(fc.property(place, fc.nat(12), piece, (at, length, put) => expectSound(example.slice(0, at) + put + example.slice(at + length))), { numRuns: 150 });
  });

  test('with nothing of ours in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), expectSound), { numRuns: 50 });
  });

  test.each([
    ['an alias inside itself', "tasks: &a [*a]\nkinds: &b { x: *b }\n"],
    ['aliases that multiply', `a: &a [x, x]\n${'bcdefghijklm'.split('').map((c, i) => `${c}: &${c} [*${'abcdefghijkl'[i] ?? 'a'}, *${'abcdefghijkl'[i] ?? 'a'}]\n`).join('')}`],
    ['brackets without end', '['.repeat(3000)],
    ["keys of JavaScript's own", "constructor: 1\n__proto__: { a: 1 }\nladders: { toString: 1 }\nkinds: { __proto__: {} }\n"],
  ])('with %s', (_, text) => expectSound(text));
});

test('what a sound definition becomes is sound itself: checked again, it has no mistakes', () => {
  const { definition } = parseDefinition([{ name: 'campaign.yaml', text: example }]);
  expect(referenceMistakes(definition ?? {})).toEqual([]);
});
