import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as people do: a process of its own, here without a server unless `env` names one; of another build in its folder. */
export async function campaign(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = ROOT): Promise<Ended> {
  const child = spawn('node_modules/.bin/node', ['client/cli/main.ts', ...args], {
    cwd, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', CAMPAIGN_DATA: '/nonexistent-campaign-data', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
