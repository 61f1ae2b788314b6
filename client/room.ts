import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Store } from '../activities/store/store.ts';
import { type Queue, createQueue } from './lineQueue.ts';
import { type Plans, createPlans } from './plans.ts';

/** What the facade works with. */
export interface Room {
  readonly client: Client;
  readonly store: Store;
  readonly taskQueue: string;
  /** Puts in place what a start needs on the server: the search attributes of its namespace. */
  readonly prepare: () => Promise<void>;
  readonly plans: Plans;
  readonly queue: Queue;
}

/** How long a server or worker may take to answer one call. */
const PATIENCE_MS = 60_000;

export function createRoom(options: Pick<Room, 'client' | 'store' | 'taskQueue' | 'prepare'>): Room {
  return { ...options, plans: createPlans(options.store), queue: createQueue() };
}

/** Calls the server, which must answer in time: without a worker an update or query would wait for ever. */
export function inTime<T>({ client }: Pick<Room, 'client'>, call: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  return client.withDeadline(Date.now() + patienceMs, call);
}

/** A run that has just begun knows nothing yet: between two runs of a workflow a query finds `null` for a moment. */
const OPENS_WITHIN_MS = 10_000;

/** Asks a workflow until its run is open; `null` if it does not open in time. */
export async function queryOpen(room: Pick<Room, 'client'>, workflowId: string, query: string, ...args: readonly string[]): Promise<unknown> {
  for (const since = Date.now(); ;) {
    const answer = await inTime(room, () => room.client.workflow.getHandle(workflowId).query<unknown, string[]>(query, ...args));
    if (answer !== null || Date.now() - since > OPENS_WITHIN_MS) return answer;
    await pause(100);
  }
}
