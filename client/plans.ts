import { z } from 'zod';
import { listCampaigns, readLatest } from '../activities/store/campaignStore.ts';
import { getDocument } from '../activities/store/documents.ts';
import type { Store } from '../activities/store/store.ts';
import { nearest } from '../campaign/definition/nearest.ts';
import type { CampaignPlan, Roster } from '../campaign/definition/plan.ts';
import { type LinePlan, participantOf } from '../campaign/line/plan.ts';
import { Refused } from './refused.ts';

const CAMPAIGN_ID = /^[a-z0-9-]{1,80}$/;

// The digest vouches for the content: what was stored is what compile made, by this version or an older one.
export const campaignPlan = z.custom<CampaignPlan>((value) => outline.safeParse(value).success, { error: 'not a plan' });
const roster = z.custom<Roster>((value) => rosterOutline.safeParse(value).success, { error: 'not a roster' });
const rosterOutline = z.looseObject({ contacts: z.record(z.string(), z.array(z.looseObject({ mail: z.string() }))), superiors: z.record(z.string(), z.unknown()) });
const outline = z.looseObject({ rulesVersion: z.number(), lines: z.array(z.looseObject({ line: z.string() })) });

/** The plans and rosters of started campaigns, each read once. */
export interface Plans {
  /** The latest plan of a campaign. @throws Refused if none of that name was started with this store. */
  latest(campaign: string): Promise<CampaignPlan>;
  /** The latest roster: addresses. */
  roster(campaign: string): Promise<Roster>;
}

export function createPlans(store: Store): Plans {
  const planOf = once(store, campaignPlan);
  const rosterOf = once(store, roster);
  return {
    latest: async (campaign) => {
      const digest = CAMPAIGN_ID.test(campaign) ? await readLatest(store, campaign, 'plan') : undefined;
      if (digest === undefined) throw await unknownCampaign(store, campaign);
      return planOf(digest);
    },
    roster: async (campaign) => {
      const digest = await readLatest(store, campaign, 'roster');
      if (digest === undefined) throw await unknownCampaign(store, campaign);
      return rosterOf(digest);
    },
  };
}

/** Documents of one kind, each read once: a digest names the same one for ever. */
function once<T>(store: Store, schema: z.ZodType<T>): (digest: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (digest) => {
    const read = known.get(digest) ?? getDocument(store, digest, schema);
    known.set(digest, read);
    read.catch(() => known.delete(digest));
    return read;
  };
}

async function unknownCampaign(store: Store, campaign: string): Promise<Refused> {
  const started = await listCampaigns(store);
  const meant = nearest(campaign, started);
  const advice = started.length === 0
    ? '本数据目录还没有启动过活动：请先执行 npx campaign start 定义，或核对 CAMPAIGN_DATA。'
    : `${meant === undefined ? '' : `是否为 ${meant}？`}本数据目录中的活动：${started.slice(0, 12).join('、')}。`;
  return new Refused(`没有活动“${campaign}”。${advice}`);
}

/** The line a unit reports on: of `sd.jinan` it is `sd`. A unit that the line does not know is for the line to refuse. */
export function lineOf(plan: CampaignPlan, unit: string): LinePlan {
  const line = plan.lines.find((each) => each.line === participantOf(unit));
  if (line !== undefined) return line;
  const units = plan.lines.flatMap((each) => each.units.map(({ id }) => id));
  const byName = plan.lines.flatMap((each) => each.units).find(({ name }) => name === unit)?.id;
  const meant = byName ?? nearest(unit, units);
  const advice = meant === undefined ? `请用单位标识，例如 ${units.slice(0, 5).join('、')}` : `是否为 ${meant}？`;
  throw new Refused(`活动 ${plan.campaign} 没有单位“${unit}”。${advice}`);
}
