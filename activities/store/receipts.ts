import type { References } from './store.ts';

/** Whose receipts: one task of one unit. */
export interface TaskKey {
  readonly campaign: string;
  readonly unit: string;
  readonly task: string;
}

// The marker is the highest of a row of references that are only ever created: two processes that raise it at the same
// time cannot lower it, without a lock.
const nameOf = ({ campaign, unit, task }: TaskKey): string => `campaigns/${campaign}/receipts/${unit}/${task}`;

const numberOf = (name: string): number => Number(name.slice(name.lastIndexOf('/') + 1));

/**
 * Says that receipt number `count` of this task is about to be shown; never lowers. The rule is that nothing about a report
 * leaves after its receipt was shown, so this is awaited BEFORE the receipt is shown: a letter that did not see it started before.
 */
export async function raiseReceipts(store: References, key: TaskKey, count: number): Promise<void> {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`not a count of receipts: ${String(count)}`);
  const name = `${nameOf(key)}/${String(count)}`;
  const created = await store.createReference(name, '');
  // The time is taken when every letter can already see the marker: letters that missed it started earlier than that.
  if (created || await store.getReference(name) === '') await store.setReference(name, String(Date.now()));
}

/** How many receipts of this task were shown, or are about to be. One look into a small folder. */
export async function readReceipts(store: References, key: TaskKey): Promise<number> {
  const names = await store.listReferences(nameOf(key));
  return Math.max(0, ...names.map(numberOf));
}

/** One receipt: its number and the real time (ms) before which it was not shown. */
export interface ReceiptMark extends TaskKey {
  readonly count: number;
  readonly at: number;
}

/** Every receipt of a campaign, for `audit`: letters about a task that started later must have known of it. */
export async function listReceipts(store: References, campaign: string): Promise<ReceiptMark[]> {
  const prefix = `campaigns/${campaign}/receipts`;
  const names = await store.listReferences(prefix);
  const marks = await Promise.all(names.map(async (name) => {
    const [unit, task] = name.slice(prefix.length + 1).split('/');
    const at = await store.getReference(name);
    // Empty: the process died between the two writes and the receipt was not shown.
    return unit === undefined || task === undefined || at === undefined || at === '' ? [] : [{ campaign, unit, task, count: numberOf(name), at: Number(at) }];
  }));
  return marks.flat();
}
