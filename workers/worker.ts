import { type NativeConnection, Worker, type WorkflowBundleOption, bundleWorkflowCode } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { openLedgers } from '../activities/letters/ledger.ts';
import { openMailRoom } from '../activities/letters/mailRoom.ts';
import type { PortalLinks } from '../activities/letters/personalLink.ts';
import { loadTemplates } from '../activities/letters/templates.ts';
import { openPlans } from '../activities/plans.ts';
import type { Store } from '../activities/store/store.ts';
import { fileURLToPath } from 'node:url';
import { quietErrors } from './quietErrors.ts';

interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly store: Store;
  readonly archiveFolder: string;
  readonly smtpUrl: string;
  readonly mailFrom?: string | undefined;
  /** Where letters' personal links lead, if anywhere. */
  readonly portal?: PortalLinks | undefined;
  readonly lettersFolder?: string;
  /** The workflows' code, if it was bundled before. */
  readonly workflowBundle?: WorkflowBundleOption;
  /** How long a workflow waits for the worker that knows it before any may take it up; the SDK's ten seconds unless told. */
  readonly stickyTimeout?: '2 seconds';
  /** The machine's log: errors may name people. */
  readonly log: (line: string, error?: unknown) => void;
}

export interface RunningWorker {
  /** Resolves when the worker has ended; rejects if it failed. */
  readonly ended: Promise<void>;
  /** Finishes what is under way and ends. */
  shutdown(): Promise<void>;
}

/** A second attempt at a batch must find the first finished or dead. */
const GRACE = '20 seconds';
const LETTERS = fileURLToPath(new URL('../config/letters', import.meta.url));
const WORKFLOWS = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** Starts a worker: workflows, activities, one mail room. Resolves when it polls. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { store, log } = options;
  const templates = await loadTemplates(options.lettersFolder ?? LETTERS);
  const room = openMailRoom({ url: options.smtpUrl });
  const ledgers = openLedgers(store);
  const complain = (what: string, { messageId, error }: { messageId?: string; error?: unknown }) => {
    log(`${what}${messageId === undefined ? '' : ` (${messageId})`}`, error);
  };
  const worker = await Worker.create({
    connection: options.connection, namespace: options.namespace, taskQueue: options.taskQueue, identity: 'worker',
    workflowBundle: options.workflowBundle ?? await bundle(),
    activities: createActivities({
      store, plans: openPlans(store), templates, room, ledgers, from: options.mailFrom, portal: options.portal,
      archiveFolder: options.archiveFolder, complain,
    }),
    shutdownGraceTime: GRACE,
    ...(options.stickyTimeout === undefined ? {} : { stickyQueueScheduleToStartTimeout: options.stickyTimeout }),
    interceptors: { activity: [quietErrors((activity, error) => { log(`activity ${activity} failed`, error); })] },
  });
  const ended = worker.run().finally(async () => {
    await room.close();
    await ledgers.close();
  });
  return {
    ended,
    shutdown: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}

let bundled: ReturnType<typeof bundleWorkflowCode> | undefined;

/** The workflows' code, bundled once a process. */
export function bundle(): ReturnType<typeof bundleWorkflowCode> {
  bundled ??= bundleWorkflowCode({ workflowsPath: WORKFLOWS });
  return bundled;
}
