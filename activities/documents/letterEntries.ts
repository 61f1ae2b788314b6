import type { Gap } from '../../campaign/summary/annex.ts';
import { dayOf } from '../../campaign/time/instant.ts';
import type { LedgerRecord } from '../letters/ledgerRecord.ts';
import { readLedger } from '../letters/ledger.ts';
import { listReceipts } from '../store/receipts.ts';
import type { Store } from '../store/store.ts';
import { createNamer } from './names.ts';
import { whyOf } from './reading.ts';
import type { Entry } from './writing.ts';

/** Every letter that a mail server accepted, the ledger that says so, and when receipts were shown: what an audit needs. */
export async function* letterEntries(store: Store, campaign: string, gaps: Gap[]): AsyncGenerator<Entry> {
  const records = await ledgerOf(store, campaign, gaps);
  if (records === undefined) return;
  const namers = new Map<string, (name: string) => string>();
  const written = new Set<string>();
  for (const { messageId, at, eml } of records) {
    if (eml === undefined || written.has(`${messageId} ${eml}`)) continue;
    written.add(`${messageId} ${eml}`);
    const day = dayOf(at);
    const name = namers.get(day) ?? createNamer();
    namers.set(day, name);
    yield { path: `letters/${day}/${name(`${messageId.replaceAll(/[<>]/g, '')}.eml`)}`, content: { stored: eml }, what: `函件 ${messageId}` };
  }
  // Addresses and the servers' words are in personal/ only.
  yield { path: 'ledger.jsonl', content: { text: lines(records.map(({ to: _, reply: __, ...record }) => record)) }, what: '发函台账' };
  yield { path: 'personal/ledger.jsonl', content: { text: lines(records) }, what: '发函台账' };
  yield { path: 'receipts.jsonl', content: { text: lines(await listReceipts(store, campaign)) }, what: '回执记录' };
}

/** A ledger that cannot be read is a gap; sending must stop for it, an archive must not. */
async function ledgerOf(store: Store, campaign: string, gaps: Gap[]): Promise<LedgerRecord[] | undefined> {
  try {
    return await readLedger(store, campaign);
  } catch (error) {
    gaps.push({ what: '发函台账', digest: '', why: whyOf(error) });
    return undefined;
  }
}

/** One JSON document a line. */
export function lines(documents: readonly unknown[]): string {
  return documents.map((each) => `${JSON.stringify(each)}\n`).join('');
}
