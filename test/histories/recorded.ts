import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';
import type { History } from '../workflows/histories.ts';

/**
 * Where the recorded histories lie: a folder for each version of the project that recorded some, one file a path, one line a run.
 * A folder may go when no workflow is open that such a build has run: docs/operations.md, "A new build while
 * campaigns are open".
 */
const RECORDED = join(import.meta.dirname, 'recorded');

const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')));
/** The version that records now. */
export const PRESENT = version;

const Event = z.looseObject({
  eventId: z.string(), eventType: z.string(),
  activityTaskScheduledEventAttributes: z.looseObject({ activityType: z.object({ name: z.string() }) }).exactOptional(),
});
const Recorded = z.object({
  /** What the path is, for people. */
  path: z.string(),
  workflowId: z.string(),
  /** The runs of one workflow, first to last, in Temporal's JSON for protobuf. */
  runs: z.array(z.object({ events: z.array(Event).min(1) })).min(1),
});

export type RecordedRun = z.infer<typeof Recorded>['runs'][number];
type Recorded = z.infer<typeof Recorded>;

/** All recorded paths, of older builds too, as `version/name.json`. */
export async function readRecorded(): Promise<ReadonlyMap<string, Recorded>> {
  const files = (await readdir(RECORDED, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  return new Map(await Promise.all(files.map(async (name) => {
    const read: unknown = JSON.parse(await readFile(join(RECORDED, name), 'utf8'));
    return [name, Recorded.parse(read)] as const;
  })));
}

/** Empties the present version's folder; what older ones recorded stays. */
export async function clearRecorded(): Promise<void> {
  await rm(join(RECORDED, PRESENT), { recursive: true, force: true });
  await mkdir(join(RECORDED, PRESENT), { recursive: true });
}

export async function writeRecorded(name: string, { path, workflowId, runs }: Recorded): Promise<void> {
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  await writeFile(join(RECORDED, PRESENT, `${name}.json`), `{"path":${JSON.stringify(path)},"workflowId":${JSON.stringify(workflowId)},"runs":[\n${lines}\n]}\n`);
}

/** A run as we keep it. */
export function recordedRun(history: History): RecordedRun {
  const json: unknown = JSON.parse(historyToJSON(history), withoutMachine);
  return z.object({ events: z.array(Event) }).parse(json);
}

/**
 * What replay does not need and the machine is named in: a worker's sticky queue, and the stack of a failure, which says
 * where the project lies.
 */
function withoutMachine(name: string, value: unknown): unknown {
  if (name === 'stackTrace') return '';
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'TASK_QUEUE_KIND_STICKY') return value;
  return { ...value, name: 'sticky' };
}

/** All texts in an event, with payloads decoded. */
export function textsOf(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return [name === 'data' ? Buffer.from(value, 'base64').toString('utf8') : value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner, key)]);
}
