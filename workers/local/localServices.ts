import { setTimeout as pause } from 'node:timers/promises'
import { tryLock } from './dataDirLock.ts'
import { type EmbeddedServer, type ServerEvent, startEmbeddedServer } from './embeddedServer.ts'
import { type EmbeddedState, readEmbeddedState, readLastState, removeEmbeddedState, writeEmbeddedState } from './embeddedState.ts'
import { type Inbox, startInbox } from './inbox.ts'
import { accepts } from './serverReady.ts'
import { type BinaryOptions, findTemporalBinary } from './temporalBinary.ts'

/** Another process uses the data directory. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse'
}

/** The embedded Temporal server and inbox of one data directory. */
export interface LocalServices {
  state(): EmbeddedState
  /** Ends both, inbox first, and gives the data directory back. Call it after the worker has ended. */
  stop(): Promise<void>
}

/** What to start, and who is told of it. */
interface LocalOptions extends Pick<BinaryOptions, 'cliPath' | 'allowPypi' | 'report'> {
  dataDir: string
  onServerEvent?: (event: ServerEvent) => void
  onInboxFailure?: (error: Error) => void
}

/**
 * Starts the embedded server and inbox and leaves their addresses in `<dataDir>/embedded.json` for other processes.
 * @throws DataDirInUse, TemporalBinaryNotFound
 */
export async function startLocalServices(options: LocalOptions): Promise<LocalServices> {
  const { dataDir, report, onServerEvent, onInboxFailure } = options
  const unlock = tryLock(dataDir)
  if (unlock === undefined) throw new DataDirInUse(whoHas(dataDir))
  let inboxStarting: Promise<Inbox> | undefined
  let server: EmbeddedServer | undefined
  const stop = async (): Promise<void> => {
    await inboxStarting?.then((inbox) => inbox.stop()).catch(() => undefined)
    await server?.stop()
    removeEmbeddedState(dataDir)
    unlock()
  }
  try {
    await orphanGone(dataDir)
    const binary = await findTemporalBinary(options)
    report('正在启动内置 Temporal 服务与收件箱…')
    inboxStarting = startInbox(dataDir, onInboxFailure)
    const onEvent = (event: ServerEvent): void => {
      if (event.kind === 'restarted') state = save()
      onServerEvent?.(event)
    }
    const [started, inbox] = await Promise.all([
      startEmbeddedServer({ binary, dataDir, onEvent }).then((running) => (server = running)),
      inboxStarting,
    ])
    const save = (): EmbeddedState => {
      const { smtpUrl, webUrl, apiUrl } = inbox
      const { address, uiUrl } = started
      const now = { pid: process.pid, serverPid: started.pid(), address, uiUrl, inbox: { smtpUrl, webUrl, apiUrl } }
      writeEmbeddedState(dataDir, now)
      return now
    }
    let state = save()
    return { state: () => state, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function whoHas(dataDir: string): string {
  const state = readEmbeddedState(dataDir)
  const holder =
    state === undefined
      ? '另一进程（正在启动或退出）'
      : `进程 ${String(state.pid)}（Temporal 地址 ${state.address}，界面 ${state.uiUrl}）`
  return (
    `数据目录 ${dataDir} 正由${holder}使用，两个进程不能共用。\n` +
    '  办法：直接使用正在运行的服务；或在其终端按 Ctrl-C 结束它；或设 CAMPAIGN_DATA 用另一目录。'
  )
}

/** Waits for the server of a process that was killed: its guard ends it, but it needs a moment, and two must not share the data. */
async function orphanGone(dataDir: string): Promise<void> {
  const last = readLastState(dataDir)
  if (last === undefined) return
  const port = Number(last.address.split(':').at(-1))
  const until = performance.now() + 15_000
  while (await accepts(port).then(() => true, () => false)) {
    if (performance.now() > until)
      throw new Error(
        `数据目录 ${dataDir} 上次的 Temporal 服务（进程 ${String(last.serverPid)}，地址 ${last.address}）似乎仍在运行。\n` +
          `  办法：确认后 kill ${String(last.serverPid)} 再重试；若该地址已属别的程序，删去 ${dataDir}/embedded.json。`,
      )
    await pause(100)
  }
  removeEmbeddedState(dataDir)
}
