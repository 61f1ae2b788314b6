import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../workers/worker.ts';
import { CAMPAIGN_UPDATES, CANCEL_SIGNAL, HOLD_SIGNAL, LINE_UPDATES, NEWS_SIGNAL, SETTLE_SIGNAL, STEERING_UPDATES } from '../../workflows/contract.ts';
import { quietRuntime } from '../workflows/harness.ts';
import { PRESENT, type RecordedRun, readRecorded, textsOf } from './recorded.ts';

/** A host, an address of any kind, or a path. */
const MACHINE = /@|(^|[\s("'])(file:\/\/)?\/(\w[\w.-]*\/)+|[A-Z]:\\|\d+\.\d+\.\d+\.\d+|localhost|node_modules/i;
/** The build of the SDK, with the digest of our bundle. */
const SDK = '@temporalio/worker@';

const recorded = await readRecorded();
const eventsIn = (runs: readonly RecordedRun[]) => runs.flatMap(({ events }) => events);

/** What today's workflows say to runs of yesterday's: one error a run that they would have gone through otherwise. */
async function replay(workflowId: string, runs: readonly RecordedRun[]): Promise<Error[]> {
  const errors: Error[] = [];
  const histories = runs.map((history) => ({ workflowId, history }));
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: await bundle() }, histories)) {
    if (error !== undefined) errors.push(error);
  }
  return errors;
}

/** The last run, as if its first activity had been another one. */
function withAnotherActivity(runs: readonly RecordedRun[]): RecordedRun[] {
  const events = runs.at(-1)?.events ?? [];
  const first = events.findIndex((event) => event.activityTaskScheduledEventAttributes !== undefined);
  return [{ events: events.map((event, index) => (index !== first ? event : {
    ...event, activityTaskScheduledEventAttributes: { ...event.activityTaskScheduledEventAttributes, activityType: { name: 'somethingElse' } },
  })) }];
}

beforeAll(async () => {
  quietRuntime();
  await bundle();
});

describe('recorded histories', () => {
  it.each([...recorded])('%s: today’s workflows do what was done', async (_, { workflowId, runs }) => {
    expect(await replay(workflowId, runs)).toEqual([]);
  });

  it.each([...recorded])('%s names no machine, path or address', (_, { runs }) => {
    for (const text of textsOf(runs)) {
      if (!text.startsWith(SDK)) expect(text).not.toMatch(MACHINE);
    }
    const identities = eventsIn(runs).flatMap(identitiesOf);
    expect(identities.filter((identity) => !['', 'worker', 'cli', 'history-service'].includes(identity))).toEqual([]);
  });

  it('of the present version together hold every command, every signal, every activity and many renewals', () => {
    const all = eventsIn([...recorded].flatMap(([name, { runs }]) => (name.startsWith(`${PRESENT}/`) ? runs : [])));
    const texts = new Set(textsOf(all));
    const activities = ['loadLine', 'loadCampaign', 'sendLetters', 'keepJournal', 'keepRecord', 'stopLetters', 'consolidate', 'writeArchive'];
    const absent = [...LINE_UPDATES, ...CAMPAIGN_UPDATES, ...STEERING_UPDATES, ...activities, NEWS_SIGNAL, SETTLE_SIGNAL, HOLD_SIGNAL, CANCEL_SIGNAL].filter((name) => !texts.has(name));
    expect(absent).toEqual([]);
    expect(all.filter(({ eventType }) => eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW').length).toBeGreaterThan(10);
  });
});

describe('replay has teeth', () => {
  it.each([`${PRESENT}/campaign.json`, `${PRESENT}/peer-silent.json`])('%s: another activity is noticed', async (name) => {
    const { workflowId, runs = [] } = recorded.get(name) ?? {};
    const errors = await replay(workflowId ?? '', withAnotherActivity(runs));
    expect(errors).toHaveLength(1);
    expect(errors[0]?.name).toBe('DeterminismViolationError');
    expect(errors[0]?.message).toContain('somethingElse');
  });
});

function identitiesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => (
    name === 'identity' && typeof inner === 'string' ? [inner] : identitiesOf(inner)));
}
