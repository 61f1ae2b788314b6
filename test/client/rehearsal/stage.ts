import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { RehearsalFigures } from '../../../client/rehearsal/figures/figures.ts';
import { type LocalServices, startLocalServices } from '../../../workers/local/localServices.ts';
import { small } from './examples.ts';

const MAIN = fileURLToPath(new URL('../../../client/cli/main.ts', import.meta.url));

export interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

/** A data directory with a server, in which whole rehearsals of the small campaign run as people start them. */
export interface Stage {
  readonly dataDir: string;
  readonly services: LocalServices;
  /** `npx campaign rehearse`. */
  rehearse(...options: string[]): { child: ChildProcess; ended: Promise<Ended> };
  /** `npx campaign …`, to its end. */
  command(...args: string[]): Promise<Ended>;
  end(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const definition = join(dataDir, 'campaign.yaml');
  await writeFile(definition, small);
  const services = await startLocalServices({ dataDir, allowPypi: true, report: () => undefined });
  const run = (...args: string[]): { child: ChildProcess; ended: Promise<Ended> } => {
    const { SMTP_URL: _, TEMPORAL_ADDRESS: __, ...environment } = process.env;
    const child = spawn(process.execPath, [MAIN, ...args], { env: { ...environment, CAMPAIGN_DATA: dataDir } });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
    return { child, ended: once(child, 'close').then(() => ({ code: child.exitCode, out, err })) };
  };
  return {
    dataDir, services,
    rehearse: (...options) => run('rehearse', definition, '--json', ...options),
    command: (...args) => run(...args).ended,
    end: async () => {
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The figures on stdout, and nothing else there; they add up. */
export function figuresOf(ended: Ended | undefined): RehearsalFigures {
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

/** All journals of an archive, as text. */
export async function journals(archive: string): Promise<string> {
  return (await Promise.all((await filesBelow(join(archive, 'journal'))).map((path) => readFile(path, 'utf8')))).join('');
}

export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
