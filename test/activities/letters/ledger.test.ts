import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ledger, openLedger, readLedger } from '../../../activities/letters/ledger.ts';
import { type LedgerRecord, type Placed, counting } from '../../../activities/letters/ledgerRecord.ts';
import type { Process } from '../../../activities/letters/ledgerWriter.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import type { Store } from '../../../activities/store/store.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { temporaryFolder, temporaryStore } from '../temporary.ts';

function record(over: Partial<LedgerRecord> = {}): LedgerRecord {
  return {
    messageId: '<a@samr.test>', state: 'sending', at: instant('2024-10-12T09:00:00+08:00'), ms: 1000, unit: 'mot', role: 'contact', kind: 'remind',
    items: [{ unit: 'mot', task: 'summary', slot: 'T-5', round: 0, kind: 'remind' }], attempt: 1, to: ['mot@departments.test'], ...over,
  };
}
const anyState = fc.constantFrom<LedgerRecord['state']>('sending', 'accepted', 'refused', 'deferred');
const living = (pid: number, ...alive: number[]): Process => ({ host: 'here', pid, isAlive: (asked) => alive.includes(asked) });


const opened: Ledger[] = [];
afterEach(async () => { for (const ledger of opened.splice(0)) await ledger.close(); });
async function open(store: Store, campaign: string, self?: Process): Promise<Ledger> {
  const ledger = await openLedger(store, campaign, self);
  opened.push(ledger);
  return ledger;
}

describe('the ledger', () => {
  it('reads back what was added, in another process too', async () => {
    const store = await temporaryStore();
    const ledger = await open(store, 'c');
    await ledger.add(record());
    await ledger.add(record({ state: 'accepted', ms: 1200, reply: '250 排队' }));
    const other = await open(store, 'c');
    expect(other.find('<a@samr.test>')).toEqual(record({ state: 'accepted', ms: 1200, reply: '250 排队' }));
    expect(await readLedger(store, 'c')).toHaveLength(2);
    expect((await open(store, 'd')).records()).toEqual([]);
  });

  it('sees what another worker adds later', async () => {
    const store = await temporaryStore();
    const [one, two] = [await open(store, 'c', living(1)), await open(store, 'c', living(2))];
    await one.add(record({ state: 'accepted' }));
    expect(two.find('<a@samr.test>')).toBeUndefined();
    await two.refresh();
    expect(two.find('<a@samr.test>')?.state).toBe('accepted');
    await one.add(record({ messageId: '<b>', state: 'refused', failure: 'address' }));
    await two.refresh();
    expect(two.find('<b>')?.failure).toBe('address');
  });

  it('does without a line that a crash tore, and goes on where it ends', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    const dead = await open(store, 'c');
    await dead.add(record({ state: 'accepted' }));
    const logs = join(folder, 'logs/campaigns/c/ledger');
    const file = join(logs, (await readdir(logs))[0] ?? '');
    await appendFile(file, JSON.stringify(record({ messageId: '<b>' })).slice(0, 57));
    const next = await open(store, 'c');
    expect(next.records()).toHaveLength(1);
    await appendFile(file, '{"half\n' + JSON.stringify(record({ messageId: '<c>' })) + '\n');
    await next.refresh();
    expect(next.records().map(({ messageId }) => messageId)).toEqual(['<a@samr.test>', '<c>']);
  });

  it('stops at a whole line it does not understand: skipping it might send twice', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    await (await open(store, 'c')).add(record());
    const logs = join(folder, 'logs/campaigns/c/ledger');
    await appendFile(join(logs, (await readdir(logs))[0] ?? ''), '{"messageId":1}\n');
    await expect(open(store, 'c')).rejects.toThrow();
  });

  it('writes whole lines of one file when many come at once', async () => {
    const folder = await temporaryFolder();
    const store = await folderStore(folder);
    const ledger = await open(store, 'c');
    await Promise.all(Array.from({ length: 50 }, (_, index) => ledger.add(record({ messageId: `<${String(index)}>` }))));
    expect((await open(store, 'c')).records()).toHaveLength(50);
    expect(await readdir(join(folder, 'logs/campaigns/c/ledger'))).toHaveLength(1);
  });

  it.each([
    ['alive', living(2, 1), 1000, true],
    ['dead', living(2), 1000, false],
    ['a container started again with its old number', living(1, 1), 1000, false],
    ['on another machine', { ...living(1), host: 'there' }, 1000, true],
    ['alive, but the letter is older than any letter is under way', living(2, 1), 10 * 60_000, false],
  ])('knows of letters under way elsewhere: %s', async (_what, self, age, expected) => {
    const store = await temporaryStore();
    await (await open(store, 'c', living(1))).add(record({ ms: Date.now() - age }));
    const ledger = await open(store, 'c', self);
    expect(ledger.isElsewhere('<a@samr.test>')).toBe(expected);
    expect(ledger.isElsewhere('<b>')).toBe(false);
  });

  it('is no longer elsewhere after the answer', async () => {
    const store = await temporaryStore();
    const [one, two] = [await open(store, 'c', living(1, 2)), await open(store, 'c', living(2, 1))];
    await one.add(record({ ms: Date.now() }));
    await two.refresh();
    expect(two.isElsewhere('<a@samr.test>')).toBe(true);
    await one.add(record({ ms: Date.now(), state: 'deferred', failure: 'busy' }));
    await two.refresh();
    expect(two.isElsewhere('<a@samr.test>')).toBe(false);
  });
});

describe('the record that counts', () => {
  const placed = fc.record({ state: anyState, ms: fc.integer({ min: 0, max: 3 }), writer: fc.constantFrom('w1', 'w2') });
  const placeAll = (list: { state: LedgerRecord['state']; ms: number; writer: string }[]): Placed[] => (
    list.map(({ state, ms, writer }, line) => ({ record: record({ state, ms }), writer, line })));

  it('is the same in whatever order the files are read, and an acceptance stays', () => {
    const anyOrder = fc.array(placed, { minLength: 1, maxLength: 8 }).chain((list) => (
      fc.tuple(fc.constant(placeAll(list)), fc.shuffledSubarray(list.map((_, index) => index), { minLength: list.length }))));
    fc.assert(fc.property(anyOrder, ([all, order]) => {
      const winner = all.reduce(counting);
      const shuffled = order.map((index) => all[index]).filter((one) => one !== undefined);
      expect(shuffled.reduce(counting)).toBe(winner);
      if (all.some((one) => one.record.state === 'accepted')) expect(winner.record.state).toBe('accepted');
    }));
  });

  it('is the same after any replay: a process that reads the files knows what the writers knew', async () => {
    const states = fc.array(fc.tuple(anyState, fc.constantFrom('<a>', '<b>'), fc.nat(1), fc.nat(2000)), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(states, async (list) => {
      const store = await temporaryStore();
      const ledgers = [await open(store, 'c', living(1)), await open(store, 'c', living(2))];
      for (const [state, messageId, who, ms] of list) {
        await ledgers[who]?.refresh();
        await ledgers[who]?.add(record({ state, messageId, ms }));
      }
      const sorted = (records: LedgerRecord[]): LedgerRecord[] => records.sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
      for (const ledger of ledgers) await ledger.refresh();
      const replayed = sorted((await open(store, 'c', living(3))).records());
      for (const ledger of ledgers) expect(sorted(ledger.records())).toEqual(replayed);
      for (const ledger of opened.splice(0)) await ledger.close();
    }), { numRuns: 40 });
  });
});
