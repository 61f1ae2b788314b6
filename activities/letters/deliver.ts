import type { Letter, LetterItem, LetterOutcome } from '../../campaign/line/letter.ts';
import { itemId } from '../../campaign/line/stepId.ts';
import type { Contents, References } from '../store/store.ts';
import type { Answer, Failure } from './answer.ts';
import { lookBefore } from './beforeSending.ts';
import type { Ledger, Ledgers } from './ledger.ts';
import type { LedgerItem, LedgerRecord } from './ledgerRecord.ts';
import type { Delivered, MailRoom, Send, WrittenLetter } from './mailRoom.ts';
import { messageIdOf } from './messageId.ts';
import { MailRoomClosed } from './turns.ts';

/** Writes a letter with the items that still stand. `asOf` is when they were looked up. */
export type WriteLetter = (letter: Letter, items: readonly LetterItem[], context: { readonly messageId: string; readonly asOf: Date }) => Promise<WrittenLetter>;

export interface DeliverDeps {
  readonly store: Contents & References;
  readonly room: MailRoom;
  readonly ledgers: Ledgers;
  /** Domain of the sender, for Message-IDs. */
  readonly domain: string;
  /** For the log of the machine, never for a history: `error` may name people. */
  readonly complain: (what: string, details: { readonly messageId: string; readonly error?: unknown }) => void;
}

export interface Batch {
  readonly campaign: string;
  readonly letters: readonly Letter[];
  readonly write: WriteLetter;
  /** Real time in milliseconds: what has not begun by then waits for another decision. */
  readonly begunBy?: number | undefined;
}

/**
 * Sends the letters of one moment and says what became of each, in kinds only. One letter never fails the others: a fault of ours
 * (composing, store) defers it with a complaint. Rejects only if the mail room closes or the ledger cannot be read; what was accepted
 * stands in the ledger, so the batch may simply be tried again.
 */
export async function deliverBatch(deps: DeliverDeps, batch: Batch): Promise<LetterOutcome[]> {
  const ledger = await deps.ledgers.of(batch.campaign);
  return Promise.all(batch.letters.map(async (letter, index) => {
    const { result, items, struck = [], later = [], late } = await deliver(deps, ledger, batch, letter);
    const placesOf = (some: readonly LetterItem[]) => letter.items.flatMap((item, at) => (some.some((one) => isSame(one, item)) ? [at] : []));
    const left = struck.flatMap(({ item, why }) => placesOf([item]).map((at) => ({ item: at, why })));
    return { letter: index, result, items: placesOf(items), ...(late === undefined ? {} : { late }), ...(left.length === 0 ? {} : { struck: left }), ...(later.length === 0 ? {} : { later: placesOf(later) }) };
  }));
}

async function deliver(deps: DeliverDeps, ledger: Ledger, { campaign, write, begunBy = Infinity }: Batch, letter: Letter): Promise<Delivered> {
  const messageId = messageIdOf(campaign, letter, deps.domain);
  try {
    return await deps.room.inTurn(messageId, letter.kind === 'receipt' ? 'receipt' : 'moment', async (send) => {
      await ledger.refresh();
      const known = ledger.find(messageId);
      if (known?.state === 'accepted') return accepted(deps, known, letter, toldBefore(ledger, messageId, letter));
      // The time before looking: a receipt shown after the look was shown after this letter started.
      const started = Date.now();
      // A batch whose worker died may be tried again a week later. A receipt answers a person, however late.
      if (started > begunBy && letter.kind !== 'receipt') return { result: 'deferred', items: [], late: true };
      const look = await lookBefore(deps.store, campaign, letter, toldBefore(ledger, messageId, letter));
      if (!look.go) return { result: look.result, items: [], struck: look.struck };
      const record: LedgerRecord = { ...lineOf(letter, messageId, look.items), ms: started, attempt: (known?.attempt ?? 0) + 1 };
      const context = { messageId, asOf: new Date(started) };
      const result = await composeAndSend(deps, ledger, record, send, () => write(letter, look.items, context));
      return result === 'already' ? accepted(deps, ledger.find(messageId) ?? record, letter, () => false) : { result, items: look.items, struck: look.struck };
    });
  } catch (error) {
    if (error instanceof MailRoomClosed) throw error;
    deps.complain('a letter could not be handled, it is deferred', { messageId, error });
    return { result: 'deferred', items: [] };
  }
}

async function composeAndSend(
  deps: DeliverDeps, ledger: Ledger, record: LedgerRecord, send: Send, write: () => Promise<WrittenLetter>,
): Promise<Answer['result'] | 'already'> {
  const { messageId } = record;
  const defer = async (failure: Failure, error?: unknown): Promise<'deferred'> => {
    if (failure !== 'elsewhere') deps.complain(`letter deferred: ${failure}`, { messageId, error });
    await ledger.add({ ...record, state: 'deferred', failure, ms: Date.now() });
    return 'deferred';
  };
  if (ledger.isElsewhere(messageId)) return defer('elsewhere');
  let written: WrittenLetter;
  try {
    written = await write();
  } catch (error) {
    return defer('composing', error);
  }
  const addressed = { ...record, to: [...written.envelope.to] };
  // Stored before anything refers to it, but not flushed: a flush per letter costs a tenth of the rate or more, and if a power failure
  // takes the last seconds of .eml files, the ledger still knows that they went, to whom and about what.
  const [eml] = await Promise.all([deps.store.put(written.raw, { flush: false }), ledger.add(addressed)]);
  // Both mark, then both look: of two workers with one letter at least one sees the other, under way or already answered.
  await ledger.refresh();
  if (ledger.find(messageId)?.state === 'accepted') return 'already';
  if (ledger.isElsewhere(messageId)) return defer('elsewhere');
  const { result, ...details } = await send(written);
  try {
    await ledger.add({ ...addressed, ...details, state: result, ms: Date.now(), ...(result === 'accepted' ? { eml } : {}) });
  } catch (error) {
    // The server has answered, and that is what the line must know; after a crash such a letter may be repeated.
    deps.complain(`the ledger could not take ${result}`, { messageId, error });
  }
  return result;
}

/** What digests that left already told of a digest's items: after a Reset the campaign is handed it once more. */
function toldBefore(ledger: Ledger, messageId: string, letter: Letter): (item: LetterItem) => boolean {
  const others = letter.kind !== 'digest' ? [] : ledger.records().filter((record) => (
    record.state === 'accepted' && record.kind === 'digest' && record.role === letter.role && record.messageId !== messageId));
  return (item) => others.some(({ items }) => items.some((told) => isSame(told, item)));
}

/**
 * A letter accepted before. Items it did not have were not told to anyone: a digest's wait for the next one (after a Reset),
 * with other letters that is a fault of who decided it.
 */
function accepted(deps: DeliverDeps, known: LedgerRecord, letter: Letter, isTold: (item: LetterItem) => boolean): Delivered {
  const items = letter.items.filter((item) => known.items.some((stood) => isSame(stood, item)));
  if (letter.kind === 'digest') {
    const later = letter.items.filter((item) => !items.includes(item) && !isTold(item));
    return { result: 'accepted', items, ...(later.length === 0 ? {} : { later }) };
  }
  if (items.length === 0 && letter.items.length > 0) deps.complain('a letter of this Message-ID was accepted before with other items', { messageId: known.messageId });
  return { result: 'accepted', items };
}

function lineOf(letter: Letter, messageId: string, items: readonly LetterItem[]): Omit<LedgerRecord, 'ms' | 'attempt'> {
  const { at, unit, role, kind } = letter;
  return { messageId, state: 'sending', at, unit, role, kind, to: [], items: items.map((item) => (
    { unit: item.unit, task: item.task, slot: item.slot, round: item.round, kind: item.kind, ...(item.level === undefined ? {} : { level: item.level }) })) };
}

function isSame(a: LedgerItem | LetterItem, b: LetterItem): boolean {
  return itemId(a) === itemId(b) && a.kind === b.kind;
}
