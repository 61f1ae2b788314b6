import type { Log, Logs } from '../store/store.ts';
import { type LedgerRecord, type Placed, counting, ledgerRecord, parseLine } from './ledgerRecord.ts';
import { type Process, mayBeUnderWay, newWriter, thisProcess } from './ledgerWriter.ts';

/** 发函台账 of one campaign, as this worker sees it. Every worker writes a file of its own and reads all. */
export interface Ledger {
  /** The record that counts for a letter. */
  find(messageId: string): LedgerRecord | undefined;
  /** The records that count, one per letter. */
  records(): LedgerRecord[];
  /** Reads what other workers added; one look at the folder if nothing. */
  refresh(): Promise<void>;
  /** Whether another worker that may be alive has this letter under way. */
  isElsewhere(messageId: string): boolean;
  /** Adds a record; resolves when it is flushed. */
  add(record: LedgerRecord): Promise<void>;
  close(): Promise<void>;
}

const nameOf = (campaign: string): string => `campaigns/${campaign}/ledger`;

/** Opens the ledger of a campaign. In one process only once: see `openLedgers`. */
export async function openLedger(logs: Logs, campaign: string, self: Process = thisProcess): Promise<Ledger> {
  const name = nameOf(campaign);
  const writer = newWriter(self);
  const own: Log = logs.openLog(name, writer);
  const places = new Map<string, { next: number; lines: number }>();
  const counts = new Map<string, Placed>();
  const sending = new Map<string, Map<string, number>>(); // message id -> writer -> since
  let ownLines = 0;
  let reading: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  function note(placed: Placed): void {
    const { record } = placed;
    const known = counts.get(record.messageId);
    counts.set(record.messageId, known === undefined ? placed : counting(known, placed));
    const writers = sending.get(record.messageId) ?? new Map<string, number>();
    if (record.state === 'sending') sending.set(record.messageId, writers.set(placed.writer, record.ms));
    else if (writers.delete(placed.writer) && writers.size === 0) sending.delete(record.messageId);
  }

  async function readOthers(): Promise<void> {
    for (const log of await logs.listLogs(name)) {
      const place = places.get(log.writer) ?? { next: 0, lines: 0 };
      if (log.writer === writer || log.size === place.next) continue;
      const { lines, next } = await logs.readLog(name, log.writer, place.next);
      for (const [index, line] of lines.entries()) {
        const record = parseLine(line);
        if (record !== undefined) note({ record, writer: log.writer, line: place.lines + index });
      }
      places.set(log.writer, { next, lines: place.lines + lines.length });
    }
  }

  // One after the other, or two would read the same lines. Who asks meanwhile shares the next one: it starts after all of them asked.
  function refresh(): Promise<void> {
    if (next !== undefined) return next;
    const begin = (): Promise<void> => {
      next = undefined;
      return readOthers();
    };
    return reading = next = reading.then(begin, begin);
  }
  await refresh();

  return {
    find: (messageId) => counts.get(messageId)?.record,
    records: () => [...counts.values()].map(({ record }) => record),
    refresh,
    isElsewhere: (messageId) => [...sending.get(messageId) ?? []].some(([other, since]) => other !== writer && mayBeUnderWay(self, other, since, Date.now())),
    add: (record) => {
      // A clock put back must not make an answer older than its letter.
      const added = ledgerRecord.parse({ ...record, ms: Math.max(record.ms, counts.get(record.messageId)?.record.ms ?? 0) });
      note({ record: added, writer, line: ownLines++ });
      return own.append(JSON.stringify(added));
    },
    close: () => own.close(),
  };
}

/** Every record of a campaign as written, for `audit` and the archive: attempts, refusals and repetitions too. */
export async function readLedger(logs: Logs, campaign: string): Promise<LedgerRecord[]> {
  const name = nameOf(campaign);
  const files = await Promise.all((await logs.listLogs(name)).map(({ writer }) => logs.readLog(name, writer, 0)));
  return files.flatMap(({ lines }) => lines.map(parseLine).filter((record) => record !== undefined)).sort((a, b) => a.ms - b.ms);
}

/** The ledgers of this process, each opened once. */
export interface Ledgers {
  of(campaign: string): Promise<Ledger>;
  close(): Promise<void>;
}

/** Opens ledgers as they are asked for; one that could not be read is tried again the next time. */
export function openLedgers(logs: Logs, self: Process = thisProcess): Ledgers {
  const open = new Map<string, Promise<Ledger>>();
  return {
    of: (campaign) => {
      const known = open.get(campaign);
      if (known !== undefined) return known;
      const opening = openLedger(logs, campaign, self);
      open.set(campaign, opening);
      opening.catch(() => open.delete(campaign));
      return opening;
    },
    close: async () => {
      for (const ledger of open.values()) await (await ledger).close();
      open.clear();
    },
  };
}
