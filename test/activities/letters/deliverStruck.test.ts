import { afterEach, expect, it } from 'vitest';
import { deliverBatch } from '../../../activities/letters/deliver.ts';
import { openLedgers } from '../../../activities/letters/ledger.ts';
import { openMailRoom } from '../../../activities/letters/mailRoom.ts';
import { setMarker } from '../../../activities/store/campaignStore.ts';
import { readStrike, whyStruck, writeStrike } from '../../../activities/store/strikes.ts';
import { temporaryStore } from '../temporary.ts';
import { item, letter, write } from './deliverFixture.ts';
import { mailServer } from './deliverServer.ts';

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const thing of toClose.splice(0).reverse()) await thing.close(); });

const stepOf = ({ unit, task, round, slot }: ReturnType<typeof item>) => ({ unit, task, round, slot });

it('leaves out what the organiser struck, and says why; what is left still goes', async () => {
  const [store, server] = await Promise.all([temporaryStore(), mailServer()]);
  const [room, ledgers] = [openMailRoom({ url: server.url }), openLedgers(store)];
  toClose.push(server, room, ledgers);
  await setMarker(store, 'c', 'running');
  const deps = { store, room, ledgers, domain: 'samr.test', complain: () => undefined };
  const [why, other] = ['a'.repeat(64), 'b'.repeat(64)];
  const struck = item('mot', { task: 'countersign' });
  await writeStrike(store, 'c', { letter: '1012-mot', steps: [stepOf(struck)], why, lifted: false });
  await writeStrike(store, 'c', { letter: '1012-mwr', steps: [stepOf(item('mwr'))], why: other, lifted: false });
  await writeStrike(store, 'c', { letter: '1012-sd', steps: [stepOf(item('sd'))], why, lifted: true });
  const letters = [letter('mot', { items: [struck, item('mot')] }), letter('mwr'), letter('sd'), letter('mwr', { items: [item('mwr', { round: 1 })] })];
  expect(await deliverBatch(deps, { campaign: 'c', letters: letters.slice(0, 3), write })).toEqual([
    { letter: 0, result: 'accepted', items: [1], struck: [{ item: 0, why }] },
    { letter: 1, result: 'superseded', items: [], struck: [{ item: 0, why: other }] },
    { letter: 2, result: 'accepted', items: [0] },
  ]);
  expect(await deliverBatch(deps, { campaign: 'c', letters: letters.slice(3), write })).toEqual([{ letter: 0, result: 'accepted', items: [0] }]);
  expect(await readStrike(store, 'c', '1012-sd')).toEqual({ letter: '1012-sd', steps: [{ unit: 'sd', task: 'summary', round: 0, slot: 'T-5' }], why, lifted: true });
  expect([...server.recipients].sort()).toEqual(['mot@units.test', 'mwr@units.test', 'sd@units.test']);
});

it('what was struck stays struck when the round moves, if it is an answer; a step of the new round is another', async () => {
  const store = await temporaryStore();
  const why = 'a'.repeat(64);
  const answer = item('mot', { kind: 'returned', slot: 'returned.1' });
  await writeStrike(store, 'c', { letter: '1012-mot', steps: [stepOf(answer), stepOf(item('mot'))], why, lifted: false });
  const struck = (round: number) => Promise.all([answer, item('mot')].map((each) => whyStruck(store, 'c', stepOf({ ...each, round }))));
  expect(await struck(0)).toEqual([why, why]);
  expect(await struck(1)).toEqual([why, undefined]);
});
