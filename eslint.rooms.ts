// DESIGN §3 as a table: what each room may import. Whatever the table does not allow is an error.
import { dirname, relative, resolve } from 'node:path'

interface Room {
  /** Rooms, or files and folders of them, that it may import; '*' is all. */
  rooms: string[]
  /** Those from which only types may come. */
  types?: string[]
  /** Packages it may import; undefined means any. */
  packages?: string[]
  /** No I/O and no Temporal. */
  pure?: true
}

/** The facade writes letters for people to look at, and reads what left; nothing of it sends. */
const lettersToLookAt = ['ledger.ts', 'compose.ts', 'messageId.ts', 'sources.ts', 'templates.ts'].map((file) => `activities/letters/${file}`)

const rooms: Readonly<Record<string, Room>> = {
  'campaign/time': { rooms: [], packages: ['dayjs', 'dayjs/plugin/utc.js'] },
  'campaign/line': { rooms: ['campaign/time'], packages: [] },
  campaign: { rooms: ['campaign/time', 'campaign/line'], pure: true },
  workflows: {
    rooms: ['campaign/line', 'campaign/time'],
    types: ['activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: { rooms: ['campaign', 'campaign/line', 'campaign/time', 'config'], types: ['workflows/contract.ts'] },
  workers: { rooms: ['activities', 'campaign', 'campaign/line', 'campaign/time', 'config', 'workflows'] },
  'client/cli': { rooms: ['*'] },
  'client/portal': { rooms: ['*'] },
  'client/rehearsal': { rooms: ['*'] },
  client: { rooms: ['campaign', 'campaign/line', 'campaign/time', 'config', 'workflows/contract.ts', 'activities/store', ...lettersToLookAt] },
  config: { rooms: [] },
  test: { rooms: ['*'] },
}

// Nothing imports these but tests and the command line, whose commands start the portal and the rehearsal.
const doors = ['client/cli', 'client/portal', 'client/rehearsal', 'test']
const openDoors = ['client/cli', 'test']

// No I/O, no Temporal in campaign/: packages of which it may have none.
const impure = /^(node:|@temporalio\/|@maildev\/|nodemailer$|commander$)/

const roomOf = (path: string): string | undefined => Object.keys(rooms).find((room) => path === room || path.startsWith(`${room}/`))
const below = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

/** Why the file `from` (a path in the project) may not import `what`, or undefined when it may. */
export function objection(from: string, what: string, typeOnly: boolean): string | undefined {
  const room = roomOf(from)
  const rule = rooms[room ?? '']
  if (room === undefined || rule === undefined) return undefined
  if (!what.startsWith('.')) return packageObjection(room, rule, what)
  const target = relative('.', resolve(dirname(from), what))
  const targetRoom = roomOf(target)
  if (targetRoom === room) return undefined
  if (targetRoom === undefined) return room === 'test' ? undefined : `${target} is in no room`
  if (doors.includes(targetRoom) && !openDoors.includes(room)) return `${room}/ may not import ${targetRoom}/, an entrance`
  const places = [...rule.rooms, ...(typeOnly ? (rule.types ?? []) : [])]
  if (places.some((place) => covers(place, target, targetRoom))) return undefined
  return `${room}/ may not import ${typeOnly ? 'even types ' : ''}from ${targetRoom}/`
}

function packageObjection(room: string, { packages, pure }: Room, name: string): string | undefined {
  if (pure && impure.test(name)) return `${room}/ is pure: no I/O, no Temporal`
  if (packages === undefined || packages.includes(name)) return undefined
  return `${room}/ may import only: ${packages.join(', ') || 'no package'}`
}

function covers(place: string, target: string, targetRoom: string): boolean {
  if (place === '*' || place === targetRoom) return true
  // A file or folder inside a room: campaign/line is a room of its own, not a part of campaign.
  return roomOf(place) === targetRoom && rooms[place] === undefined && below(target, place)
}
