import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Longer than any letter is under way: after that its worker is dead, wherever it ran. */
const UNDER_WAY_MS = 5 * 60_000;

const WRITER = /^(\w+)-(\d+)-[0-9a-f]{8}$/;

/** This process as the ledger knows it. */
export interface Process {
  readonly host: string;
  readonly pid: number;
  isAlive(pid: number): boolean;
}

export const thisProcess: Process = {
  host: hostname().replace(/\W/g, '_').slice(0, 60) || 'host',
  pid: process.pid,
  isAlive: (pid) => {
    try {
      process.kill(pid, 0); // asks, does not kill
      return true;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM'; // somebody else's process
    }
  },
};

/** A new name for a log of this process; two starts of one process id never share it. */
export function newWriter({ host, pid }: Process): string {
  return `${host}-${String(pid)}-${randomBytes(4).toString('hex')}`;
}

/** Whether a letter that `writer` marked `sending` at `ms` may still be under way there. */
export function mayBeUnderWay(self: Process, writer: string, ms: number, now: number): boolean {
  if (now - ms > UNDER_WAY_MS) return false;
  const [, host, pid] = WRITER.exec(writer) ?? [];
  if (host !== self.host) return true; // cannot be asked
  // Our own number in another's name: a container that started again, where every worker is process 1.
  return Number(pid) !== self.pid && self.isAlive(Number(pid));
}
