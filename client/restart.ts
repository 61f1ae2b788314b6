import { readLatest } from '../activities/store/campaignStore.ts';
import { mergePlans, mergeRosters } from '../campaign/definition/amend/merge.ts';
import { samePlan } from '../campaign/definition/amend/same.ts';
import type { Compiled } from '../campaign/definition/compile/compile.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { Room } from './room.ts';

/**
 * A campaign that was terminated and is started again adopts lines that run: it goes on from their plan, whose revision they
 * know and which may have units that were removed. A definition that differs is its next revision.
 */
export async function continuing({ store, plans }: Pick<Room, 'store' | 'plans'>, compiled: Compiled, now: Instant): Promise<Compiled> {
  const { campaign } = compiled.plan;
  if (await readLatest(store, campaign, 'plan') === undefined) return compiled;
  const [old, addresses] = await Promise.all([plans.latest(campaign), plans.roster(campaign)]);
  const merged = mergePlans(old, compiled.plan, now);
  return { ...compiled, plan: samePlan(old, merged) ? old : merged, roster: mergeRosters(addresses, compiled.roster, merged) };
}
