import { CHANGED_QUERY, type Changed, type Since, campaignWorkflowId } from '../workflows/contract.ts';
import { changedAnswer } from './answers.ts';
import { whyGone } from './gone.ts';
import { Refused } from './refused.ts';
import { type Room, inTime } from './room.ts';
import { explained, isGone } from './serverErrors.ts';

/** A page does not wait for a worker as a command does. */
const PATIENCE_MS = 5_000;

/** Which lines of a campaign told something new since that look; at the first look: everything. @throws Refused if nobody can be asked. */
export async function changesSince(room: Room, campaign: string, since?: Since): Promise<Changed> {
  try {
    const answer = await inTime(room, () => room.client.workflow.getHandle(campaignWorkflowId(campaign)).query<unknown, [{ readonly since: Since }?]>(CHANGED_QUERY, ...(since === undefined ? [] : [{ since }] as const)), PATIENCE_MS);
    const read = changedAnswer.parse(answer);
    if (read === null) throw new Refused(`活动 ${campaign} 正在启动，尚无状态。请稍候重试。`);
    return read;
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign)).reason : explained(error);
  }
}
