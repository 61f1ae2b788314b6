import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { type LetterAhead, namedAhead } from '../../campaign/line/ahead.ts';
import { letterId } from '../../campaign/line/letterId.ts';
import type { SendLetters } from '../../workflows/contract.ts';
import { readStrike } from '../store/strikes.ts';
import type { References } from '../store/store.ts';

/** One letter of tomorrow's list; without `id` those of a line that told only how many they are. */
export interface OutlookLetter extends LetterAhead {
  readonly id?: string;
  readonly count: number;
  readonly struck: boolean;
}

/** Tomorrow's letters by name, receipts apart: they answer a person at once. */
export async function outlookOf(store: References, plan: CampaignPlan, ahead: NonNullable<SendLetters['ahead']>): Promise<OutlookLetter[]> {
  const lines = new Map(plan.lines.map((line) => [line.line, line]));
  const order = new Map(plan.lines.map(({ line }, index) => [line, index]));
  const inOrder = ahead.toSorted((a, b) => (order.get(a.line) ?? 0) - (order.get(b.line) ?? 0));
  const letters = inOrder.flatMap(({ line, revision, ahead: groups }) => groups.filter(({ kind }) => kind !== 'receipt').flatMap((group): OutlookLetter[] => {
    const own = lines.get(line);
    // Numbers mean nothing in a plan amended since.
    const named = own === undefined || revision !== own.revision ? undefined : namedAhead(own, group);
    const { at, leaves = at, kind, as, letters: count } = group;
    if (named === undefined) return [{ unit: line, role: as, at, leaves, kind, as, items: [], count, struck: false }];
    return named.map((letter) => ({ ...letter, id: letterId(letter, plan.sending.at), count: 1, struck: false }));
  }));
  return Promise.all(letters.map(async (letter) => {
    if (letter.id === undefined) return letter;
    const strike = await readStrike(store, plan.campaign, letter.id);
    return { ...letter, struck: strike !== undefined && !strike.lifted };
  }));
}
