#!/usr/bin/env node
// `npx campaign …`: npm finds this as the project's own bin, in a fresh clone too (and so never asks a registry for "campaign").
import { setUpAndRun } from './setup.mjs'

await setUpAndRun('client/cli/main.ts', process.argv.slice(2))
