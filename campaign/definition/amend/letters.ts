import { agenda } from '../../line/agenda.ts';
import { compare } from '../../line/compare.ts';
import type { LinePlan } from '../../line/plan.ts';
import type { LineState } from '../../line/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Roster } from '../plan.ts';
import { type PlannedLetter, lettersOfSteps, withReleases } from '../planLetters.ts';

/** A letter that is not as it would have been: it comes at another time, lists other items, appears, or goes. */
export type LetterChange =
  | { readonly change: 'moved'; readonly letter: PlannedLetter; readonly from: Instant }
  | { readonly change: 'altered'; readonly letter: PlannedLetter; readonly before: PlannedLetter }
  | { readonly change: 'added' | 'removed'; readonly letter: PlannedLetter };

/** The letters still to come if nobody answers from now on, and those that tell of the amendment itself. */
export function lettersAhead(
  lines: readonly { readonly plan: LinePlan; readonly state: LineState }[], roster: Roster, now: Instant,
): PlannedLetter[] {
  const steps = lines.flatMap(({ plan, state }) => agenda(plan, withReleases(plan, state), now));
  return lettersOfSteps(steps.filter(({ at, kind }) => at > now || kind === 'changed'), roster);
}

/** What differs, in the order of time; `newAddress` says where letters to an old address go. */
export function compareLetters(
  before: readonly PlannedLetter[], after: readonly PlannedLetter[], newAddress: (old: string) => string = (old) => old,
): LetterChange[] {
  const old = before.map((letter) => ({ ...letter, to: newAddress(letter.to) }));
  const same = new Set(old.map(textOf));
  const kept = new Set(after.map(textOf).filter((text) => same.has(text)));
  const gone = old.filter((letter) => !kept.has(textOf(letter)));
  const come = after.filter((letter) => !kept.has(textOf(letter)));

  const left = Map.groupBy(gone, contentOf);
  const moved: LetterChange[] = [];
  const rest = come.filter((letter) => {
    const earlier = left.get(contentOf(letter))?.shift();
    if (earlier !== undefined) moved.push({ change: 'moved', letter, from: earlier.at });
    return earlier === undefined;
  });
  const unpaired = new Map([...left.values()].flat().map((letter) => [placeOf(letter), letter]));
  const others = rest.map((letter): LetterChange => {
    const instead = unpaired.get(placeOf(letter));
    unpaired.delete(placeOf(letter));
    return instead === undefined ? { change: 'added', letter } : { change: 'altered', letter, before: instead };
  });
  const removed = [...unpaired.values()].map((letter): LetterChange => ({ change: 'removed', letter }));
  return [...moved, ...others, ...removed].sort((a, b) => compare(placeOf(a.letter), placeOf(b.letter)));
}

const placeOf = ({ at, to }: PlannedLetter): string => `${at} ${to}`;
const contentOf = ({ at: _, ...letter }: PlannedLetter): string => JSON.stringify(letter);
const textOf = (letter: PlannedLetter): string => `${letter.at} ${contentOf(letter)}`;
