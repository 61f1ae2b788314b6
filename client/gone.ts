import type { WorkflowExecutionStatusName } from '@temporalio/client';
import { readMarker } from '../activities/store/campaignStore.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { chinese } from '../campaign/line/refusals.ts';
import { campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { Refused } from './refused.ts';
import { type Room, inTime } from './room.ts';
import { explained, isGone } from './serverErrors.ts';

/** Why a campaign, or one of its lines, does not answer: closed, cancelled, ended by hand, not begun, or elsewhere. */
export async function whyGone(room: Room, campaign: string, line?: LinePlan): Promise<{ starting: boolean; reason: Refused }> {
  const own = await stateOf(room, line === undefined ? campaignWorkflowId(campaign) : lineWorkflowId(campaign, line.line));
  const no = (text: string) => ({ starting: false, reason: new Refused(text) });
  if (own === undefined && line !== undefined && await stateOf(room, campaignWorkflowId(campaign)) === 'RUNNING') {
    return { starting: true, reason: new Refused(`${line.name}的报送线尚未启动。请稍候重试；如一直如此，请确认工作进程（npx campaign up 或 worker）在运行。`) };
  }
  if (await readMarker(room.store, campaign) === 'stopped') return no(`活动 ${campaign} 已取消，不再受理。如需继续，请改用新的活动标识另行启动。`);
  // It began, or went on in a new run, between the call and this look.
  if (own === 'RUNNING') return { starting: true, reason: new Refused(`${line?.name ?? `活动 ${campaign}`}正在启动。请稍候重试。`) };
  if (own === undefined) {
    return no(`Temporal 服务中没有活动 ${campaign}：可能连到了别的服务或命名空间，或已超过保留期。请核对 TEMPORAL_ADDRESS 与 TEMPORAL_NAMESPACE。`);
  }
  if (own === 'COMPLETED') {
    return no(line === undefined ? `活动 ${campaign} 已归档结束，不再受理。` : chinese.closed(line.name, line.close));
  }
  return no(`${line === undefined ? `活动 ${campaign} ` : `${line.name}的报送线`}已异常停止（${own}）。请管理员在 Temporal 网页中查看原因，按 docs/operations.md 恢复。`);
}

/** The state of a workflow; undefined if the server knows none of that id. */
export async function stateOf(room: Room, workflowId: string): Promise<WorkflowExecutionStatusName | undefined> {
  try {
    return (await inTime(room, () => room.client.workflow.getHandle(workflowId).describe())).status.name;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw explained(error);
  }
}
