import type { WorkflowExecutionStatusName } from '@temporalio/client';
import { readMarker } from '../activities/store/campaignStore.ts';
import { putDocument } from '../activities/store/documents.ts';
import { type CampaignCarried, REMEMBERED_QUERY, campaignWorkflowId } from '../workflows/contract.ts';
import { remembered } from './answers.ts';
import { Refused } from './refused.ts';
import { type Room, inTime } from './room.ts';

/** Ended from outside: whoever starts it again goes on from there. */
const ENDED_BY_HAND: ReadonlySet<string> = new Set<WorkflowExecutionStatusName>(['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED']);
/** A worker that is there reads a history of months in a second or two. */
const PATIENCE_MS = 20_000;

export function endedByHand(state: WorkflowExecutionStatusName | undefined): boolean {
  return state !== undefined && ENDED_BY_HAND.has(state);
}

/**
 * What a campaign knew that was terminated: concerns, cases, letters on their way, items for the digest, the notice, the approval, its
 * journal. Its history has all of it; a worker reads it. Undefined if it had not even begun. `revision`: of the plan it goes on with.
 */
export async function rememberedBy(room: Room, campaign: string, revision: number): Promise<CampaignCarried | undefined> {
  const found = remembered.nullable().parse(await ask(room, campaign));
  if (found === null) return undefined;
  const { carried: { state: { amending, ...state }, journal, allStarted: _, ...carried }, facts } = found;
  const chunk = facts.length === 0 ? journal.chunk : await putDocument(room.store, { campaign, line: '', previous: journal.chunk, from: journal.count, facts });
  return {
    // Which lines run it finds out by itself.
    ...carried, started: [], journal: { chunk, count: journal.count + facts.length },
    state: {
      ...state, held: await readMarker(room.store, campaign) === 'held',
      // An amendment that was not carried out yet is overtaken by a definition that differs.
      ...(amending === undefined || amending.revision <= revision ? {} : { amending }),
    },
  };
}

async function ask(room: Room, campaign: string): Promise<unknown> {
  try {
    return await inTime(room, () => room.client.workflow.getHandle(campaignWorkflowId(campaign)).query<unknown>(REMEMBERED_QUERY), PATIENCE_MS);
  } catch (error) {
    throw new Refused(
      `活动 ${campaign} 此前被终止，它的反映问题、案例选用和待发函件要由工作进程从历史中读出后接续，而现在读不出来。请先启动工作进程`
      + '（npx campaign up 或 worker，用与此前相同的版本）再执行 start；或在 Temporal 网页中对该次运行执行 Reset。', { cause: error },
    );
  }
}
