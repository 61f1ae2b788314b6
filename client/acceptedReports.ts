import { closedTasks } from '../activities/store/closedLines.ts';
import type { Digest } from '../activities/store/store.ts';
import { keyOf } from '../campaign/line/plan.ts';
import type { Room } from './room.ts';
import { explained, isGone } from './serverErrors.ts';
import { askLine } from './statuses.ts';

/** The accepted reports of a line, by task: as the line says, or its record when the server has forgotten it. */
export async function acceptedReports(room: Room, campaign: string, line: string): Promise<ReadonlyMap<string, Digest>> {
  try {
    const status = await askLine(room, campaign, line);
    return new Map(status?.tasks.flatMap((task) => (task.report === undefined ? [] : [[keyOf(task), task.report] as const])));
  } catch (error) {
    if (!isGone(error)) throw explained(error);
    const tasks = Object.entries(await closedTasks(room.store, campaign, line) ?? {});
    return new Map(tasks.flatMap(([key, { status, report }]) => (status === 'accepted' && report !== undefined ? [[key, report] as const] : [])));
  }
}
