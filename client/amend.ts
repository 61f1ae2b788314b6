import { setTimeout as pause } from 'node:timers/promises';
import { isStopped } from '../activities/store/campaignStore.ts';
import { putDocument } from '../activities/store/documents.ts';
import { type Amendment, type Changes, amendment } from '../campaign/definition/amend/amendment.ts';
import { barred, objections } from '../campaign/definition/amend/objections.ts';
import type { Compiled } from '../campaign/definition/compile/compile.ts';
import type { CampaignPlan } from '../campaign/definition/plan.ts';
import type { SourceFile } from '../campaign/definition/sources.ts';
import type { Instant } from '../campaign/time/instant.ts';
import { AMEND_UPDATE } from '../workflows/contract.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { keepPlan } from './start.ts';
import { lineStatuses, statusOf } from './statuses.ts';
import { updateCampaign } from './updates.ts';

interface AmendOptions {
  readonly compiled: Compiled;
  /** The definition's files, kept for the archive. */
  readonly files: readonly SourceFile[];
  readonly updateId?: string;
}

/** What an amendment would do, or did. */
export interface Amended {
  readonly campaign: string;
  /** The plan's revision afterwards; the present one if nothing differs. */
  readonly revision: number;
  readonly asOf: Instant;
  /** Nothing differs: there is nothing to do. */
  readonly isEmpty: boolean;
  readonly changes: Changes;
  /** The plan afterwards, for names: what was removed is in it too. */
  readonly plan: CampaignPlan;
}

/** Lets the campaign go on with the new plan for so long before it is said to be under way only. */
const ADOPTED_WITHIN_MS = 15_000;

/** What another definition would change; nothing happens. @throws Refused with everything that speaks against it. */
export async function previewAmendment(room: Room, campaign: string, options: AmendOptions): Promise<Amended> {
  return shown(campaign, await examine(room, campaign, options));
}

/** 变更: stores the new plan whole, then asks the campaign to go on with it. @throws Refused as the preview does. */
export async function amendCampaign(room: Room, campaign: string, options: AmendOptions): Promise<Amended & { readonly adopted: boolean }> {
  const found = await examine(room, campaign, options);
  if (found.made.isEmpty) return { ...shown(campaign, found), adopted: true };
  const { plan, roster } = found.made;
  const { head, ...more } = await keepPlan(room, plan, { roster, files: options.files });
  const digest = await putDocument(room.store, { ...head, ...more });
  await updateCampaign(room, campaign, { name: AMEND_UPDATE, args: { head: digest, revision: plan.revision }, updateId: options.updateId });
  return { ...shown(campaign, found), adopted: await isAdopted(room, campaign, plan.revision) };
}

interface Examined { readonly made: Amendment; readonly asOf: Instant }

async function examine(room: Room, campaign: string, { compiled }: AmendOptions): Promise<Examined> {
  if (compiled.findings.length > 0) throw new Refused('活动定义还有问题，不能据以变更。请先用 check 查看并改正。');
  const plan = await room.plans.latest(campaign);
  if (await isStopped(room.store, campaign)) throw new Refused(`活动 ${campaign} 已取消，方案不能再变更。如需继续，请改用新的活动标识另行启动。`);
  const { asOf } = await statusOf(room, campaign);
  const no = barred({ plan, now: asOf }, compiled.plan);
  if (no !== undefined) throw new Refused(no);
  const [roster, lines] = await Promise.all([room.plans.roster(campaign), lineStatuses(room, campaign, asOf)]);
  const made = amendment({ plan, roster, standing: lines.flatMap(({ tasks }) => tasks), now: asOf }, compiled);
  const against = objections(asOf, made);
  if (against.length > 0) throw new Refused(against.join('\n'));
  return { made, asOf };
}

function shown(campaign: string, { made: { plan, isEmpty, changes }, asOf }: Examined): Amended {
  return { campaign, revision: isEmpty ? plan.revision - 1 : plan.revision, asOf, isEmpty, changes, plan };
}

async function isAdopted(room: Room, campaign: string, revision: number): Promise<boolean> {
  for (const since = Date.now(); Date.now() - since < ADOPTED_WITHIN_MS;) {
    if ((await room.plans.latest(campaign)).revision >= revision) return true;
    await pause(100);
  }
  return false;
}
