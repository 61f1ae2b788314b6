import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

export type History = temporal.api.history.v1.IHistory;
export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** The histories of all runs of a workflow, the first run first. */
export async function historiesOf(client: Client, workflowId: string): Promise<History[]> {
  const histories: History[] = [];
  for (let runId: string | null | undefined = ''; typeof runId === 'string';) {
    const history: History = await client.workflow.getHandle(workflowId, runId === '' ? undefined : runId).fetchHistory();
    histories.unshift(history);
    // A run that does not continue another has an empty one.
    const before: string | null | undefined = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    runId = before === '' ? undefined : before;
  }
  return histories;
}

/** All events of all runs, in order. */
export async function eventsOf(client: Client, workflowId: string): Promise<HistoryEvent[]> {
  return (await historiesOf(client, workflowId)).flatMap(({ events }) => events ?? []);
}

/** A message of the server as text, with every payload and every other bytes in it decoded. */
export function legible(message: unknown): string {
  return JSON.stringify(message, (_, value: unknown) => {
    if (isBytes(value)) return Buffer.from(value.data).toString('utf8');
    if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
    return typeof value === 'bigint' ? value.toString() : value;
  });
}

/** What Buffer.toJSON makes, which JSON.stringify calls before it asks us. */
function isBytes(value: unknown): value is { data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data);
}

/** The value in a payload. */
export function decoded(payload: temporal.api.common.v1.IPayload | null | undefined): unknown {
  const { data } = payload ?? {};
  return data === null || data === undefined || data.length === 0 ? undefined : JSON.parse(Buffer.from(data).toString('utf8'));
}
