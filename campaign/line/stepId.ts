import type { DoneStep } from './facts.ts';
import type { LetterItem } from './letter.ts';
import { keyOf } from './plan.ts';

/** Slots of answers say what they answer (`returned.2`), once in the life of a task: they are owed in whatever round. */
const ANSWER = /^(receipt|accepted|returned|extension|changed|mail)\./;

/** The id of a step, the same in journal, ledger, strikes and letters. When the due time moves, steps are others; answers stay what they are. */
export function stepId({ key, round, slot }: Pick<DoneStep, 'key' | 'round' | 'slot'>): string {
  return ANSWER.test(slot) ? `${key}:${slot}` : `${key}#${String(round)}:${slot}`;
}

/** The same of an item of a letter. */
export function itemId(item: Pick<LetterItem, 'unit' | 'task' | 'round' | 'slot'>): string {
  return stepId({ ...item, key: keyOf(item) });
}
