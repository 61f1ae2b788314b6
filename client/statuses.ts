import { type Marker, listCampaigns, readMarker } from '../activities/store/campaignStore.ts';
import type { CampaignPlan } from '../campaign/definition/plan.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { standingOf } from '../campaign/line/standing.ts';
import { openLine } from '../campaign/line/state.ts';
import { type Instant, fromMillis } from '../campaign/time/instant.ts';
import { type CampaignStatus, type LineStatus, STATUS_QUERY, campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { campaignStatus, lineStatus } from './answers.ts';
import { whyGone } from './gone.ts';
import { inGroups } from './lineQueue.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import { type Room, queryOpen } from './room.ts';
import { explained, isGone } from './serverErrors.ts';

/** A worker answers queries one after the other for each line; more at a time would only wait there. */
const QUERIES = 20;

/** How a campaign stands. */
export async function statusOf(room: Room, campaign: string): Promise<CampaignStatus> {
  await room.plans.latest(campaign);
  try {
    const status = campaignStatus.nullable().parse(await queryOpen(room, campaignWorkflowId(campaign), STATUS_QUERY));
    if (status === null) throw new Refused(`活动 ${campaign} 正在启动，尚无状态。请稍候重试。`);
    return status;
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign)).reason : explained(error);
  }
}

/** How a line says it stands; null while it opens. Fails as the query does. */
export async function askLine(room: Room, campaign: string, line: string): Promise<LineStatus | null> {
  return lineStatus.nullable().parse(await queryOpen(room, lineWorkflowId(campaign, line), STATUS_QUERY));
}

/** How every line stands, the organiser's last. One not started yet stands as planned. */
export async function lineStatuses(room: Room, campaign: string, asOf: Instant): Promise<LineStatus[]> {
  const plan = await room.plans.latest(campaign);
  return inGroups(plan.lines, QUERIES, (line) => lineStatusOf(room, plan, line, asOf));
}

/** How the line of a unit stands, by its own word. */
export async function oneLine(room: Room, campaign: string, { unit }: { readonly unit: string }): Promise<LineStatus> {
  const plan = await room.plans.latest(campaign);
  return lineStatusOf(room, plan, lineOf(plan, unit), fromMillis(Date.now()));
}

/** How one line stands. */
export async function lineStatusOf(room: Room, plan: CampaignPlan, line: LinePlan, asOf: Instant): Promise<LineStatus> {
  try {
    return await askLine(room, plan.campaign, line.line) ?? asPlanned(plan, line, asOf);
  } catch (error) {
    if (isGone(error)) return asPlanned(plan, line, asOf);
    throw explained(error);
  }
}

function asPlanned({ campaign }: CampaignPlan, plan: LinePlan, asOf: Instant): LineStatus {
  // Nothing of it leaves and nobody is called about it before it runs.
  const { tasks, figures } = standingOf(plan, openLine(plan), asOf);
  return { campaign, line: plan.line, name: plan.name, asOf, revision: plan.revision, closed: false, figures, tasks, attention: [], next: null };
}

/** One campaign of this store. `status` is missing if the server does not know it any more. */
export interface Listed {
  readonly campaign: string;
  readonly title: string;
  readonly marker: Marker;
  readonly status?: CampaignStatus;
}

/** Every campaign that was started with this store. */
export async function listed(room: Room): Promise<Listed[]> {
  const names = await listCampaigns(room.store);
  return inGroups(names, QUERIES, async (campaign) => {
    const [plan, marker] = await Promise.all([room.plans.latest(campaign), readMarker(room.store, campaign)]);
    try {
      return { campaign, title: plan.title, marker, status: await statusOf(room, campaign) };
    } catch (error) {
      if (error instanceof Refused) return { campaign, title: plan.title, marker };
      throw error;
    }
  });
}
