/** A figure added up: its name, with its unit, as reports give it. */
export interface Total {
  readonly name: string;
  readonly total: number;
}

type Figures = Readonly<Record<string, number>>;

/** Adds up by name, in the order in which names first appear. */
export function addUp(lists: readonly (readonly Total[])[]): Total[] {
  const sums = new Map<string, number>();
  for (const { name, total } of lists.flat()) sums.set(name, exact((sums.get(name) ?? 0) + total));
  return [...sums].map(([name, total]) => ({ name, total }));
}

/** Each name once, from the first that gives it: who stands earlier has the better claim, nothing is counted twice. */
export function firstGiven(given: readonly Figures[]): Total[] {
  const found = new Map<string, number>();
  for (const [name, total] of given.flatMap((figures) => Object.entries(figures))) {
    if (!found.has(name)) found.set(name, total);
  }
  return [...found].map(([name, total]) => ({ name, total }));
}

/** Takes away what binary fractions add: 0.1 + 0.2 is 0.3. Four places are more than any figure has. */
function exact(sum: number): number {
  return Number(sum.toFixed(4));
}
