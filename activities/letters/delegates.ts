import type { Roster } from '../../campaign/definition/plan.ts';
import type { Letter } from '../../campaign/line/letter.ts';
import { readCard } from '../plans.ts';
import type { Store } from '../store/store.ts';

/** A unit and the card of its delegated contact. */
interface Delegate {
  readonly unit: string;
  readonly contact?: string;
}

/**
 * The roster as this letter needs it. A delegated contact replaces the roster's wherever the letter names one: as its recipient, beside
 * an item, and as who asks in a participant's name (`sender`).
 */
export async function withDelegates(store: Store, roster: Roster, letter: Letter, sender?: Delegate): Promise<Roster> {
  // A superior's letter has no card of its own; its unit's may stand beside an item.
  const all: readonly Delegate[] = [...(sender === undefined ? [] : [sender]), ...letter.items, letter];
  const cards = new Map(all.flatMap(({ unit, contact }) => (contact === undefined ? [] : [[unit, contact] as const])));
  if (cards.size === 0) return roster;
  const read = await Promise.all([...cards].map(async ([unit, contact]) => [unit, [await readCard(store, contact)]] as const));
  return { ...roster, contacts: { ...roster.contacts, ...Object.fromEntries(read) } };
}
