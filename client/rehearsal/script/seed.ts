/** Random choices that a seed decides: the same seed and label give the same choices on every machine. */
export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** A whole number, `from` <= n <= `to`. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  /** Throws RangeError if there is nothing to pick. */
  pick<T>(from: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
}

/** Choices for one purpose. Every unit and task has its own label, so that adding one does not change the others. */
export function randomOf(seed: number, label: string): Random {
  const next = mulberry32(hash(`${String(seed)}|${label}`));
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    shuffle: (list) => list.map((item) => ({ item, key: next() })).sort((a, b) => a.key - b.key).map(({ item }) => item),
  };
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for a script. */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over the code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
