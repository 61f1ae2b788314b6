import type { ItemKind, Letter, LetterItem } from '../../campaign/line/letter.ts';
import { readMarker } from '../store/campaignStore.ts';
import { readReceipts } from '../store/receipts.ts';
import type { References } from '../store/store.ts';
import { whyStruck } from '../store/strikes.ts';

/** Answers to what a unit did: no later report makes them void. Everything else asks for, or tells of, something missing. */
const ANSWERS: ReadonlySet<ItemKind> = new Set(['receipt', 'accepted', 'returned', 'extension', 'changed']);

/** An item that the organiser struck from the letter, and why: digest in the store. */
interface Struck {
  readonly item: LetterItem;
  readonly why: string;
}

export type Look =
  | { readonly go: true; readonly items: readonly LetterItem[]; readonly struck: readonly Struck[] }
  | { readonly go: false; readonly result: 'held' | 'stopped' | 'superseded'; readonly struck: readonly Struck[] };

/** Whether the letter may still go, and with which items: looked up just before it is written. */
export async function lookBefore(store: References, campaign: string, letter: Letter, isTold: (item: LetterItem) => boolean): Promise<Look> {
  const marker = await readMarker(store, campaign);
  if (marker !== 'running') return { go: false, result: marker, struck: [] };
  const looked = await Promise.all(letter.items.map(async (item) => {
    const { unit, task, kind, seen } = item;
    const [receipts, why] = await Promise.all([
      ANSWERS.has(kind) ? 0 : readReceipts(store, { campaign, unit, task }), kind === 'receipt' ? undefined : whyStruck(store, campaign, item),
    ]);
    return { item, why, stands: !isTold(item) && (ANSWERS.has(kind) || seen >= receipts) };
  }));
  const items = looked.flatMap(({ item, stands, why }) => (stands && why === undefined ? [item] : []));
  const struck = looked.flatMap(({ item, why }) => (why === undefined ? [] : [{ item, why }]));
  // A letter that never had items (an announcement) is not superseded by having none.
  return items.length === 0 && letter.items.length > 0 ? { go: false, result: 'superseded', struck } : { go: true, items, struck };
}
