import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { type NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectClient, connectWorker } from '../../config/connection.ts';
import { quietRuntime } from './harness.ts';
import { eventsOf } from './histories.ts';

quietRuntime();

describe('the wrapper of every update', () => {
  const taskQueue = `wrapped-${randomUUID()}`;
  let client: Client;
  let connection: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    const { address } = inject('temporal');
    const target = { address, namespace: 'default', options: { address } };
    [client, connection] = await Promise.all([connectClient(target, 'cli'), connectWorker(target)]);
    worker = await Worker.create({ connection, taskQueue, identity: 'worker', workflowsPath: fileURLToPath(new URL('wrapped.ts', import.meta.url)) });
    running = worker.run();
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await client.connection.close();
  });

  async function started(open = true) {
    const workflowId = `wrapped-${randomUUID()}`;
    const handle = await client.workflow.start('wrapped', { workflowId, taskQueue, args: [{ open, decided: 0, seen: [] }] });
    // Not bound to the first run.
    const ask = (given: string, updateId: string = randomUUID()) => client.workflow.getHandle(workflowId).executeUpdate<unknown, [string]>('ask', { args: [given], updateId });
    return { workflowId, handle, ask, ended: () => handle.result() };
  }

  const failureOf = async (asked: Promise<unknown>) => {
    const error: unknown = await asked.then(() => undefined, (reason: unknown) => reason);
    if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) throw new Error('no failure of ours', { cause: error });
    const { type, message, nonRetryable } = error.cause;
    return { type, message, nonRetryable };
  };

  it('decides once for one id, however often it is asked', async () => {
    const { ask, handle, ended } = await started();
    const id = randomUUID();
    expect(await ask('fine', id)).toMatchObject({ version: 1 });
    expect(await ask('fine', id)).toMatchObject({ version: 1 });
    expect(await ask('fine')).toMatchObject({ version: 2 });
    await handle.signal('end');
    expect(await ended()).toBe(2);
  });

  it('gives the same answer, and the same refusal, after continue-as-new', async () => {
    const { workflowId, ask, handle, ended } = await started();
    const [one, two] = [randomUUID(), randomUUID()];
    const before = [await ask('fine', one), await failureOf(ask('refused', two))];
    await handle.signal('renew');
    expect([await ask('fine', one), await failureOf(ask('refused', two))]).toEqual(before);
    expect(before[1]).toEqual({ type: 'Refused', message: '第2次：不行。', nonRetryable: true });
    await client.workflow.getHandle(workflowId).signal('end');
    expect(await ended()).toBe(2);
  });

  it('rejects what is malformed before the history knows of it', async () => {
    const { workflowId, ask } = await started();
    await ask('fine');
    const before = (await eventsOf(client, workflowId)).length;
    expect(await failureOf(ask('malformed'))).toEqual({ type: 'Malformed', message: '参数不对。', nonRetryable: true });
    expect((await eventsOf(client, workflowId)).length).toBe(before);
  });

  it('waits until the workflow is open', async () => {
    const { ask, handle } = await started(false);
    let answered = false;
    const asked = ask('fine').finally(() => { answered = true; });
    await client.workflow.getHandle(handle.workflowId).describe();
    expect(answered).toBe(false);
    await handle.signal('open');
    expect(await asked).toMatchObject({ version: 1 });
  });

  it('turns an unexpected error into a failure that says nothing of it, and goes on', async () => {
    const { ask } = await started();
    const failure = await failureOf(ask('unexpected'));
    expect(failure).toMatchObject({ type: 'Unexpected', nonRetryable: true });
    expect(failure.message).not.toContain('zhang');
    expect(await ask('fine')).toMatchObject({ version: 1 });
  });
});
