import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deliverBatch } from '../../../activities/letters/deliver.ts';
import { openLedgers } from '../../../activities/letters/ledger.ts';
import { openMailRoom } from '../../../activities/letters/mailRoom.ts';
import { setMarker } from '../../../activities/store/campaignStore.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import type { Log, Store } from '../../../activities/store/store.ts';
import { temporaryFolder } from '../temporary.ts';
import { letter, write } from './deliverFixture.ts';
import { mailServer } from './deliverServer.ts';

const LETTERS = 250;

/** A log that leaves the flush to the operating system. */
function unflushed(folder: string): Store['openLog'] {
  return (name, writer): Log => {
    const path = join(folder, 'logs', name, `${writer}.jsonl`);
    const made = mkdir(join(path, '..'), { recursive: true });
    return { append: async (line) => { await made; await appendFile(path, `${line}\n`); }, close: () => Promise.resolve() };
  };
}

async function rate(alter: (store: Store, folder: string) => Store): Promise<number> {
  const server = await mailServer();
  const folder = await temporaryFolder();
  const store = alter(await folderStore(folder), folder);
  await setMarker(store, 'c', 'running');
  const room = openMailRoom({ url: server.url });
  const ledgers = openLedgers(store);
  const deps = { store, room, ledgers, domain: 'samr.test', complain: () => undefined };
  const letters = Array.from({ length: LETTERS }, (_, index) => letter(`u${String(index)}`));
  await deliverBatch(deps, { campaign: 'c', letters: [letter('warm')], write });
  const begin = performance.now();
  const outcomes = await deliverBatch(deps, { campaign: 'c', letters, write });
  const seconds = (performance.now() - begin) / 1000;
  expect(outcomes.every(({ result }) => result === 'accepted')).toBe(true);
  await room.close();
  await ledgers.close();
  await server.close();
  return LETTERS / seconds;
}

// Figures for the log, not a judgement: the machine may be busy. What they say stands in the decisions.
it('flushing the ledger costs little', async () => {
  await rate((store) => store); // the first run compiles
  const all = await rate((store) => ({ ...store, put: (content) => store.put(content) }));
  const ledger = await rate((store) => store);
  const nothing = await rate((store, folder) => ({ ...store, openLog: unflushed(folder) }));
  console.log(`letters/s: ledger and letters flushed ${all.toFixed(0)}, as it is (ledger only) ${ledger.toFixed(0)}, nothing ${nothing.toFixed(0)}; as it is / nothing ${(ledger / nothing).toFixed(2)}`);
  expect(ledger).toBeGreaterThan(nothing / 20);
}, 30_000);
