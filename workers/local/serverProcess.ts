import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'

/** A program that was started and will not outlive us. */
export interface OwnedProcess {
  pid: number
  /** Resolves when it has ended, with how. */
  ended: Promise<string>
  /** Asks it to end, insists after `graceMs`, and waits. */
  stop(graceMs?: number): Promise<void>
}

/**
 * Starts a program in a process group of its own (Ctrl-C in the terminal must not reach it before us), its output appended to a
 * file. If this process dies, even by kill -9, the program is ended.
 */
export async function startOwned(command: string, args: string[], logFile: string): Promise<OwnedProcess> {
  const log = openSync(logFile, 'a')
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  await once(child, 'spawn')
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} started without a process id`)
  const guard = guardAgainstOrphan(pid)
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      // At once: its process id may soon belong to another.
      guard.kill('SIGKILL')
      resolve(signal ?? `exit code ${String(code)}`)
    })
  })
  return {
    pid,
    ended,
    async stop(graceMs = 10_000) {
      child.kill('SIGTERM')
      const insist = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(insist)
    },
  }
}

/** A shell that waits until our end of its input closes, which the system does when we die, and then ends the program. */
function guardAgainstOrphan(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -TERM "$1"', 'guard', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return guard
}
