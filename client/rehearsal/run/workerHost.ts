import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Refused } from '../../refused.ts';

/** What a worker process needs to know. */
interface WorkerSettings {
  readonly address: string;
  readonly folder: string;
  readonly archiveFolder: string;
  readonly taskQueue: string;
  readonly smtpUrl: string;
  readonly mailFrom?: string;
  /** Where letters' links lead. */
  readonly portalUrl?: string;
}

/** A worker process that is started again whenever it dies, until it is told to stop. */
export interface WorkerHost {
  /** Aborted, with the reason, when it cannot be started any more. */
  readonly failure: AbortSignal;
  /** How long it took, in milliseconds, until the first one polled. */
  readonly startupMs: number;
  /** Kills it, as a power failure does, and starts none until `comeBack`. */
  leave(): void;
  /** Starts it again; resolves when it polls. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('workerProcess.ts', import.meta.url));
/** A worker finishes what is under way; then somebody waits for us. */
const GRACE_MS = 15_000;
const RESTART_MS = 200;
const TRIES = 3;

/** Starts it and resolves when it polls. Rejects if it never does. `say` hears when it died and came back. */
export async function startWorkerHost(settings: WorkerSettings, logFile: string, say: (line: string) => void, signal: AbortSignal): Promise<WorkerHost> {
  const stopping = new AbortController();
  const began = Date.now();
  let child = launch(settings, logFile);
  let away: PromiseWithResolvers<undefined> | undefined;
  const supervised = (async () => {
    for (let failures = 0; ;) {
      const how = await ended(child);
      await away?.promise;
      if (stopping.signal.aborted) return;
      if (away !== undefined) {
        away = undefined;
        child = launch(settings, logFile);
        continue;
      }
      failures = child.ready ? 0 : failures + 1;
      if (failures >= TRIES) throw new Refused(`演练的工作进程无法启动（${how}）。原因见日志：${logFile}`);
      say(`工作进程退出（${how}），已重新启动`);
      await pause(RESTART_MS, undefined, { signal: stopping.signal });
      child = launch(settings, logFile);
    }
  })();
  const failure = new AbortController();
  supervised.catch((error: unknown) => { if (!stopping.signal.aborted) failure.abort(error); });
  const stop = async (): Promise<void> => {
    stopping.abort();
    away?.resolve(undefined);
    child.process.kill('SIGTERM');
    const insist = setTimeout(() => child.process.kill('SIGKILL'), GRACE_MS);
    await supervised.catch(() => undefined);
    clearTimeout(insist);
  };
  const polling = async (): Promise<void> => {
    while (away !== undefined || !child.ready) {
      signal.throwIfAborted();
      await Promise.race([pause(50), supervised]);
    }
  };
  try {
    await polling();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    failure: failure.signal, startupMs: Date.now() - began, stop,
    leave: () => {
      away = Promise.withResolvers();
      child.process.kill('SIGKILL');
    },
    comeBack: () => {
      away?.resolve(undefined);
      return polling();
    },
  };
}

interface Child {
  readonly process: ChildProcess;
  ready: boolean;
}

function launch(settings: WorkerSettings, logFile: string): Child {
  const log = openSync(logFile, 'a');
  // A process group of its own: Ctrl-C in the terminal must not reach it before us. The channel tells it when we die.
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(settings)], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const launched: Child = { process: child, ready: false };
  child.on('message', () => { launched.ready = true; });
  return launched;
}

async function ended({ process: child }: Child): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? `退出码 ${String(child.exitCode)}`;
}
