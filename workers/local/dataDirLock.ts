import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// The lock is SQLite's own lock on a file: the system drops it when the process ends, however it ends, so there is no stale lock and
// no process id that could be another's (or a zombie's). Never open the file otherwise: closing it would drop the lock.
const fileOf = (dataDir: string): string => join(dataDir, 'lock.db')

/** Takes the data directory for this process until the returned function is called; undefined when another has it. */
export function tryLock(dataDir: string): (() => void) | undefined {
  mkdirSync(dataDir, { recursive: true })
  // Some patience: isLocked holds it for an instant.
  const database = new DatabaseSync(fileOf(dataDir), { timeout: 300 })
  if (!executes(database, 'BEGIN EXCLUSIVE')) {
    database.close()
    return undefined
  }
  return () => {
    database.close()
  }
}

/** Whether some process has the data directory. */
export function isLocked(dataDir: string): boolean {
  if (!existsSync(fileOf(dataDir))) return false
  const database = new DatabaseSync(fileOf(dataDir), { timeout: 0 })
  const free = executes(database, 'SELECT count(*) FROM sqlite_master')
  database.close()
  return !free
}

function executes(database: DatabaseSync, statement: string): boolean {
  try {
    database.exec(statement)
    return true
  } catch (error) {
    // SQLITE_BUSY: another holds it.
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return false
    throw error
  }
}
