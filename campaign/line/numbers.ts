/** Numbers of a list, none negative. */
export type Numbers = readonly number[];

/** Numbers as a short text: sorted, in base 36, neighbours as a range: `0-k,m`. */
export function writeNumbers(numbers: Numbers): string {
  const runs: [from: number, to: number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? from.toString(36) : `${from.toString(36)}-${to.toString(36)}`)).join(',');
}

/** Reads what `writeNumbers` wrote. */
export function readNumbers(text: string): number[] {
  if (text === '') return [];
  return text.split(',').flatMap((run) => {
    const [from = 0, to = from] = run.split('-').map((digits) => Number.parseInt(digits, 36));
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
