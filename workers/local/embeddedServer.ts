import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts } from './ports.ts'
import { type OwnedProcess, startOwned } from './serverProcess.ts'
import { serverReady } from './serverReady.ts'

/** What happens to the server by itself, told to whoever shows it. */
export type ServerEvent = { kind: 'ended'; how: string; restartInMs: number } | { kind: 'restarted'; pid: number }

/** The embedded Temporal server: it runs, on the same ports and data, until `stop`. */
export interface EmbeddedServer {
  address: string
  uiUrl: string
  /** The process id of the present run. */
  pid(): number
  stop(): Promise<void>
}

interface Ports {
  grpc: number
  ui: number
  http: number
  metrics: number
}

const argumentsOf = (dataDir: string, ports: Ports): string[] => [
  ...['server', 'start-dev', '--ip', '127.0.0.1', '--ui-disable-news-fetch', '--log-level', 'warn'],
  ...['--port', String(ports.grpc), '--ui-port', String(ports.ui)],
  ...['--http-port', String(ports.http), '--metrics-port', String(ports.metrics)],
  ...['--db-filename', join(dataDir, 'temporal.db')],
  ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'],
  // Timers 0.9 s late by default, and ten updates at a time for one workflow: both too little for a rehearsal in two minutes.
  ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
  ...['--dynamic-config-value', 'history.maxInFlightUpdates=1000'],
  // By default one query of a workflow may wait for a task under way: the next is refused, and the SDK asks again after one to two seconds.
  ...['--dynamic-config-value', 'history.maxBufferedQueryCount=1000'],
]

/**
 * Starts the server `binary` with its data in `dataDir` (which must be locked) and waits until it answers. When it ends by itself it
 * is started again, after a growing pause.
 */
export async function startEmbeddedServer(options: {
  binary: string
  dataDir: string
  onEvent?: (event: ServerEvent) => void
}): Promise<EmbeddedServer> {
  const { binary, dataDir, onEvent } = options
  const ports = await choosePorts()
  const logFile = join(dataDir, 'temporal.log')
  const stopping = new AbortController()

  const start = () => startOwned(binary, argumentsOf(dataDir, ports), logFile)
  const ready = async (server: OwnedProcess): Promise<void> => {
    const gone = new AbortController()
    void server.ended.then((how) => {
      gone.abort(new Error(`the Temporal server ended (${how}) before it answered; see ${logFile}`))
    })
    try {
      await serverReady(ports.grpc, AbortSignal.any([gone.signal, stopping.signal]))
    } catch (error) {
      await server.stop()
      throw error
    }
  }
  const supervise = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      const began = performance.now()
      const how = await current.ended
      if (stopping.signal.aborted) return
      failures = performance.now() - began > 60_000 ? 0 : failures + 1
      const restartInMs = Math.min(50 * 2 ** failures, 10_000)
      onEvent?.({ kind: 'ended', how, restartInMs })
      await pause(restartInMs, undefined, { signal: stopping.signal })
      current = await start()
      const { pid } = current
      // One that never answers is ended by `ready`, and so comes round again.
      void ready(current).then(() => onEvent?.({ kind: 'restarted', pid }), () => undefined)
    }
  }

  let current = await start()
  await ready(current)
  // Throws only when stop() interrupts its pause.
  const supervised = supervise().catch(() => undefined)
  return {
    address: `127.0.0.1:${String(ports.grpc)}`,
    uiUrl: `http://127.0.0.1:${String(ports.ui)}`,
    pid: () => current.pid,
    async stop() {
      stopping.abort()
      await current.stop()
      await supervised
      // A restart may have begun between the two.
      await current.stop()
    },
  }
}

async function choosePorts(): Promise<Ports> {
  const [grpc = 0, ui = 0, http = 0, metrics = 0] = await freePorts(4)
  return { grpc, ui, http, metrics }
}
