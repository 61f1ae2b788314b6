import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import type { Audit } from '../../../campaign/audit/audit.ts';
import { PROPERTIES } from '../../../campaign/audit/properties.ts';
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
function rehearse(...options: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  return command('rehearse', definition, '--json', ...options);
}

/** `npx campaign …`, to its end. */
function campaignCommand(...args: string[]): Promise<Ended> {
  return command(...args).ended;
}

function command(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const { SMTP_URL: _, TEMPORAL_ADDRESS: __, ...environment } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...environment, CAMPAIGN_DATA: dataDir } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  return { child, ended: once(child, 'close').then(() => ({ code: child.exitCode, out, err })) };
}

interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

/** The figures on stdout, and nothing else there; they add up. */
function figuresOf(ended: Ended | undefined): RehearsalFigures {
  const { code, out, err } = ended ?? { code: null, out: '', err: 'did not run' };
  expect(code, err).toBe(0);
  expect(err).not.toContain('✗');
  const figures = JSON.parse(out) as RehearsalFigures;
  const { reports } = figures;
  expect(reports.due).toBe(reports.onTime + reports.late + reports.exempt + reports.missing);
  expect(figures).toMatchObject({ lettersAfterReport: 0, lost: 0 });
  expect(figures.summary).toMatch(/^[0-9a-f]{64}$/);
  expect(figures.archive).toMatch(/^[0-9a-f]{64}$/);
  return figures;
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
  it('comes to the same for the same seed, whoever else rehearses', async () => {
    const both = [rehearse('--minutes', '0.6', '--seed', '7'), rehearse('--minutes', '0.6', '--seed', '7')];
    const [first, second] = await Promise.all(both.map(({ ended }) => ended));
    const [a, b] = [figuresOf(first), figuresOf(second)];
    expect(b.reports).toEqual(a.reports);
    expect(b.escalations).toEqual(a.escalations);
    expect(a.phases.map(({ name }) => name)).toEqual(['planning', 'activities', 'summarisation', 'close', 'archive']);
    expect(b.phases.map(({ name }) => name)).toEqual(a.phases.map(({ name }) => name));
    expect(a).toMatchObject({ campaign: 'quality-month-2024', seed: 7, units: 9 });
    for (const level of [a.escalations.blue, a.escalations.yellow, a.escalations.red]) expect(level).toBeGreaterThan(0);
    for (const campaign of (await readdir(join(dataDir, 'rehearsals'))).filter((name) => name.includes('-r7-'))) {
      expect(await verifyArchive(join(dataDir, 'rehearsals', campaign, 'archives', campaign))).toEqual([]);
    }
  }, 180_000);

  it('plays a bad month: what was swallowed is missed, nothing is lost, and the audit finds every property kept', async () => {
    const { child, ended } = rehearse('--minutes', '0.6', '--seed', '9', '--trouble');
    child.stderr?.on('data', () => undefined);
    const result = await ended;
    figuresOf(result);
    expect(result.err).toMatch(/工作进程停机：[^]*邮件服务中断：|邮件服务中断：[^]*工作进程停机：/);
    const { audit, campaign } = JSON.parse(result.out) as { audit: Audit; campaign: string };
    expect(campaign).toBe('quality-month-2024');
    expect(audit.violations).toEqual([]);
    expect(audit.ok).toBe(true);
    for (const { name } of PROPERTIES) expect(audit.checked[name], name).toBeGreaterThan(0);
    const [own = ''] = (await readdir(join(dataDir, 'rehearsals'))).filter((name) => name.includes('-r9-'));
    const facts = await journals(join(dataDir, 'rehearsals', own, 'archives', own));
    expect(facts).toContain('lettersDeferred');
    expect(facts).toContain('stepsMissed');
    // Afterwards anybody may look again: the records are all in the store, and no worker runs any more.
    const again = await campaignCommand('audit', own, '--json');
    expect(JSON.parse(again.out)).toEqual(audit);
    expect(again.code).toBe(0);
    // Somebody takes letters out of its ledger: that is seen.
    await Promise.all((await filesBelow(join(dataDir, 'rehearsals', own, 'logs', 'campaigns', own, 'ledger'))).map(async (path) => {
      const kept = (await readFile(path, 'utf8')).split('\n').filter((line) => !line.includes('"slot":"T+2"'));
      await writeFile(path, kept.join('\n'));
    }));
    const { code, out } = await campaignCommand('audit', own);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ {2}流水、台账、收件箱相符/);
  }, 240_000);

  it('goes on when its worker is killed, and loses nothing', async () => {
    const { child, ended } = rehearse('--minutes', '0.5', '--seed', '8');
    await seen(child, '8月');
    const worker = await workerOf('-r8-');
    process.kill(worker, 'SIGKILL');
    const result = await ended;
    const figures = figuresOf(result);
    expect(result.err).toContain('已重新启动');
    expect(figures.reports.due).toBe(21);
  }, 180_000);

  it('ends everything it started at Ctrl-C, and nothing else', async () => {
    const before = await processes();
    const { child, ended } = rehearse('--minutes', '2');
    await seen(child, '7月');
    expect((await processes()).length).toBeGreaterThan(before.length + 1);
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toBe('');
    expect(await processes()).toEqual(before);
    expect(services.state().pid).toBe(process.pid);
  }, 90_000);
});

/** All journals of an archive, as text. */
async function journals(archive: string): Promise<string> {
  return (await Promise.all((await filesBelow(join(archive, 'journal'))).map((path) => readFile(path, 'utf8')))).join('');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Waits until the progress says so. */
async function seen(child: ChildProcess, text: string): Promise<void> {
  await new Promise<void>((resolve) => { child.stderr?.on('data', (more: string) => { if (more.includes(text)) resolve(); }); });
}

/** The process id of a rehearsal's worker. */
async function workerOf(campaign: string): Promise<number> {
  for (const pid of await processes()) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes('workerProcess') && line.includes(campaign)) return Number(pid);
  }
  throw new Error(`no worker of ${campaign}`);
}
