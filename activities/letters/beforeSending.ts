import type { ItemKind, Letter, LetterItem } from '../../campaign/line/letter.ts';
import { readMarker } from '../store/campaignStore.ts';
import { readReceipts } from '../store/receipts.ts';
import type { References } from '../store/store.ts';

/** Answers to what a unit did: no later report makes them void. Everything else asks for, or tells of, something missing. */
const ANSWERS: ReadonlySet<ItemKind> = new Set(['receipt', 'accepted', 'returned', 'extension', 'changed']);

export type Look =
  | { readonly go: true; readonly items: readonly LetterItem[] }
  | { readonly go: false; readonly result: 'held' | 'stopped' | 'superseded' };

/** Whether the letter may still go, and with which items: looked up just before it is written. */
export async function lookBefore(store: References, campaign: string, letter: Letter): Promise<Look> {
  const marker = await readMarker(store, campaign);
  if (marker !== 'running') return { go: false, result: marker };
  const stands = await Promise.all(letter.items.map(async ({ unit, task, kind, seen }) => (
    ANSWERS.has(kind) || seen >= await readReceipts(store, { campaign, unit, task }))));
  const items = letter.items.filter((_, index) => stands[index]);
  // A letter that never had items (an announcement) is not superseded by having none.
  return items.length === 0 && letter.items.length > 0 ? { go: false, result: 'superseded' } : { go: true, items };
}
