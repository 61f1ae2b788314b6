import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How long an attempt may show no progress before it is given up. */
export const patience = 10_000

/** Aborts its signal when `progress` was not called for `ms` milliseconds; `done` ends the watch. */
export function stallWatch(ms = patience): { signal: AbortSignal; progress: () => void; done: () => void } {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort(new Error(`no progress for ${String(ms / 1000)} s`))
  }, ms)
  return {
    signal: controller.signal,
    progress: () => void timer.refresh(),
    done: () => {
      clearTimeout(timer)
    },
  }
}

/**
 * Runs a program that writes below `workDir` and returns what it printed. Output and growing files are progress.
 * @throws Error with the end of its output when it fails, or when it stalls (it is then killed).
 */
export async function runWatched(
  command: string,
  args: string[],
  options: { workDir: string; env?: NodeJS.ProcessEnv; stallMs?: number; onBytes?: (bytes: number) => void },
): Promise<string> {
  const watch = stallWatch(options.stallMs)
  const child = spawn(command, args, { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      watch.progress()
    })
  let seen = 0
  const poll = setInterval(() => {
    void sizeBelow(options.workDir).then((bytes) => {
      if (bytes === seen) return
      seen = bytes
      watch.progress()
      options.onBytes?.(bytes)
    })
  }, 500)
  watch.signal.addEventListener('abort', () => child.kill('SIGKILL'))
  try {
    const code = await exitOf(child)
    if (watch.signal.aborted) throw watch.signal.reason
    if (code !== 0) throw new Error(`${command} exited with ${String(code)}: ${output.trim().slice(-400)}`)
    return output
  } finally {
    clearInterval(poll)
    watch.done()
  }
}

async function exitOf(child: ChildProcess): Promise<number | string | null> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      resolve(code ?? signal)
    })
  })
}

async function sizeBelow(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true }).catch(() => [])
  // Files may vanish between the two calls.
  const sizes = await Promise.all(entries.map((name) => stat(join(dir, name)).then((s) => (s.isFile() ? s.size : 0), () => 0)))
  return sizes.reduce((sum, size) => sum + size, 0)
}
