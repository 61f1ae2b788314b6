import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Inbox, startInbox } from '../../../workers/local/inbox.ts'
import { InboxClient } from '../../../workers/local/inboxClient.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'campaign-inbox-'))
let inbox: Inbox

beforeAll(async () => {
  inbox = await startInbox(dataDir)
})

afterAll(async () => {
  await inbox.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function send(numbers: number[]): Promise<void> {
  const mailer = createTransport({ url: inbox.smtpUrl, pool: true, maxConnections: 5, maxMessages: Infinity } as object)
  await Promise.all(
    numbers.map((n) =>
      mailer.sendMail({
        from: '质量发展局 <office@samr.test>',
        to: `u${String(n)}@departments.test`,
        bcc: 'hidden@samr.test',
        subject: `【演练】工作提示 ${String(n)}`,
        messageId: `<m${String(n)}@samr.test>`,
        headers: { 'X-Campaign-At': '2024-10-12T09:00:00+08:00' },
        text: `第 ${String(n)} 封，请点 http://127.0.0.1/x`,
        html: `<p>第 ${String(n)} 封</p>`,
      }),
    ),
  )
  mailer.close()
}

test('keeps every letter with its headers, over a restart and in pages', async () => {
  const total = 1100 // more than a page
  await send(Array.from({ length: total }, (_, n) => n))
  const client = new InboxClient(inbox.apiUrl)
  expect(await client.count()).toBe(total)
  const letters = await client.letters()
  expect(new Set(letters.map((letter) => letter.headers['message-id'])).size).toBe(total)
  expect(await client.letters(total - 3)).toEqual(letters.slice(-3))

  const seventh = letters.find((letter) => letter.headers['message-id'] === '<m7@samr.test>')!
  expect(seventh).toMatchObject({ subject: '【演练】工作提示 7', from: ['office@samr.test'], to: ['u7@departments.test'] })
  expect(seventh.headers['x-campaign-at']).toBe('2024-10-12T09:00:00+08:00')
  expect(seventh.recipients).toEqual(['u7@departments.test', 'hidden@samr.test'])
  expect(await client.body(seventh.id)).toMatchObject({ text: expect.stringContaining('第 7 封') as string, html: '<p>第 7 封</p>' })
  expect(await client.source(seventh.id)).toMatch(/^Message-ID: <m7@samr\.test>/m)
  await expect(client.body('nothing')).rejects.toThrow('404')

  await inbox.stop()
  inbox = await startInbox(dataDir)
  const again = await new InboxClient(inbox.apiUrl).letters()
  expect(again.map((letter) => letter.id).toSorted()).toEqual(letters.map((letter) => letter.id).toSorted())
})

test('a letter deleted in the browser is still listed as having arrived', async () => {
  const client = new InboxClient(inbox.apiUrl)
  const [first] = await client.letters()
  await fetch(new URL(`api/email/${first!.id}`, inbox.webUrl), { method: 'DELETE' })
  expect((await client.letters())[0]).toEqual(first)
})

test('shows the letters in a browser', async () => {
  const page = await fetch(inbox.webUrl, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<title>')
})
