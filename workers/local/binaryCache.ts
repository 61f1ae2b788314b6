import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { temporalVersion } from './temporalRelease.ts'

/** Where the user's cached programs are. */
export function cacheDir(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'quality-month-campaign')
}

// The name carries the hash of the content: nothing else can be half written or belong to another file.
const prefix = `temporal-${temporalVersion}-${process.platform}-${process.arch}-`

/** The cached server program whose content still has the hash it was installed with, if there is one. */
export async function cachedBinary(report: (line: string) => void, dir = cacheDir()): Promise<string | undefined> {
  const names = await readdir(dir).catch(() => [])
  for (const name of names.filter((n) => /^[0-9a-f]{64}$/.test(n.slice(prefix.length)) && n.startsWith(prefix))) {
    const path = join(dir, name)
    if (name === prefix + (await sha256(path))) return path
    report(`缓存的 Temporal 程序已损坏，不使用：${path}`)
  }
  return undefined
}

/** Puts a program into the cache; several processes may do so at once. */
export async function installBinary(file: string, dir = cacheDir()): Promise<string> {
  await mkdir(dir, { recursive: true })
  const temporary = join(dir, `.${randomUUID()}.tmp`)
  try {
    await copyFile(file, temporary)
    await chmod(temporary, 0o755)
    const handle = await open(temporary, 'r+')
    await handle.sync()
    await handle.close()
    const path = join(dir, prefix + (await sha256(temporary)))
    await rename(temporary, path)
    return path
  } finally {
    await rm(temporary, { force: true })
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
