import { createHash } from 'node:crypto';
import { type TaskKey, raiseReceipts } from '../activities/store/receipts.ts';
import type { References } from '../activities/store/store.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { Answer } from '../workflows/contract.ts';

/** 回执: what a person gets for what was handed in. */
export interface Receipt {
  /** 回执号. */
  readonly number: string;
  readonly unit: string;
  readonly task: string;
  readonly receivedAt: Instant;
  /** The version handed in; none for an original on paper. */
  readonly version: number | null;
  readonly late: boolean;
  readonly due: Instant | null;
  /** What does not agree with itself or was left unticked: accepted all the same. */
  readonly flags: readonly string[];
  /** What was asked for and is not there yet. */
  readonly missing: readonly string[];
}

/**
 * The receipt of what a line accepted. Raises the marker that letters look at first: nothing about a report may leave after
 * its receipt was shown.
 */
export async function showReceipt(store: References, handed: {
  readonly campaign: string; readonly unit: string; readonly task: string; readonly answer: Answer;
  readonly receivedAt?: Instant | undefined; readonly flags?: readonly string[]; readonly missing?: readonly string[];
}): Promise<Receipt> {
  const { campaign, unit, task, answer, flags = [], missing = [] } = handed;
  const { receipts, at, version = null, late = false, due = null } = answer;
  if (receipts === undefined) throw new Error(`the line answered without a count of receipts: ${unit}/${task}`);
  await raiseReceipts(store, { campaign, unit, task }, receipts);
  return { number: receiptNumber({ campaign, unit, task }, receipts), unit, task, receivedAt: handed.receivedAt ?? at, version, late, due, flags, missing };
}

/** 回执号: eight letters in two groups, short enough for the telephone. The same for the same receipt, whoever asks again. */
export function receiptNumber({ campaign, unit, task }: TaskKey, receipts: number): string {
  const hash = createHash('sha256').update([campaign, unit, task, receipts].join('|')).digest('hex').slice(0, 8).toUpperCase();
  return `${hash.slice(0, 4)}-${hash.slice(4)}`;
}
