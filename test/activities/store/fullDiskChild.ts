// Run by folderStore.test.ts with a limit on the size of files; prints what the store says.
import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../../activities/store/errors.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';

const [folder = ''] = process.argv.slice(2);
const store = await folderStore(folder);
const big = 'x'.repeat(200_000);
const failureOf = (act: Promise<unknown>): Promise<string> => act.then(() => 'done', (error: unknown) => (error instanceof StoreError ? error.failure : String(error)));

const content = await failureOf(store.put(Buffer.from(big)));
await store.setReference('name', 'before');
const reference = await failureOf(store.setReference('name', big));
const log = store.openLog('log', 'w');
await log.append('first');
const torn = await failureOf(log.append(big));
await truncate(join(folder, 'logs/log/w.jsonl'), 1000); // room again, half a line still there
await log.append('after');
await log.close();
const { lines } = await store.readLog('log', 'w', 0);
console.log(JSON.stringify({
  content, temporaries: await readdir(join(folder, 'tmp')), reference, old: await store.getReference('name'), log: torn, lines: lines.filter((line) => !line.startsWith('xxx')),
}));
