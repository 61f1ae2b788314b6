import { sharedAddresses } from './addresses.ts';
import { draftOf } from './draft.ts';
import { ladderMistakes, repeatedSlots } from './ladders.ts';
import { lineMistakes } from './lines.ts';
import { duplicateIds, namesOf, unknownIds } from './names.ts';
import { phaseOrder, sendingOrder } from './order.ts';
import type { Finding } from './problem.ts';
import type { Raw } from './raw.ts';
import { ruleMistakes } from './rules.ts';

/**
 * Every mistake that concerns more than one place of a definition and needs no calendar: ids, addresses, ladders,
 * limits, what does not go together. Takes the definition as written, healthy or not, and judges what can be judged;
 * what the schema says is not said again. Pure; never throws.
 */
export function referenceMistakes(raw: Raw): Finding[] {
  const names = namesOf(raw);
  const draft = draftOf(raw);
  return [
    ...duplicateIds(names),
    ...unknownIds(raw, names),
    ...lineMistakes(raw),
    ...sharedAddresses(raw),
    ...phaseOrder(draft),
    ...sendingOrder(draft),
    ...ruleMistakes(draft),
    ...repeatedSlots(draft),
    ...ladderMistakes(raw, draft),
  ];
}
