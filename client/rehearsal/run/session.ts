import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Target, TemporalUnavailable, chooseTarget } from '../../../config/connection.ts';
import type { Environment } from '../../../config/environment.ts';
import { type EmbeddedState, readEmbeddedState } from '../../../workers/local/embeddedState.ts';
import { startInbox } from '../../../workers/local/inbox.ts';
import { type LocalServices, startLocalServices } from '../../../workers/local/localServices.ts';
import { Refused } from '../../refused.ts';

/** The server and the mail of a rehearsal. */
export interface Session {
  readonly target: Target;
  readonly smtpUrl: string;
  /** The inbox that gets every letter, if it is ours. */
  readonly inbox: { readonly apiUrl: string; readonly webUrl: string } | undefined;
  /** Temporal's own pages, if we know where they are. */
  readonly uiUrl: string | undefined;
  /** The server was started for this rehearsal, and ends with it. */
  readonly isOwn: boolean;
  /** Ends what this rehearsal started, and nothing else. */
  close(): Promise<void>;
}

type Say = (line: string) => void;

const LEAVE_MS = 5_000;

/** The server there is, else one of our own; the inbox that is there, SMTP_URL on this machine, else one of our own. */
export async function openSession(environment: Environment, folder: string, say: Say, signal: AbortSignal): Promise<Session> {
  requireHarmless(environment.smtpUrl, readEmbeddedState(environment.dataDir));
  const own = await ownServices(environment, say, signal);
  const embedded = own?.state() ?? readEmbeddedState(environment.dataDir);
  try {
    const target = chooseTarget(embedded);
    const uiUrl = target.address === embedded?.address ? embedded.uiUrl : undefined;
    const mail = await mailOf(environment.smtpUrl, embedded, folder);
    return {
      target, uiUrl, isOwn: own !== undefined, smtpUrl: mail.smtpUrl, inbox: mail.inbox,
      close: async () => {
        await mail.stop?.();
        await own?.stop();
      },
    };
  } catch (error) {
    await own?.stop();
    throw error;
  }
}

/** Starts the embedded services if there is no server yet. */
async function ownServices(environment: Environment, say: Say, signal: AbortSignal): Promise<LocalServices | undefined> {
  try {
    chooseTarget(readEmbeddedState(environment.dataDir));
    return undefined;
  } catch (error) {
    if (!(error instanceof TemporalUnavailable)) throw error;
  }
  const starting = startLocalServices({
    dataDir: environment.dataDir, allowPypi: environment.allowPypi, report: say,
    ...(environment.temporalCliPath === undefined ? {} : { cliPath: environment.temporalCliPath }),
    onServerEvent: (event) => { say(event.kind === 'ended' ? `内置 Temporal 服务退出（${event.how}），正在重新启动…` : '内置 Temporal 服务已恢复'); },
    onInboxFailure: (error) => { say(`内置收件箱出错：${error.message}`); },
  });
  return orStopped(starting, signal);
}

/** A download cannot be interrupted: whoever does not want to wait for its end leaves it, and the process ends it. */
async function orStopped(starting: Promise<LocalServices>, signal: AbortSignal): Promise<LocalServices> {
  const stopped = new Promise<undefined>((resolve) => { signal.addEventListener('abort', () => { resolve(undefined); }, { once: true }); });
  const started = await Promise.race([starting, stopped]);
  if (started !== undefined && !signal.aborted) return started;
  const late = starting.then((services) => services.stop(), () => undefined);
  await Promise.race([late, pause(LEAVE_MS)]);
  throw new Error('stopped while the services were starting');
}

interface Mail {
  readonly smtpUrl: string;
  readonly inbox: Session['inbox'];
  readonly stop?: () => Promise<void>;
}

async function mailOf(smtpUrl: string | undefined, embedded: EmbeddedState | undefined, folder: string): Promise<Mail> {
  if (embedded !== undefined && (smtpUrl === undefined || smtpUrl === embedded.inbox.smtpUrl)) return { smtpUrl: embedded.inbox.smtpUrl, inbox: embedded.inbox };
  if (smtpUrl !== undefined) return { smtpUrl, inbox: undefined };
  const inbox = await startInbox(join(folder, 'mail'));
  return { smtpUrl: inbox.smtpUrl, inbox, stop: () => inbox.stop() };
}

/** A rehearsal writes to everybody: it must not reach anybody. */
export function requireHarmless(smtpUrl: string | undefined, embedded: EmbeddedState | undefined): void {
  if (smtpUrl === undefined || smtpUrl === embedded?.inbox.smtpUrl) return;
  const { hostname } = new URL(smtpUrl);
  if (/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return;
  throw new Refused(`演练不向外发信，而 SMTP_URL 指向 ${hostname}。请去掉 SMTP_URL（函件进内置收件箱），或改为本机（127.0.0.1）的测试邮件服务。`);
}
