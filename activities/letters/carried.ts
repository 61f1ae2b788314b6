import { createHash } from 'node:crypto';
import { keyOf } from '../../campaign/line/plan.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import { StoreError } from '../store/errors.ts';
import type { Contents, Digest, Logs } from '../store/store.ts';
import { readLedger } from './ledger.ts';
import type { LedgerRecord } from './ledgerRecord.ts';
import { mimeParts } from './mimeParts.ts';

/** A letter that left and has to do with a file: nobody can call it back. */
export interface SentAbout {
  readonly messageId: string;
  readonly at: Instant;
  readonly unit: string;
  readonly role: LedgerRecord['role'];
  readonly kind: LedgerRecord['kind'];
  /** It carries the file, names it (digest, as in a link, or name), or speaks of a report that the file belongs to. */
  readonly how: 'carries' | 'names' | 'about';
}

/** What is looked for. */
export interface Wanted {
  readonly file: Digest;
  /** Under which it was attached. */
  readonly names: readonly string[];
  /** `unit/task` of the reports. */
  readonly keys: readonly string[];
}

/** Letters that speak of a report as such; others only ask for one. */
const ABOUT: ReadonlySet<string> = new Set(['receipt', 'accepted', 'returned', 'review']);

/** Every letter a mail server accepted that carries, names or is about the file, in their order. Reads every .eml of the campaign. */
export async function lettersAbout(store: Contents & Logs, campaign: string, wanted: Wanted): Promise<SentAbout[]> {
  const found = new Map<string, SentAbout>();
  for (const record of await readLedger(store, campaign)) {
    if (record.state !== 'accepted' || found.has(record.messageId)) continue;
    const how = await inLetter(store, record, wanted) ?? (isAbout(record, wanted) ? 'about' : undefined);
    const { messageId, at, unit, role, kind } = record;
    if (how !== undefined) found.set(messageId, { messageId, at, unit, role, kind, how });
  }
  return [...found.values()];
}

function isAbout({ items }: LedgerRecord, { keys }: Wanted): boolean {
  return items.some((item) => ABOUT.has(item.kind) && keys.includes(keyOf(item)));
}

/** A letter whose .eml is lost can only be judged by its items. */
async function inLetter(store: Contents, { eml }: LedgerRecord, { file, names }: Wanted): Promise<'carries' | 'names' | undefined> {
  const message = eml === undefined ? undefined : await store.get(eml).catch((error: unknown) => {
    if (error instanceof StoreError) return undefined;
    throw error;
  });
  if (message === undefined) return undefined;
  const parts = [...mimeParts(message)];
  if (parts.some(({ bytes }) => createHash('sha256').update(bytes).digest('hex') === file)) return 'carries';
  const texts = parts.filter(({ type }) => type.startsWith('text/')).map(({ bytes }) => bytes.toString('utf8'));
  return texts.some((text) => [file, ...names].some((each) => text.includes(each))) ? 'names' : undefined;
}
