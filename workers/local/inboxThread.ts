// The inbox's own thread: parsing letters must not delay the process's other work. Speaks to inbox.ts by messages.
import { parentPort, workerData } from 'node:worker_threads'
import { createAPIServer } from '@maildev/api'
import { type Email, FileStorage } from '@maildev/core'
import { createSMTPServer } from '@maildev/smtp'
import { registerUI } from '@maildev/ui/server'
import { z } from 'zod'
import { maxPage } from './inboxWire.ts'

const { mailDir } = z.object({ mailDir: z.string() }).parse(workerData)
const host = '127.0.0.1'
// Every letter in the order of arrival. maildev's own list has no headers, or whole bodies, and loses what a person deletes.
const arrived: Email[] = []

const storage = new FileStorage({ mailDirectory: mailDir })
await storage.initialize()
const smtp = createSMTPServer({ port: 0, host, storage, mailDir, logger: false })
await smtp.loadMailsFromDirectory()
arrived.push(...(await storage.getAll()))
smtp.on('new', (email: Email) => arrived.push(email))
await smtp.start()

const api = createAPIServer({ port: 0, host, storage, smtp, logger: false })
await api.registerPlugins()
await registerUI(api.server)
api.server.get('/letters', (request) => {
  const { after, limit } = z.object({ after: z.coerce.number().int().min(0), limit: z.coerce.number().int().min(1).max(maxPage) }).parse(request.query)
  return { total: arrived.length, letters: arrived.slice(after, after + limit).map(toWire) }
})
api.server.get('/letters/:id', (request, reply) => {
  const { id } = z.object({ id: z.string() }).parse(request.params)
  const email = arrived.find((one) => one.id === id)
  return email === undefined ? reply.code(404).send({ error: 'no such letter' }) : { text: email.text ?? '', html: email.html ?? '' }
})
// Not api.listen(): that prints to stdout.
await api.server.listen({ port: 0, host })

parentPort?.postMessage({ smtpPort: smtp.getPort(), webPort: portOf(api.server.addresses()) })

function toWire(email: Email) {
  return {
    id: email.id,
    subject: email.subject,
    size: email.size,
    from: email.from.map((one) => one.address),
    to: email.to.map((one) => one.address),
    recipients: email.envelope.to.map((one) => one.address),
    headers: email.headers,
  }
}

function portOf(addresses: ReturnType<typeof api.server.addresses>): number {
  const [address] = addresses
  if (typeof address !== 'object') throw new Error('the inbox web view has no port')
  return address.port
}
