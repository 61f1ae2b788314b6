import { randomUUID } from 'node:crypto';
import type { World } from './harness.ts';
import { type HistoryEvent, eventsOf } from './histories.ts';

/** Presses Reset in the Web UI: to the last finished workflow task before the first event that is `so`. */
export async function resetBefore({ client, campaign }: World, line: string | undefined, isSo: (event: HistoryEvent) => boolean): Promise<void> {
  const workflowId = line === undefined ? campaign : `${campaign}.${line}`;
  const events = await eventsOf(client, workflowId);
  const found = events.findIndex(isSo);
  if (found < 0) throw new Error(`${workflowId} has no such event`);
  // The event just before belongs to the same workflow task.
  const before = events.slice(0, found - 1).findLast((event) => event.workflowTaskCompletedEventAttributes);
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace, workflowExecution: { workflowId }, workflowTaskFinishEventId: before?.eventId ?? null,
    requestId: randomUUID(), reason: 'test',
  });
}

/** The first command of a person. */
export const command = (event: HistoryEvent): boolean => event.workflowExecutionUpdateAcceptedEventAttributes != null;
/** The first news of a line. */
export const news = (event: HistoryEvent): boolean => event.workflowExecutionSignaledEventAttributes != null;
/** The first line, or letter, of the campaign. */
export const child = (event: HistoryEvent): boolean => event.startChildWorkflowExecutionInitiatedEventAttributes != null;
