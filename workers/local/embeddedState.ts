import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isLocked } from './dataDirLock.ts'

const inbox = z.object({ smtpUrl: z.string(), webUrl: z.string(), apiUrl: z.string() })

const schema = z.object({
  /** The process that hosts the services. */
  pid: z.int().positive(),
  /** The Temporal server process. */
  serverPid: z.int().positive(),
  address: z.string(),
  uiUrl: z.string(),
  inbox,
})

/** What other processes need to use the running embedded services. */
export type EmbeddedState = z.infer<typeof schema>

/** The running inbox's addresses. */
export type InboxAddresses = z.infer<typeof inbox>

const fileOf = (dataDir: string): string => join(dataDir, 'embedded.json')

/** The state of the embedded services of a data directory, if they run. */
export function readEmbeddedState(dataDir: string): EmbeddedState | undefined {
  return isLocked(dataDir) ? readLastState(dataDir) : undefined
}

/** The last state written, even if its process died without removing it. */
export function readLastState(dataDir: string): EmbeddedState | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** Writes the state whole: a reader sees the old one or the new one. */
export function writeEmbeddedState(dataDir: string, state: EmbeddedState): void {
  const temporary = `${fileOf(dataDir)}.tmp`
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`)
  renameSync(temporary, fileOf(dataDir))
}

/** Says that the services no longer run. */
export function removeEmbeddedState(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true })
}
