import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Keys, openKeys } from '../../../activities/links/secret.ts';
import { folderStore } from '../../../activities/store/folderStore.ts';
import { officialYear } from '../../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import { instant, toMillis } from '../../../campaign/time/instant.ts';
import { createCampaigns } from '../../../client/campaigns.ts';
import { connectClient } from '../../../config/connection.ts';
import { type LocalServices, startLocalServices } from '../../../workers/local/localServices.ts';
import { freePorts } from '../../../workers/local/ports.ts';
import { ensureSearchAttributes } from '../../../workers/searchAttributes.ts';
import { largeDefinition } from '../largeDefinition.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const CAMPAIGN = 'latency';
/** An evening between assignment and due day: reports come in, and nothing leaves but their receipts. */
const NOW = '2024-10-09T19:00:00+08:00';

export type Part = 'server' | 'worker' | 'portal' | 'rehearsal';

/** Server, worker and portal as in production, each a process, and a campaign that runs on them. */
export interface Stage {
  readonly portal: string;
  readonly keys: Keys;
  readonly services: LocalServices;
  /** The process of a part, while it has one of its own. */
  pid(part: Part): number | undefined;
  mailOf(unit: string): string;
  /** Errors that the portal wrote to its log. */
  errors(): string[];
  /** Rehearses the campaign of 2024 on the same server, as a command of its own. */
  rehearse(minutes: number): Promise<void>;
  end(): Promise<void>;
}

/** Starts it all, with a campaign of so many lines of so many units. */
export async function openStage(size: { readonly participants: number; readonly units: number }): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-latency-'));
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${String(port)}`;
  const started: ChildProcess[] = [];
  const command = async (args: readonly string[], ready: string): Promise<ChildProcess> => {
    const child = start(args, { CAMPAIGN_DATA: dataDir, PORTAL_URL: url }, join(dataDir, `${args[0] ?? ''}.log`));
    started.push(child);
    await says(child, ready);
    return child;
  };
  const services = await startLocalServices({ dataDir, allowPypi: true, report: () => undefined });
  const worker = await command(['worker'], '已就绪');
  const portal = await command(['portal', '--port', String(port)], '已就绪');
  const roster = await startCampaign(services.state().address, dataDir, size);
  const parts: Partial<Record<Part, () => number | undefined>> = { server: () => services.state().serverPid, worker: () => worker.pid, portal: () => portal.pid };
  return {
    portal: url, keys: await openKeys({ dataDir }), services,
    pid: (part) => parts[part]?.(),
    errors: () => readFileSync(join(dataDir, 'portal.log'), 'utf8').split('\n').filter((line) => line.includes('"error":')),
    mailOf: (unit) => roster.contacts[unit]?.[0]?.mail ?? '',
    rehearse: async (minutes) => {
      const rehearsal = await command(['rehearse', 'config/campaigns/quality-month-2024', '--minutes', String(minutes), '--json'], '工作进程');
      parts.rehearsal = () => (rehearsal.exitCode === null ? rehearsal.pid : undefined);
    },
    end: async () => {
      for (const child of started.reverse()) await ended(child);
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function start(args: readonly string[], more: Readonly<Record<string, string>>, logFile: string): ChildProcess {
  const { TEMPORAL_ADDRESS: _, ...env } = process.env;
  const child = spawn(process.execPath, ['client/cli/main.ts', ...args], { cwd: ROOT, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
  return child;
}

async function says(child: ChildProcess, ready: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => { if (text.includes(ready)) resolve(); });
    child.once('exit', (code) => { reject(new Error(`${child.spawnargs.slice(2).join(' ')} ended with ${String(code)}`)); });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function startCampaign(address: string, dataDir: string, size: { readonly participants: number; readonly units: number }) {
  const client = await connectClient({ address, namespace: 'default', options: { address } }, 'cli');
  const store = await folderStore(dataDir);
  const campaigns = createCampaigns({ client, store, prepare: () => ensureSearchAttributes(client.connection, 'default') });
  const files = largeDefinition(size, CAMPAIGN);
  const checked = checkDefinition(files, officialYear);
  if (!checked.ok) throw new Error('the definition is not sound');
  await campaigns.start({ files, compiled: checked.compiled, timeline: { points: [{ nominal: toMillis(instant(NOW)), real: Date.now() }] } });
  await campaigns.untilRunning(CAMPAIGN, () => undefined);
  await client.connection.close();
  return checked.compiled.roster;
}
