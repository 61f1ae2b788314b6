// The worker of a rehearsal, in a process of its own: it may die (kill -9) without taking actors and display along.
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openKeys } from '../../../activities/links/secret.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { chooseTarget, connectWorker } from '../../../config/connection.ts';
import { bundle, startWorker } from '../../../workers/worker.ts';

const [, , argument = ''] = process.argv;
const { address, folder, archiveFolder, taskQueue, smtpUrl, mailFrom, portalUrl } = z.object({
  address: z.string(), folder: z.string(), archiveFolder: z.string(), taskQueue: z.string(), smtpUrl: z.string(), mailFrom: z.string().optional(), portalUrl: z.string().optional(),
}).parse(JSON.parse(argument));

// Bundling takes seconds: a worker that comes back finds what the first one made.
const codePath = join(folder, 'workflows.js');
if (!existsSync(codePath)) {
  const { code } = await bundle();
  writeFileSync(`${codePath}.tmp`, code);
  renameSync(`${codePath}.tmp`, codePath);
}
const errorText = (error: unknown): string => (error instanceof Error ? error.stack ?? error.message : JSON.stringify(error));
const target = chooseTarget({ address });
const connection = await connectWorker(target);
const worker = await startWorker({
  connection, namespace: target.namespace, taskQueue, smtpUrl, mailFrom, archiveFolder, store: await folderStore(folder), workflowBundle: { codePath },
  ...(portalUrl === undefined ? {} : { portal: { url: portalUrl, keys: await openKeys({ dataDir: folder }) } }),
  stickyTimeout: '2 seconds', // ten would be a week
  log: (line, error) => { process.stderr.write(`${new Date().toISOString()} ${line}${error === undefined ? '' : `: ${errorText(error)}`}\n`); },
});

const stop = (): void => { void worker.shutdown().catch(() => undefined); };
process.on('SIGTERM', stop);
// Ctrl-C of the terminal is for the rehearsal, which then ends us; but nobody may be left behind when it is killed.
process.on('SIGINT', () => undefined);
process.on('disconnect', stop);
process.send?.('ready');
try {
  await worker.ended;
} finally {
  await connection.close();
  if (process.connected) process.disconnect();
}
