import { z } from 'zod';
import { LETTER_KINDS } from '../../campaign/definition/letterNames.ts';
import type { ItemKind } from '../../campaign/line/letter.ts';
import { instant, level, role } from '../store/shapes.ts';
import { FAILURES } from './answer.ts';

const itemKind = z.enum([
  'overdue', 'remind', 'assign', 'review', 'returned', 'extension', 'changed', 'accepted', 'receipt', 'escalate', 'unacknowledged', 'call',
]) satisfies z.ZodType<ItemKind>;

const ledgerItem = z.object({
  unit: z.string(), task: z.string(), slot: z.string(), round: z.number(), kind: itemKind, level: level.optional(),
});

/** One line of the ledger: a letter got a connection, or the server's answer to it. */
export const ledgerRecord = z.object({
  messageId: z.string(),
  state: z.enum(['sending', 'accepted', 'refused', 'deferred']),
  /** The nominal moment, and the real time in ms: for `sending`, before anything was looked at for this letter. */
  at: instant,
  ms: z.number(),
  unit: z.string(), role, kind: z.enum(LETTER_KINDS),
  items: z.array(ledgerItem),
  attempt: z.number(),
  /** Personal data and the server's words: they never leave the store. */
  to: z.array(z.string()),
  failure: z.enum(FAILURES).optional(),
  reply: z.string().optional(),
  /** The letter itself, digest of its .eml. */
  eml: z.string().optional(),
});

export type LedgerRecord = z.infer<typeof ledgerRecord>;
export type LedgerItem = z.infer<typeof ledgerItem>;

/** A record and where it stands: who wrote it, in which line. */
export interface Placed {
  readonly record: LedgerRecord;
  readonly writer: string;
  readonly line: number;
}

/**
 * Which of two records of one letter counts. The first acceptance counts for ever; else the later record. Any order of reading the
 * writers' files gives the same.
 */
export function counting(a: Placed, b: Placed): Placed {
  const acceptedA = a.record.state === 'accepted';
  if (acceptedA !== (b.record.state === 'accepted')) return acceptedA ? a : b;
  return isBefore(a, b) === acceptedA ? a : b;
}

function isBefore(a: Placed, b: Placed): boolean {
  if (a.record.ms !== b.record.ms) return a.record.ms < b.record.ms;
  return a.writer === b.writer ? a.line < b.line : a.writer < b.writer;
}

/** Reads a line back; undefined for one torn by a crash. A whole line of another shape throws: skipping it might send twice. */
export function parseLine(line: string): LedgerRecord | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  return ledgerRecord.parse(parsed);
}
