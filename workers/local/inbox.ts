import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { InboxAddresses } from './embeddedState.ts'

/** An SMTP server that keeps every letter and shows them in a browser; nothing leaves this machine. */
export interface Inbox extends InboxAddresses {
  stop(): Promise<void>
}

const threadFile = new URL('inboxThread.ts', import.meta.url)
const ports = z.object({ smtpPort: z.int(), webPort: z.int() })

/**
 * Starts the inbox on free ports of 127.0.0.1; letters are kept in `<dataDir>/inbox` and are there again after a restart.
 * @param onFailure is told when the inbox ends by itself.
 */
export async function startInbox(dataDir: string, onFailure: (error: Error) => void = () => undefined): Promise<Inbox> {
  const mailDir = join(dataDir, 'inbox')
  mkdirSync(mailDir, { recursive: true })
  // Its stdout is not ours: a command's stdout may be JSON.
  const thread = new Worker(threadFile, { workerData: { mailDir }, stdout: true })
  thread.stdout.resume()
  const { smtpPort, webPort } = ports.parse((await once(thread, 'message'))[0])
  let stopping = false
  thread.on('error', (error: unknown) => {
    if (!stopping) onFailure(error instanceof Error ? error : new Error(String(error)))
  })
  const webUrl = `http://127.0.0.1:${String(webPort)}/`
  return {
    smtpUrl: `smtp://127.0.0.1:${String(smtpPort)}`,
    webUrl,
    apiUrl: webUrl,
    async stop() {
      stopping = true
      // Not maildev's own stop: it waits half a minute for senders that keep their connections. What is cut off was not accepted yet.
      await thread.terminate()
    },
  }
}
