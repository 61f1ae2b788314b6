#!/usr/bin/env node
import { runCli } from './run.ts';

// `campaign plan … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const code = await runCli(process.argv.slice(2));
// What was printed first; then the end, whatever a library still waits for.
process.stdout.write('', () => process.exit(code));
