import { expect, test } from 'vitest'
import { objection } from '../../eslint.rooms.ts'

test.each([
  ['campaign/line/decide.ts', './state.ts', false],
  ['campaign/time/instant.ts', 'dayjs', false],
  ['campaign/definition/parse.ts', 'zod', false],
  ['workflows/line/loop.ts', '../../campaign/line/agenda.ts', false],
  ['workflows/line/loop.ts', '../../activities/index.ts', true],
  ['activities/index.ts', '../workflows/contract.ts', true],
  ['client/facade.ts', '../activities/store/files.ts', false],
  ['client/cli/npmStart.ts', '../rehearsal/run.ts', false],
  ['test/any.test.ts', '../client/portal/server.ts', false],
])('%s may import %s (types only: %s)', (from, what, typeOnly) => {
  expect(objection(from, what, typeOnly)).toBeUndefined()
})

test.each([
  ['campaign/line/decide.ts', 'zod', false],
  ['campaign/line/decide.ts', '../definition/schema.ts', true],
  ['campaign/time/instant.ts', 'dayjs/plugin/timezone.js', false],
  ['campaign/summary/cases.ts', 'node:fs', false],
  ['workflows/line/loop.ts', '../../activities/index.ts', false],
  ['workflows/line/loop.ts', '../../campaign/definition/schema.ts', false],
  ['activities/index.ts', '../workflows/contract.ts', false],
  ['activities/index.ts', '../workflows/line/loop.ts', true],
  ['workers/worker.ts', '../client/facade.ts', false],
  ['client/facade.ts', '../activities/letters/send.ts', false],
  ['client/facade.ts', './cli/main.ts', false],
  ['client/portal/server.ts', '../rehearsal/run.ts', false],
  ['workers/worker.ts', '../test/tools.ts', false],
])('%s may not import %s (types only: %s)', (from, what, typeOnly) => {
  expect(objection(from, what, typeOnly)).toBeTypeOf('string')
})
