import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject, vi } from 'vitest';
import { z } from 'zod';
import type { PortalLinks } from '../../activities/letters/personalLink.ts';
import { type LedgerRecord } from '../../activities/letters/ledgerRecord.ts';
import { readLedger } from '../../activities/letters/ledger.ts';
import { getDocument } from '../../activities/store/documents.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import type { Store } from '../../activities/store/store.ts';
import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import type { Timeline } from '../../campaign/time/timeline.ts';
import { type JournalEntry } from '../../client/answers.ts';
import { type Campaigns, createCampaigns } from '../../client/campaigns.ts';
import { connectClient, connectWorker } from '../../config/connection.ts';
import { type RunningWorker, startWorker } from '../../workers/worker.ts';
import type { LineRecord } from '../../workflows/contract.ts';
import { type Defined, type Shape, definition } from './definition.ts';
import { type Sink, startSink } from './sink.ts';

/** The SDK speaks of errors only. */
export function quietRuntime(): void {
  if (Runtime._instance === undefined) Runtime.install({ logger: new DefaultLogger('ERROR') });
}

/** A campaign of its own on the shared server: own store, own mail server, own queue, own worker. */
export interface World extends Defined {
  readonly campaign: string;
  readonly client: Client;
  readonly store: Store;
  readonly dataDir: string;
  readonly sink: Sink;
  readonly campaigns: Campaigns;
  /** What the worker wrote to the machine's log. */
  readonly logged: string[];
  /** Starts the campaign; its worker runs already. */
  start(options?: { timeline?: Timeline; renewAfter?: number }): Promise<void>;
  startWorker(): Promise<void>;
  /** Ends the worker as Ctrl-C does. */
  stopWorker(): Promise<void>;
  handle(line?: string): WorkflowHandle;
  ledger(): Promise<LedgerRecord[]>;
  journal(line?: string): Promise<JournalEntry[]>;
  /** The same of a line, whose facts are known. */
  facts(line: string): Promise<Fact[]>;
  /** What a line left when it closed. */
  record(line: string): Promise<LineRecord>;
  end(): Promise<void>;
}

export async function createWorld(
  shape: Shape = {}, campaign = `c-${randomBytes(4).toString('hex')}`,
  other: { readonly address?: string; readonly codePath?: string; readonly portal?: PortalLinks } = {},
): Promise<World> {
  quietRuntime();
  const { address, codePath, portal } = { ...inject('temporal'), portal: undefined, ...other };
  const target = { address, namespace: 'default', options: { address } };
  const defined = definition(campaign, shape);
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-world-'));
  const [client, sink, store] = await Promise.all([connectClient(target, 'cli'), startSink(), folderStore(join(dataDir, 'store'))]);
  const campaigns = createCampaigns({ client, store, taskQueue: campaign });
  const logged: string[] = [];
  let worker: RunningWorker | undefined;

  async function start(): Promise<void> {
    if (worker !== undefined) return;
    const connection = await connectWorker(target);
    const running = await startWorker({
      connection, namespace: 'default', taskQueue: campaign, store, archiveFolder: join(dataDir, 'archives'), smtpUrl: sink.url,
      mailFrom: '质量发展局 <office@samr.test>', workflowBundle: { codePath }, log: (line) => { logged.push(line); }, portal,
    });
    worker = { ...running, ended: running.ended.finally(() => connection.close()) };
  }
  async function stop(): Promise<void> {
    const running = worker;
    worker = undefined;
    await running?.shutdown();
    await running?.ended;
  }
  const handle = (line?: string) => client.workflow.getHandle(line === undefined ? campaign : `${campaign}.${line}`);

  await start();
  return {
    ...defined, campaign, client, store, dataDir, sink, campaigns, logged, handle,
    start: async ({ timeline, renewAfter } = {}) => {
      await campaigns.start({
        ...defined, ...(timeline === undefined ? {} : { timeline }), ...(renewAfter === undefined ? {} : { renewAfter }),
      });
    },
    startWorker: start, stopWorker: stop,
    ledger: () => readLedger(store, campaign),
    journal: (line) => campaigns.journal(campaign, line),
    facts: async (line) => z.array(z.custom<Fact>()).parse(await campaigns.journal(campaign, line)),
    record: async (line) => getDocument(store, z.string().parse(await handle(line).result()), z.custom<LineRecord>()),
    end: async () => {
      await Promise.all([undefined, ...linesOf(defined.compiled)].map((line) => handle(line).terminate().catch(() => undefined)));
      await sink.close(); // first: a worker waits for a server that says nothing
      await stop();
      await client.connection.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The lines of a plan; the organiser's is last. */
export function linesOf({ plan }: Compiled): string[] {
  return plan.lines.map(({ line }) => line);
}

/** Waits until `look` throws no more, and gives what it found. */
export function eventually<T>(look: () => T | Promise<T>, timeout = 25_000): Promise<T> {
  return vi.waitFor(look, { timeout: timeout * inject('temporal').pace, interval: 20 });
}

/** Waits until it is so. */
export function becomes(what: string, isSo: () => boolean | Promise<boolean>, timeout = 25_000): Promise<void> {
  return eventually(async () => {
    if (!await isSo()) throw new Error(`not yet: ${what}`);
  }, timeout);
}
