import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import type { RehearsalFigures } from '../../../client/rehearsal/figures/figures.ts';
import { type LocalServices, startLocalServices } from '../../../workers/local/localServices.ts';
import { small } from './examples.ts';

const MAIN = fileURLToPath(new URL('../../../client/cli/main.ts', import.meta.url));

let dataDir: string;
let definition: string;
let services: LocalServices;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  definition = join(dataDir, 'campaign.yaml');
  await writeFile(definition, small);
  services = await startLocalServices({ dataDir, allowPypi: true, report: () => undefined });
}, 180_000);

afterAll(async () => {
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** `npx campaign rehearse`, as people start it. */
function rehearse(...options: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; out: string; err: string }> } {
  const { SMTP_URL: _, TEMPORAL_ADDRESS: __, ...environment } = process.env;
  const child = spawn(process.execPath, [MAIN, 'rehearse', definition, '--json', ...options], { env: { ...environment, CAMPAIGN_DATA: dataDir } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  return { child, ended: once(child, 'close').then(() => ({ code: child.exitCode, out, err })) };
}

function figuresOf({ code, out, err }: { code: number | null; out: string; err: string }): RehearsalFigures {
  expect(`${String(code)} ${err}`).toMatch(/^0 /);
  expect(err).not.toContain('✗');
  return JSON.parse(out) as RehearsalFigures;
}

/** Processes whose command line names this test's folder. */
async function processes(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(dataDir)) found.push(pid);
  }
  return found;
}

describe('a rehearsal on the real server', () => {
  it('comes to the same for the same seed, whoever else rehearses, and though its worker is killed', async () => {
    const [one, other] = [rehearse('--minutes', '0.5', '--seed', '7'), rehearse('--minutes', '0.5', '--seed', '7')];
    const killing = killWorkerOnce();
    const [first, second] = [await one.ended, await other.ended];
    await killing;
    const [a, b] = [figuresOf(first), figuresOf(second)];
    expect(b.reports).toEqual(a.reports);
    expect(b.escalations).toEqual(a.escalations);
    expect(a.phases.map(({ name }) => name)).toEqual(['planning', 'activities', 'summarisation', 'close', 'archive']);
    expect(b.phases.map(({ name }) => name)).toEqual(a.phases.map(({ name }) => name));
    expect(a).toMatchObject({ campaign: 'quality-month-2024', seed: 7, units: 9, lettersAfterReport: 0, lost: 0 });
    expect(a.reports.due).toBe(a.reports.onTime + a.reports.late + a.reports.exempt + a.reports.missing);
    for (const level of [a.escalations.blue, a.escalations.yellow, a.escalations.red]) expect(level).toBeGreaterThan(0);
    const [campaign = ''] = (await readdir(join(dataDir, 'rehearsals'))).sort();
    expect(await verifyArchive(join(dataDir, 'rehearsals', campaign, 'archives', campaign))).toEqual([]);
  }, 180_000);

  /** kill -9, once one of the workers is at work. */
  async function killWorkerOnce(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 25_000));
    for (const pid of await processes()) {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (!line.includes('workerProcess')) continue;
      process.kill(Number(pid), 'SIGKILL');
      return;
    }
  }

  it('ends everything it started at Ctrl-C, and nothing else', async () => {
    const before = await processes();
    const { child, ended } = rehearse('--minutes', '2');
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect((await processes()).length).toBeGreaterThan(before.length);
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toBe('');
    expect(await processes()).toEqual(before);
    services.state(); // still ours
  }, 90_000);
});
