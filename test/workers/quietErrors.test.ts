import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlans } from '../../activities/plans.ts';
import { putDocument } from '../../activities/store/documents.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import { quietErrors } from '../../workers/quietErrors.ts';
import { lineOf } from '../campaign/line/fixture.ts';

describe('what an activity’s error says in the history', () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'campaign-quiet-')); });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** As the worker wraps an activity that does this. */
  async function quiet(does: () => Promise<unknown>): Promise<unknown> {
    const logged: unknown[] = [];
    const { inbound } = quietErrors((_, error) => { logged.push(error); })({ info: { activityType: 'loadLine' } });
    const error: unknown = await inbound?.execute?.({ args: [], headers: {} }, does).then(() => undefined, (cause: unknown) => cause);
    expect(logged).toHaveLength(1);
    return error;
  }

  test('is a fixed sentence', async () => {
    expect(await quiet(() => Promise.reject(new Error('550 wang@departments.test does not exist'))))
      .toMatchObject({ type: 'ActivityFailed', nonRetryable: false, message: 'loadLine failed; see the worker\'s log', stack: '' });
  });

  test('names the rules versions if the plan is of a newer build: it is tried again until that build’s worker is there', async () => {
    const store = await folderStore(folder);
    const digest = await putDocument(store, { ...lineOf(), rulesVersion: 2 });
    expect(await quiet(() => openPlans(store).line(digest))).toMatchObject({
      nonRetryable: false, stack: '', message: 'the plan goes by rules version 2, this worker knows 1 to 1; start the worker of that build, nothing is lost meanwhile',
    });
  });
});
