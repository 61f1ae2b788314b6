import { Client, Connection } from '@temporalio/client'
import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig'
import type { NativeConnection } from '@temporalio/worker'

/** What we are to Temporal. Never user@host, the SDK's default: that would write a person's name into every history. */
export type Role = 'cli' | 'portal' | 'rehearsal' | 'worker'

/** A Temporal server and how to reach it. */
export interface Target {
  address: string
  namespace: string
  options: Pick<ClientConnectConfig['connectionOptions'], 'address' | 'apiKey' | 'metadata' | 'tls'>
}

/** The server cannot be used; the message says which, why and what to do. */
export class TemporalUnavailable extends Error {
  override name = 'TemporalUnavailable'
}

const tenSeconds = 10_000

/**
 * Chooses the server: what `@temporalio/envconfig` finds (TEMPORAL_* or its profile file), else the running embedded one.
 * @throws TemporalUnavailable when there is neither.
 */
export function chooseTarget(embedded?: { address: string }): Target {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
  const { address, apiKey, metadata, tls } = connectionOptions
  if (address !== undefined) return { address, namespace, options: defined({ address, apiKey, metadata, tls }) }
  // The embedded server has one namespace and no TLS: a key or certificate meant for a cluster must not be sent to it.
  if (embedded !== undefined) return { address: embedded.address, namespace: 'default', options: { address: embedded.address } }
  throw new TemporalUnavailable(
    '没有可用的 Temporal 服务：未设 TEMPORAL_ADDRESS，本数据目录也没有正在运行的内置服务。\n' +
      '  办法：在另一终端执行 npx campaign up；或设 TEMPORAL_ADDRESS 指向已有集群（见 .env.example）。',
  )
}

function defined(options: { [K in keyof Target['options']]: Target['options'][K] | undefined }): Target['options'] {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/**
 * Connects as a client.
 * @throws TemporalUnavailable after `patience` milliseconds at most.
 */
export async function connectClient(target: Target, role: Role, patience = tenSeconds): Promise<Client> {
  const connection = await within(target, patience, () => Connection.connect({ ...target.options, connectTimeout: patience }))
  return new Client({ connection, namespace: target.namespace, identity: role })
}

/**
 * Connects a worker; pass `identity: 'worker'` to `Worker.create` too.
 * @throws TemporalUnavailable after `patience` milliseconds at most.
 */
export async function connectWorker(target: Target, patience = tenSeconds): Promise<NativeConnection> {
  // Loaded here only: the native bridge costs a command that is no worker half a second.
  const { NativeConnection } = await import('@temporalio/worker')
  return await within(target, patience, () => NativeConnection.connect(target.options))
}

async function within<T extends { close(): Promise<void> }>(target: Target, patience: number, connect: () => Promise<T>): Promise<T> {
  const connecting = connect()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // It may still succeed: close it then, or it keeps the process alive.
      connecting.then((connection) => connection.close()).catch(() => undefined)
      reject(new Error(`no answer within ${String(patience / 1000)} s`))
    }, patience)
  })
  try {
    return await Promise.race([connecting, late])
  } catch (cause) {
    throw new TemporalUnavailable(
      `连不上 Temporal 服务 ${target.address}（命名空间 ${target.namespace}）。\n` +
        '  办法：确认服务在运行、地址与证书或密钥正确（TEMPORAL_*）；内置服务由 npx campaign up 启动。\n' +
        `  ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  } finally {
    clearTimeout(timer)
  }
}
