import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '@temporalio/client'

/**
 * Waits until the server really answers for its namespace.
 * @throws Error when `signal` aborts (the process ended) or `deadlineMs` has passed.
 */
export async function serverReady(port: number, signal: AbortSignal, deadlineMs = 30_000): Promise<void> {
  const until = performance.now() + deadlineMs
  let last: unknown = 'not tried'
  while (performance.now() < until) {
    signal.throwIfAborted()
    try {
      // First by plain TCP: a gRPC channel that was refused once waits a second before it tries again.
      await accepts(port)
      await answers(port)
      return
    } catch (error) {
      last = error
      await pause(50)
    }
  }
  throw new Error(`the Temporal server on port ${String(port)} did not answer within ${String(deadlineMs / 1000)} s: ${String(last)}`)
}

/** Resolves when something listens on the port. */
export async function accepts(port: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}

async function answers(port: number): Promise<void> {
  const connection = await Connection.connect({ address: `127.0.0.1:${String(port)}`, connectTimeout: 2000 })
  try {
    // The namespace last: it is registered after the server has begun to answer.
    await connection.withDeadline(Date.now() + 2000, () => connection.workflowService.describeNamespace({ namespace: 'default' }))
  } finally {
    await connection.close()
  }
}
