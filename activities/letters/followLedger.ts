import type { Logs } from '../store/store.ts';
import { type LedgerRecord, type Placed, counting, parseLine } from './ledgerRecord.ts';

/** One letter as the ledger has it, for who only looks. */
export interface LedgerLetter extends Pick<LedgerRecord, 'messageId' | 'at' | 'ms' | 'unit' | 'role' | 'kind' | 'to' | 'attempt' | 'state' | 'failure' | 'eml'> {
  /** Of one that was not accepted: the server's words. */
  readonly reply?: string | undefined;
}

/**
 * Reads a ledger without ever writing to it: the letters of a unit, each with the record that counts. What was read is kept, so that
 * another look reads only what was added since.
 */
export function followLedger(logs: Logs, campaign: string): (unit: string) => Promise<LedgerLetter[]> {
  const name = `campaigns/${campaign}/ledger`;
  const places = new Map<string, { next: number; lines: number }>();
  const units = new Map<string, Map<string, Placed>>();
  let reading = Promise.resolve();

  async function read(): Promise<void> {
    for (const { writer, size } of await logs.listLogs(name)) {
      const place = places.get(writer) ?? { next: 0, lines: 0 };
      if (size === place.next) continue;
      const { lines, next } = await logs.readLog(name, writer, place.next);
      for (const [index, line] of lines.entries()) {
        const record = parseLine(line);
        if (record !== undefined) note({ record: { ...record, items: [] }, writer, line: place.lines + index });
      }
      places.set(writer, { next, lines: place.lines + lines.length });
    }
  }

  function note(placed: Placed): void {
    const { unit, messageId } = placed.record;
    const letters = units.get(unit) ?? new Map<string, Placed>();
    const known = letters.get(messageId);
    units.set(unit, letters.set(messageId, known === undefined ? placed : counting(known, placed)));
  }

  return async (unit) => {
    // One after the other, or two would read the same lines; one that failed is tried again.
    reading = reading.then(read, read);
    await reading;
    return [...units.get(unit)?.values() ?? []].map(({ record: { items: _, reply, ...record } }) => ({ ...record, ...(record.state === 'accepted' ? {} : { reply }) }))
      .sort((a, b) => a.ms - b.ms);
  };
}
