import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Finds free TCP ports on 127.0.0.1 for a server that keeps them over restarts. They lie below the range from which systems take
 * the ports of outgoing connections, so that a client cannot take one while its server is down.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  for (let tries = 0; ports.size < count; tries += 1) {
    if (tries > 1000) throw new Error('no free TCP port between 20000 and 32000 on 127.0.0.1')
    const port = randomInt(20_000, 32_000)
    if (!ports.has(port) && (await isFree(port))) ports.add(port)
  }
  return [...ports]
}

/** Whether nobody listens on a port of 127.0.0.1 at this moment. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port, host: '127.0.0.1' })
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
