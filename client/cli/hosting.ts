import { inspect } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { folderStore } from '../../activities/store/folderStore.ts';
import type { PortalLinks } from '../../activities/letters/personalLink.ts';
import { type Target, connectClient, connectWorker } from '../../config/connection.ts';
import type { Environment } from '../../config/environment.ts';
import { ensureSearchAttributes } from '../../workers/searchAttributes.ts';
import { type RunningWorker, startWorker } from '../../workers/worker.ts';
import { TASK_QUEUE } from '../../workflows/contract.ts';
import { printAside } from './output.ts';
import { archivesIn } from './server.ts';

/** Starts the worker of this process on a server, after the search attributes are there. */
export async function hostWorker(target: Target, environment: Environment, smtpUrl: string, portal?: PortalLinks): Promise<RunningWorker> {
  const client = await connectClient(target, 'worker');
  try {
    await ensureSearchAttributes(client.connection, target.namespace);
  } finally {
    await client.connection.close();
  }
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await connectWorker(target);
  try {
    const worker = await startWorker({
      connection, namespace: target.namespace, taskQueue: TASK_QUEUE, store: await folderStore(environment.dataDir),
      archiveFolder: archivesIn(environment.dataDir), smtpUrl, mailFrom: environment.mailFrom, portal,
      log: (line, error) => { printAside(error === undefined ? line : `${line}: ${inspect(error)}`); },
    });
    const ended = worker.ended.finally(() => connection.close());
    return { ended, shutdown: async () => { await worker.shutdown(); await ended; } };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Resolves at Ctrl-C or another signal to stop; a second one ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
