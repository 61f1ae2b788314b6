import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, it } from 'vitest';
import { type DeliverDeps, type WriteLetter, deliverBatch } from '../../../activities/letters/deliver.ts';
import { openLedgers, readLedger } from '../../../activities/letters/ledger.ts';
import type { Process } from '../../../activities/letters/ledgerWriter.ts';
import { openMailRoom } from '../../../activities/letters/mailRoom.ts';
import { rawOf } from '../../../activities/letters/raw.ts';
import { domainOf, messageIdOf } from '../../../activities/letters/messageId.ts';
import { setMarker } from '../../../activities/store/campaignStore.ts';
import { raiseReceipts } from '../../../activities/store/receipts.ts';
import type { Store } from '../../../activities/store/store.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { temporaryStore } from '../temporary.ts';
import { item, letter, write } from './deliverFixture.ts';
import { type MailServer, mailServer } from './deliverServer.ts';

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const thing of toClose.splice(0).reverse()) await thing.close(); });

interface World { readonly server: MailServer; readonly store: Store; readonly deps: DeliverDeps; readonly complaints: string[] }

async function world(store?: Store, server?: MailServer, self?: Process): Promise<World> {
  const there = store ?? await temporaryStore();
  const running = server ?? await mailServer();
  const room = openMailRoom({ url: running.url });
  const ledgers = openLedgers(there, self);
  toClose.push(running, room, ledgers);
  if (store === undefined) await setMarker(there, 'c', 'running');
  const complaints: string[] = [];
  return { server: running, store: there, complaints, deps: { store: there, room, ledgers, domain: 'samr.test', complain: (what) => { complaints.push(what); } } };
}

describe('a batch', () => {
  it('sends each letter and says what became of it', async () => {
    const { server, store, deps } = await world();
    const letters = [letter('mot'), letter('unknown-1'), letter('busy-1'), letter('spam-1'), letter('mwr')];
    expect(await deliverBatch(deps, { campaign: 'c', letters, write })).toEqual([
      { letter: 0, result: 'accepted', items: [0] }, { letter: 1, result: 'refused', items: [0] }, { letter: 2, result: 'deferred', items: [0] },
      { letter: 3, result: 'refused', items: [0] }, { letter: 4, result: 'accepted', items: [0] },
    ]);
    expect([...server.recipients].sort()).toEqual(['mot@units.test', 'mwr@units.test']);
    const records = await readLedger(store, 'c');
    expect(records.filter(({ state }) => state === 'sending')).toHaveLength(5);
    const done = records.find(({ unit, state }) => unit === 'mot' && state === 'accepted');
    expect(done).toMatchObject({ to: ['mot@units.test'], attempt: 1, kind: 'remind', items: [{ unit: 'mot', task: 'summary', slot: 'T-5', round: 0, kind: 'remind' }] });
    expect((await store.get(done?.eml ?? '')).toString()).toContain(`Message-ID: ${done?.messageId ?? ''}`);
  });

  it('never sends an accepted letter again, in another process either', async () => {
    const { server, store, deps } = await world();
    const batch = { campaign: 'c', letters: [letter('mot')], write };
    await deliverBatch(deps, batch);
    const again = [{ letter: 0, result: 'accepted', items: [0] }];
    expect(await deliverBatch(deps, batch)).toEqual(again);
    expect(await deliverBatch((await world(store, server)).deps, batch)).toEqual(again);
    expect(server.accepted).toHaveLength(1);
  });

  it('tells only of the items that really stood in a letter accepted before', async () => {
    const { deps, complaints } = await world();
    await deliverBatch(deps, { campaign: 'c', letters: [letter('mot')], write });
    const more = letter('mot', { items: [item('mot', { task: 'countersign' }), item('mot')] });
    expect(await deliverBatch(deps, { campaign: 'c', letters: [more], write })).toEqual([{ letter: 0, result: 'accepted', items: [1] }]);
    expect(complaints).toEqual([]);
    await deliverBatch(deps, { campaign: 'c', letters: [letter('mot', { items: [item('mot', { task: 'countersign' })] })], write });
    expect(complaints).toHaveLength(1);
  });

  it('archives the bytes that were sent', async () => {
    const { store, deps } = await world();
    const composed: WriteLetter = (_letter, _items, { messageId }) => rawOf({
      envelope: { from: 'office@samr.test', to: ['mot@units.test'] },
      mail: { from: '质量发展局 <office@samr.test>', to: 'mot@units.test', subject: '工作提示：“质量月”', text: '正文\n.\n', messageId, attachments: [{ filename: '表.txt', content: '表' }] },
    });
    await deliverBatch(deps, { campaign: 'c', letters: [letter('mot')], write: composed });
    const done = (await readLedger(store, 'c')).find(({ state }) => state === 'accepted');
    const mail = await simpleParser(await store.get(done?.eml ?? ''));
    expect(mail).toMatchObject({ messageId: done?.messageId, subject: '工作提示：“质量月”', attachments: [{ filename: '表.txt' }] });
  });

  it('tries a deferred letter again under its Message-ID', async () => {
    const { server, store, deps } = await world();
    let address = 'busy-1@units.test';
    const changing: WriteLetter = async (one, items, context) => ({ ...await write(one, items, context), envelope: { from: 'office@samr.test', to: [address] } });
    const batch = { campaign: 'c', letters: [letter('mot')], write: changing };
    expect((await deliverBatch(deps, batch))[0]?.result).toBe('deferred');
    address = 'mot@units.test';
    expect((await deliverBatch(deps, batch))[0]?.result).toBe('accepted');
    expect(server.accepted).toEqual([messageIdOf('c', letter('mot'), 'samr.test')]);
    expect((await readLedger(store, 'c')).map(({ state, attempt }) => `${state} ${String(attempt)}`)).toEqual(['sending 1', 'deferred 1', 'sending 2', 'accepted 2']);
  });

  it('does not fail for a letter that cannot be written: deferred, with a complaint', async () => {
    const { deps, complaints, store } = await world();
    const faulty: WriteLetter = (one, items, context) => (one.unit === 'mwr' ? Promise.reject(new Error('unknown variable')) : write(one, items, context));
    const outcomes = await deliverBatch(deps, { campaign: 'c', letters: [letter('mot'), letter('mwr')], write: faulty });
    expect(outcomes.map(({ result }) => result)).toEqual(['accepted', 'deferred']);
    expect(complaints).toEqual(['letter deferred: composing']);
    expect((await readLedger(store, 'c')).find(({ unit }) => unit === 'mwr')).toMatchObject({ state: 'deferred', failure: 'composing' });
  });

  it('does not send what it cannot look up or note down', async () => {
    const { deps, complaints, server, store } = await world();
    const broken = { ...deps, store: { ...store, getReference: () => Promise.reject(new Error('EIO')) } };
    expect((await deliverBatch(broken, { campaign: 'c', letters: [letter('mot')], write }))[0]?.result).toBe('deferred');
    const full = { ...deps, store: { ...store, put: () => Promise.reject(new Error('ENOSPC')) } };
    expect((await deliverBatch(full, { campaign: 'c', letters: [letter('mot')], write }))[0]?.result).toBe('deferred');
    expect(server.accepted).toEqual([]);
    expect(complaints).toHaveLength(2);
  });
});

describe('just before a letter', () => {
  it.each(['held', 'stopped'] as const)('nothing leaves a campaign that is %s', async (marker) => {
    const { deps, server, store } = await world();
    await setMarker(store, 'c', marker);
    expect(await deliverBatch(deps, { campaign: 'c', letters: [letter('mot'), letter('mwr', { kind: 'receipt' })], write }))
      .toEqual([{ letter: 0, result: marker, items: [] }, { letter: 1, result: marker, items: [] }]);
    expect(server.accepted).toEqual([]);
  });

  it('nothing leaves a campaign that was never started here', async () => {
    const { deps } = await world();
    expect((await deliverBatch(deps, { campaign: 'other', letters: [letter('mot')], write }))[0]?.result).toBe('held');
  });

  it('hold bites in the middle of a batch: only letters with a connection go', async () => {
    const { deps, server, store } = await world();
    server.shut();
    const sending = deliverBatch(deps, { campaign: 'c', letters: Array.from({ length: 40 }, (_, index) => letter(`u${String(index)}`)), write });
    await server.until(() => server.waiting() === 5);
    await setMarker(store, 'c', 'held');
    server.open();
    expect((await sending).map(({ result }) => result).sort()).toEqual([...Array<string>(5).fill('accepted'), ...Array<string>(35).fill('held')]);
  });

  it('items whose receipt was shown are left out; answers stay', async () => {
    const { deps, store, server } = await world();
    await raiseReceipts(store, { campaign: 'c', unit: 'mot', task: 'summary' }, 1);
    const letters = [
      letter('mot', { items: [item('mot'), item('mot', { task: 'countersign' }), item('mot', { slot: 'T+2', seen: 1 })] }),
      letter('mot', { kind: 'overdue', items: [item('mot', { kind: 'overdue' })] }),
      letter('mot', { kind: 'receipt', items: [item('mot', { kind: 'receipt' })] }),
      letter('organiser', { role: 'head', items: [item('mot', { kind: 'escalate' }), item('mot', { kind: 'call' }), item('mot', { kind: 'unacknowledged' })] }),
      letter('mot', { kind: 'announce', items: [] }),
    ];
    expect(await deliverBatch(deps, { campaign: 'c', letters, write })).toEqual([
      { letter: 0, result: 'accepted', items: [1, 2] }, { letter: 1, result: 'superseded', items: [] }, { letter: 2, result: 'accepted', items: [0] },
      { letter: 3, result: 'superseded', items: [] }, { letter: 4, result: 'accepted', items: [] },
    ]);
    expect(server.accepted).toHaveLength(3);
  });

  it('a receipt in the middle of a batch stops the reminders that have no connection yet', async () => {
    const { deps, store, server } = await world();
    server.shut();
    const units = Array.from({ length: 20 }, (_, index) => `u${String(index)}`);
    const sending = deliverBatch(deps, { campaign: 'c', letters: units.map((unit) => letter(unit)), write });
    await server.until(() => server.waiting() === 5);
    await Promise.all(units.map((unit) => raiseReceipts(store, { campaign: 'c', unit, task: 'summary' }, 1)));
    server.open();
    expect((await sending).filter(({ result }) => result === 'superseded')).toHaveLength(15);
  });
});

describe('two at once', () => {
  it('a second attempt in the same worker joins the first', async () => {
    const { deps, server } = await world();
    server.shut();
    const letters = Array.from({ length: 12 }, (_, index) => letter(`u${String(index)}`));
    const first = deliverBatch(deps, { campaign: 'c', letters, write });
    await server.until(() => server.waiting() === 5);
    const second = deliverBatch(deps, { campaign: 'c', letters, write });
    server.open();
    expect(await second).toEqual(await first);
    expect(server.accepted).toHaveLength(12);
  });

  it('another worker that finishes the letter while this one writes it', async () => {
    const one = await world();
    const two = await world(one.store, one.server);
    const batch = { campaign: 'c', letters: [letter('mot')], write };
    const overtaken: WriteLetter = async (...args) => {
      await deliverBatch(two.deps, batch);
      return write(...args);
    };
    expect(await deliverBatch(one.deps, { ...batch, write: overtaken })).toEqual([{ letter: 0, result: 'accepted', items: [0] }]);
    expect(one.server.accepted).toHaveLength(1);
  });

  it('another worker that has the letter under way: left for later, and then known as accepted', async () => {
    const living = (pid: number): Process => ({ host: 'here', pid, isAlive: () => true });
    const one = await world(undefined, undefined, living(1));
    const two = await world(one.store, one.server, living(2));
    const batch = { campaign: 'c', letters: [letter('mot')], write };
    one.server.shut();
    const sending = deliverBatch(one.deps, batch);
    await one.server.until(() => one.server.waiting() === 1);
    expect((await deliverBatch(two.deps, batch))[0]?.result).toBe('deferred');
    one.server.open();
    await sending;
    expect((await deliverBatch(two.deps, batch))[0]?.result).toBe('accepted');
    expect(one.server.accepted).toHaveLength(1);
    expect(two.complaints).toEqual([]);
  });

  it('a mail room that closes rejects the batch, and what was accepted stands in the ledger', async () => {
    const { deps, server, store } = await world();
    server.shut();
    const letters = Array.from({ length: 12 }, (_, index) => letter(`u${String(index)}`));
    const rejected = expect(deliverBatch(deps, { campaign: 'c', letters, write })).rejects.toThrow('closing');
    await server.until(() => server.waiting() === 5);
    const closing = deps.room.close();
    await rejected;
    server.open();
    await closing;
    expect((await readLedger(store, 'c')).filter(({ state }) => state === 'accepted')).toHaveLength(5);
  });
});

describe('a Message-ID', () => {
  it('is the same for every attempt and different for another moment, role or kind', () => {
    const id = messageIdOf('c', letter('mot'), 'samr.test');
    expect(id).toMatch(/^<[0-9a-f]{32}@samr\.test>$/);
    expect(messageIdOf('c', letter('mot', { items: [] }), 'samr.test')).toBe(id);
    for (const over of [{ kind: 'overdue' }, { role: 'superior' }, { at: instant('2024-10-12T09:00:01+08:00') }] as const) {
      expect(messageIdOf('c', letter('mot', over), 'samr.test')).not.toBe(id);
    }
    expect(messageIdOf('d', letter('mot'), 'samr.test')).not.toBe(id);
  });

  it('takes its domain from the sender', () => {
    expect(domainOf('质量发展局 <office@SAMR.test>')).toBe('samr.test');
    expect(() => domainOf('质量发展局')).toThrow('MAIL_FROM');
  });
});
