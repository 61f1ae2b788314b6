import { setMarker } from '../activities/store/campaignStore.ts';
import { putDocument } from '../activities/store/documents.ts';
import { Link } from '../campaign/summary/report.ts';
import { type Answer, HOLD_SIGNAL, campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { stateOf, whyGone } from './gone.ts';
import { inGroups } from './lineQueue.ts';
import { Refused } from './refused.ts';
import { type Room, inTime } from './room.ts';
import { explained, isGone } from './serverErrors.ts';
import { statusOf } from './statuses.ts';
import { keepText } from './texts.ts';
import { updateCampaign } from './updates.ts';

/** 印发通知, with its text and 文号. */
export interface Notice {
  /** Markdown; a notice sent on paper needs none. */
  readonly text?: string;
  readonly documentNumber?: string;
  readonly updateId?: string;
}

export async function issueNotice(room: Room, campaign: string, { text = '', documentNumber, updateId }: Notice): Promise<Answer> {
  await room.plans.latest(campaign);
  const words = [documentNumber === undefined ? '' : `文号：${documentNumber}`, text.trim()].filter((part) => part !== '').join('\n\n');
  const document = await putDocument(room.store, words, { guessable: true });
  return updateCampaign(room, campaign, { name: 'issueNotice', args: { document }, updateId });
}

/** 宣传材料: posters, 简报. */
interface Announcement {
  /** Markdown. */
  readonly text: string;
  /** Where the posters are. */
  readonly link?: string;
  readonly updateId?: string;
}

/** 发送宣传材料 to every participant. */
export async function announce(room: Room, campaign: string, { text, link, updateId }: Announcement): Promise<Answer> {
  await room.plans.latest(campaign);
  const posters = link === undefined ? undefined : Link.safeParse(link.trim());
  if (posters?.success === false) throw new Refused(`链接“${link ?? ''}”不是网址。请写以 https:// 或 http:// 开头的完整网址。`);
  const document = await keepText(room.store, text, '宣传材料', posters === undefined ? {} : { posters: posters.data });
  return updateCampaign(room, campaign, { name: 'announce', args: { document }, updateId });
}

/** 审定总结: the draft that stands now. */
export async function approveSummary(room: Room, campaign: string, { updateId }: { readonly updateId?: string } = {}): Promise<Answer> {
  const { summary: { draft } } = await statusOf(room, campaign);
  return updateCampaign(room, campaign, { name: 'approveSummary', args: draft === null ? {} : { draft }, updateId });
}

/** 取消活动: the marker first, so that no further letter leaves, whatever the workflows do. */
export async function cancelCampaign(room: Room, campaign: string, { updateId }: { readonly updateId?: string } = {}): Promise<Answer> {
  await room.plans.latest(campaign);
  await refuseEnded(room, campaign);
  await setMarker(room.store, campaign, 'stopped');
  return updateCampaign(room, campaign, { name: 'cancel', args: {}, updateId });
}

/** 暂停发函 and its end: the marker first; the campaign then shows it and keeps it in its journal. */
export async function holdLetters(room: Room, campaign: string, held: boolean): Promise<void> {
  const { lines } = await room.plans.latest(campaign);
  await refuseEnded(room, campaign);
  if (!await setMarker(room.store, campaign, held ? 'held' : 'running')) {
    throw new Refused(`活动 ${campaign} 已取消，不再发函，无需${held ? '暂停' : '恢复'}。`);
  }
  // One that is gone hears nothing, and it is done all the same: the marker is what every letter looks at, and lines send without their campaign.
  await tell(room, campaignWorkflowId(campaign), held);
  // Lines send what they kept back at once; one that does not hear of it sends at its next try, within the hour.
  if (!held) await inGroups(lines, SIGNALS, ({ line }) => tell(room, lineWorkflowId(campaign, line), held));
}

/** Signals under way at a time. */
const SIGNALS = 50;

async function tell(room: Room, workflowId: string, held: boolean): Promise<void> {
  try {
    await inTime(room, () => room.client.workflow.getHandle(workflowId).signal(HOLD_SIGNAL, held));
  } catch (error) {
    if (!isGone(error)) throw explained(error);
  }
}

/** A campaign that has come to its end sends nothing; one that was terminated has lines that do. */
async function refuseEnded(room: Room, campaign: string): Promise<void> {
  if (await stateOf(room, campaignWorkflowId(campaign)) === 'COMPLETED') throw (await whyGone(room, campaign)).reason;
}
