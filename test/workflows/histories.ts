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

/** Everything a message of the server says, as text: payloads and other bytes decoded, which its own JSON would encode. */
export function legible(message: unknown): string {
  if (message instanceof Uint8Array) return Buffer.from(message).toString('utf8');
  if (typeof message !== 'object' || message === null) return typeof message === 'string' ? message : '';
  return Object.entries(message).map(([name, value]) => `${name}: ${legible(value)}`).join('\n');
}

/** The value in a payload. */
export function decoded(payload: temporal.api.common.v1.IPayload | null | undefined): unknown {
  const { data } = payload ?? {};
  return data === null || data === undefined || data.length === 0 ? undefined : JSON.parse(Buffer.from(data).toString('utf8'));
}
