import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { folderStore } from '../../activities/store/folderStore.ts';
import { makeFolder } from '../../activities/store/folders.ts';
import type { Store } from '../../activities/store/store.ts';
import { connectClient } from '../../config/connection.ts';
import { type Environment, loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { ensureSearchAttributes } from '../../workers/searchAttributes.ts';
import { type Campaigns, createCampaigns } from '../campaigns.ts';
import { renamed } from '../renamed.ts';
import { readForRehearsal } from './definition.ts';
import { auditLines, figuresText, laddersText, placesText } from './display/final.ts';
import { type Show, openShow } from './display/show.ts';
import { painter } from './display/style.ts';
import { busyShare, stretched } from './run/pace.ts';
import { type Outcome, archiveOf, rehearse } from './run/rehearsal.ts';
import { openGate } from './trouble/gate.ts';
import { type Session, openSession } from './run/session.ts';
import { INTERRUPTED, stopOnSignal } from './run/stop.ts';
import { startWorkerHost } from './run/workerHost.ts';

export interface RehearseOptions {
  /** Folder or file. */
  readonly definition: string;
  readonly minutes?: number;
  readonly seed?: number;
  readonly trouble?: boolean;
  readonly json?: boolean;
  /** Keeps server, inbox and worker running afterwards, until Ctrl-C. */
  readonly serve?: boolean;
  /** Opens a portal on the rehearsal's store: rooms that are entrances do not import each other. */
  readonly portal?: OpenPortal;
}

/** What a portal needs, and how it ends. */
export type OpenPortal = (on: {
  readonly client: Client; readonly campaigns: Campaigns; readonly store: Store; readonly folder: string; readonly smtpUrl: string; readonly mailFrom: string | undefined;
  readonly temporalUi: string | undefined;
}) => Promise<{ readonly url: string; organiserLink(campaign: string): Promise<string>; close(): Promise<void> }>;

/** 演练: a whole campaign in minutes, with invented participants. Says the exit code: 0, 1 if a figure does not add up, 130 after Ctrl-C. */
export async function runRehearse(options: RehearseOptions): Promise<number> {
  const { definition, minutes = 2, seed = 7 } = options;
  loadDotEnv();
  const environment = readEnvironment();
  const { compiled, files } = await readForRehearsal(definition);
  const id = compiled.plan.campaign;
  const wanted = { id, compiled: renamed(compiled, `${id}-r${String(seed)}-${randomBytes(3).toString('hex')}`), files, minutes, seed };
  const stop = stopOnSignal();
  const show = openShow(process.stderr, process.env);
  try {
    const slower = stretched(minutes, compiled.plan.lines.length, await busyShare());
    if (slower > minutes) show.say(`本机正忙，演练放慢到约 ${slower.toFixed(1)} 分钟，以免函件来不及逐日发出。`);
    return await inSession({ ...wanted, minutes: slower }, options, environment, show, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    show.say('已停止。');
    return INTERRUPTED;
  } finally {
    stop.release();
  }
}

async function inSession(
  wanted: Parameters<typeof rehearse>[0], options: RehearseOptions, environment: Environment, show: Show, signal: AbortSignal,
): Promise<number> {
  const { campaign } = wanted.compiled.plan;
  const folder = join(environment.dataDir, 'rehearsals', campaign);
  await makeFolder(folder);
  const session = await openSession(environment, folder, (line) => { show.say(line); }, signal);
  const gate = options.trouble === true ? await openGate(session.smtpUrl) : undefined;
  const archiveFolder = join(folder, 'archives');
  const logFile = join(folder, 'worker.log');
  try {
    const client = await connectClient(session.target, 'rehearsal');
    let portal: Awaited<ReturnType<OpenPortal>> | undefined;
    try {
      await ensureSearchAttributes(client.connection, session.target.namespace);
      const store = await folderStore(folder);
      const campaigns = createCampaigns({ client, store, taskQueue: campaign });
      portal = await options.portal?.({ client, campaigns, store, folder, smtpUrl: session.smtpUrl, mailFrom: environment.mailFrom, temporalUi: session.uiUrl });
      show.say('正在启动工作进程…');
      const worker = await startWorkerHost({
        address: session.target.address, folder, archiveFolder, taskQueue: campaign, smtpUrl: gate?.smtpUrl ?? session.smtpUrl,
        ...(environment.mailFrom === undefined ? {} : { mailFrom: environment.mailFrom }), ...(portal === undefined ? {} : { portalUrl: portal.url }),
      }, logFile, (line) => { show.say(line); }, signal);
      try {
        const onStarted = async (): Promise<void> => { if (portal !== undefined) show.say(`组织方工作台：${await portal.organiserLink(campaign)}`); };
        const place = { client, campaigns, store, archiveFolder, onStarted, inboxApi: session.inbox?.apiUrl, ...(gate === undefined ? {} : { hosts: { mail: gate, worker } }) };
        const outcome = await rehearse(wanted, place, show, AbortSignal.any([signal, worker.failure]));
        report(outcome, options, { session, campaign, archive: archiveOf(archiveFolder, campaign), portal: portal?.url, desk: await portal?.organiserLink(campaign), logFile });
        if (options.serve === true) await served(show, signal);
        return outcome.audit.ok && outcome.checks.every(({ ok, isNote }) => ok || isNote === true) ? 0 : 1;
      } finally {
        await worker.stop();
      }
    } finally {
      await portal?.close();
      await client.connection.close();
    }
  } finally {
    await gate?.close();
    await session.close();
  }
}

function report(
  { figures, checks, anomalies, ladders, summaryFile, audit, troubles }: Outcome, { json = false, trouble = false, serve = false }: RehearseOptions,
  { session, campaign, archive, portal, desk, logFile }: { session: Session; campaign: string; archive: string; portal: string | undefined; desk: string | undefined; logFile: string },
): void {
  const paint = painter(process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '');
  const web = session.uiUrl === undefined ? undefined
    : `${session.uiUrl}/namespaces/${session.target.namespace}/workflows?query=${encodeURIComponent(`CampaignId="${campaign}"`)}`;
  // What has ended by the time somebody reads of it is not named.
  const pages = serve ? { desk, portal } : { desk: undefined, portal: undefined };
  const services = serve || !session.isOwn ? { web, inbox: session.inbox?.webUrl } : { web: undefined, inbox: undefined };
  if (json) process.stdout.write(`${JSON.stringify(trouble ? { ...figures, audit } : figures, undefined, 2)}\n`);
  const text = [
    '', ...figuresText(figures, checks, paint), ...anomalyLines(anomalies), ...auditLines(audit, paint), ...troubles.map((name) => `  途中故障：${name}`),
    '', ...laddersText(ladders, paint), '', ...placesText({ ...pages, ...services, archive, summary: summaryFile, log: logFile }, paint),
  ];
  (json ? process.stderr : process.stdout).write(`${text.join('\n')}\n`);
}

const ANOMALIES_SHOWN = 20;

/** Many where somebody steered the rehearsal by hand: the actors' later deeds then meet another campaign than theirs. */
function anomalyLines(anomalies: Outcome['anomalies']): string[] {
  const more = anomalies.length - ANOMALIES_SHOWN;
  return [
    ...anomalies.slice(0, ANOMALIES_SHOWN).map(({ at, what }) => `    ${at.slice(0, 16)} ${what}`),
    ...(more > 0 ? [`    另有 ${String(more)} 处（演练中由人另行办理的，参演单位按原脚本再办即属此类）`] : []),
  ];
}

/** Until Ctrl-C: that is the proper end then. */
async function served(show: Show, signal: AbortSignal): Promise<void> {
  show.say('\n服务仍在运行，可在上述地址查看；按 Ctrl-C 结束。');
  if (!signal.aborted) await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); });
  show.say('正在停止…');
}
