import { afterEach, expect, it } from 'vitest';
import { deliverBatch } from '../../../activities/letters/deliver.ts';
import { openLedgers } from '../../../activities/letters/ledger.ts';
import { openMailRoom } from '../../../activities/letters/mailRoom.ts';
import { setMarker } from '../../../activities/store/campaignStore.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { temporaryStore } from '../temporary.ts';
import { item, letter, write } from './deliverFixture.ts';
import { mailServer } from './deliverServer.ts';

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const thing of toClose.splice(0).reverse()) await thing.close(); });

const digestOf = (day: string, role: 'office' | 'head', units: readonly string[]) => letter('organiser', {
  role, as: role, kind: 'digest', at: instant(`${day}T10:00:00+08:00`), items: units.map((unit) => item(unit, { slot: 'T+3', kind: 'escalate' })),
});

/** As after a Reset: the campaign has forgotten which digests left, and its lines’ items come in once more. */
it('a digest tells nothing that an earlier one told; what it is too late for waits for the next', async () => {
  const [store, server] = await Promise.all([temporaryStore(), mailServer()]);
  const [room, ledgers] = [openMailRoom({ url: server.url }), openLedgers(store)];
  toClose.push(server, room, ledgers);
  await setMarker(store, 'c', 'running');
  const complaints: string[] = [];
  const deliver = async (...letters: readonly ReturnType<typeof digestOf>[]) => deliverBatch(
    { store, room, ledgers, domain: 'samr.test', complain: (what) => { complaints.push(what); } }, { campaign: 'c', letters, write });

  expect(await deliver(digestOf('2024-10-21', 'office', ['mot']))).toEqual([{ letter: 0, result: 'accepted', items: [0] }]);
  // The same day once more, with another item: it has left already.
  expect(await deliver(digestOf('2024-10-21', 'office', ['mot', 'mwr']))).toEqual([{ letter: 0, result: 'accepted', items: [0], later: [1] }]);
  // The next day, with what was told and what was not; the head was told nothing yet.
  expect(await deliver(digestOf('2024-10-22', 'office', ['mot', 'mwr']), digestOf('2024-10-22', 'head', ['mot']))).toEqual([
    { letter: 0, result: 'accepted', items: [1] }, { letter: 1, result: 'accepted', items: [0] }]);
  // Nothing new: no letter.
  expect(await deliver(digestOf('2024-10-23', 'office', ['mot', 'mwr']))).toEqual([{ letter: 0, result: 'superseded', items: [] }]);
  // What was told on another day does not wait.
  expect(await deliver(digestOf('2024-10-22', 'office', ['mot', 'mwr']))).toEqual([{ letter: 0, result: 'accepted', items: [1] }]);
  expect(server.recipients).toHaveLength(3);
  expect(complaints).toEqual([]);
});

it('a call that an earlier digest told is not told again because the due time moved', async () => {
  const [store, server] = await Promise.all([temporaryStore(), mailServer()]);
  const [room, ledgers] = [openMailRoom({ url: server.url }), openLedgers(store)];
  toClose.push(server, room, ledgers);
  await setMarker(store, 'c', 'running');
  const digest = (day: string, round: number) => letter('organiser', {
    role: 'office', as: 'office', kind: 'digest', at: instant(`${day}T10:00:00+08:00`), items: [item('mot', { slot: 'mail.mot.1', kind: 'call', round })],
  });
  const deliver = (...letters: readonly ReturnType<typeof digest>[]) => deliverBatch({ store, room, ledgers, domain: 'samr.test', complain: () => undefined }, { campaign: 'c', letters, write });
  expect(await deliver(digest('2024-10-21', 0))).toEqual([{ letter: 0, result: 'accepted', items: [0] }]);
  expect(await deliver(digest('2024-10-22', 1))).toEqual([{ letter: 0, result: 'superseded', items: [] }]);
});
