import { vi } from 'vitest';
import { runCli } from '../../client/cli/run.ts';
import type { Ended } from './cliProcess.ts';

/** Runs a command line in this process: as `campaign` of cliProcess.ts does, but at once. For commands that end before they reach a server. */
export async function inProcess(args: readonly string[]): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => { stdout += String(text); return true; });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => { stderr += String(text); return true; });
  try {
    const code = await runCli(args);
    return { code, stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
