import type { Path } from './problem.ts';

/** A set of keys as YAML gives it, nothing known of its values. */
export type Raw = Readonly<Record<string, unknown>>;

/** An entry of a list with its path, whatever else is wrong with it. */
export type Entry = { readonly path: Path; readonly raw: Raw };

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of the list under `key` that are sets of keys, each with its path; of anything else, none. */
export function entriesOf(raw: Raw, key: string, above: Path = []): Entry[] {
  return itemsOf(raw, key, above).flatMap(({ path, value }) => (isRecord(value) ? [{ path, raw: value }] : []));
}

/** The texts of the list under `key`, each with its path; a text that stands alone counts as well. */
export function textsOf(raw: Raw, key: string, above: Path = []): { path: Path; text: string }[] {
  const value = raw[key];
  if (typeof value === 'string') return [{ path: [...above, key], text: value }];
  return itemsOf(raw, key, above).flatMap(({ path, value: item }) => (typeof item === 'string' ? [{ path, text: item }] : []));
}

function itemsOf(raw: Raw, key: string, above: Path): { path: Path; value: unknown }[] {
  const list = raw[key];
  return Array.isArray(list) ? list.map((value: unknown, i) => ({ path: [...above, key, i], value })) : [];
}
