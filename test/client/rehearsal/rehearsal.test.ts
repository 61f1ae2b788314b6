import type { ChildProcess } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyArchive } from '../../../activities/documents/verify.ts';
import { type Stage, figuresOf, openStage } from './stage.ts';

let stage: Stage;

beforeAll(async () => { stage = await openStage(); }, 180_000);
afterAll(() => stage.end());

/** Processes whose command line names this test's folder. */
async function processes(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(stage.dataDir)) found.push(pid);
  }
  return found;
}

describe('a rehearsal on the real server', () => {
  it('comes to the same for the same seed, whoever else rehearses', async () => {
    const both = [stage.rehearse('--minutes', '0.6', '--seed', '7'), stage.rehearse('--minutes', '0.6', '--seed', '7')];
    const [first, second] = await Promise.all(both.map(({ ended }) => ended));
    const [a, b] = [figuresOf(first), figuresOf(second)];
    expect(b.reports).toEqual(a.reports);
    expect(b.escalations).toEqual(a.escalations);
    expect(a.phases.map(({ name }) => name)).toEqual(['planning', 'activities', 'summarisation', 'close', 'archive']);
    expect(b.phases.map(({ name }) => name)).toEqual(a.phases.map(({ name }) => name));
    expect(a).toMatchObject({ campaign: 'quality-month-2024', seed: 7, units: 9 });
    for (const level of [a.escalations.blue, a.escalations.yellow, a.escalations.red]) expect(level).toBeGreaterThan(0);
    for (const campaign of (await readdir(join(stage.dataDir, 'rehearsals'))).filter((name) => name.includes('-r7-'))) {
      expect(await verifyArchive(join(stage.dataDir, 'rehearsals', campaign, 'archives', campaign))).toEqual([]);
    }
  }, 180_000);

  it('goes on when its worker is killed, and loses nothing', async () => {
    const { child, ended } = stage.rehearse('--minutes', '0.5', '--seed', '8');
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
    const { child, ended } = stage.rehearse('--minutes', '2');
    await seen(child, '7月');
    expect((await processes()).length).toBeGreaterThan(before.length + 1);
    child.kill('SIGINT');
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toBe('');
    expect(await processes()).toEqual(before);
    expect(stage.services.state().pid).toBe(process.pid);
  }, 90_000);
});

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
