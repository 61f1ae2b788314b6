// A worker of its own for deliverCrash.test.ts: sends 200 letters and prints what became of them.
import { deliverBatch } from '../../../activities/letters/deliver.ts';
import { openLedgers } from '../../../activities/letters/ledger.ts';
import { openMailRoom } from '../../../activities/letters/mailRoom.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { letter, write } from './deliverFixture.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const store = await folderStore(folder);
const room = openMailRoom({ url });
const ledgers = openLedgers(store);
const letters = Array.from({ length: 200 }, (_, index) => letter(`u${String(index)}`));
const outcomes = await deliverBatch({ store, room, ledgers, domain: 'samr.test', complain: (what, details) => { console.error(what, details); } }, { campaign: 'c', letters, write });
await room.close();
await ledgers.close();
console.log(JSON.stringify(outcomes.map(({ result }) => result)));
