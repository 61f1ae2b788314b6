import type { Instant } from '../time/instant.ts';
import type { Ground } from './ground.ts';

/** One place where a property does not hold. `what`: in Chinese; ids, dates and numbers only. */
interface Broken {
  readonly unit: string;
  readonly at: Instant;
  readonly what: string;
}

/** What became of one property: how many things were looked at, and where it is broken. */
export interface Finding {
  readonly checked: number;
  readonly broken: readonly Broken[];
}

export type Check = (ground: Ground) => Finding;

/** Counts what is looked at and keeps what is wrong. */
export interface Tally {
  /** Looks at one thing; `what` is said only if it is wrong. */
  readonly look: (isSo: boolean, unit: string, at: Instant, what: () => string) => void;
  readonly finding: () => Finding;
}

export function tally(): Tally {
  let checked = 0;
  const broken: Broken[] = [];
  return {
    look: (isSo, unit, at, what) => {
      checked += 1;
      if (!isSo) broken.push({ unit, at, what: what() });
    },
    finding: () => ({ checked, broken }),
  };
}
