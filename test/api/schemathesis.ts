import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApi } from './campaign.ts';

// npm run test:api [-- more of schemathesis' options]: every operation of the HTTP API against its own description, on a real campaign.
const VERSION = '4.32.5';
const HOME = join(tmpdir(), `campaign-schemathesis-${VERSION}`);
const PROGRAM = join(HOME, 'bin', 'schemathesis');
const CONFIG = fileURLToPath(new URL('schemathesis.toml', import.meta.url));

async function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(command, args, { cwd: tmpdir(), stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => { resolve(code ?? 1); });
  });
}

if (!existsSync(PROGRAM)) {
  const ready = await run('python3', ['-m', 'venv', HOME]) === 0 && await run(join(HOME, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`]) === 0;
  if (!ready) throw new Error(`schemathesis ${VERSION} could not be installed into ${HOME}: python3 with venv and a package index are needed`);
}
const api = await startApi();
let code: number;
try {
  code = await run(PROGRAM, ['--config-file', CONFIG, 'run', `${api.url}/api/v1/openapi.json`, ...process.argv.slice(2)], { API_TOKEN: api.token });
} finally {
  await api.end();
}
for (const line of new Set(api.errors)) process.stdout.write(`${line}\n`);
process.stdout.write(api.errors.length === 0 ? 'The portal logged no error.\n' : `The portal logged ${String(api.errors.length)} errors.\n`);
process.exit(api.errors.length === 0 ? code : 1);
