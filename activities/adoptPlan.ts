import { ZodError } from 'zod';
import type { Activities, CampaignHead } from '../workflows/contract.ts';
import type { Plans } from './plans.ts';
import { definitionReference, readLatest, setLatest } from './store/campaignStore.ts';
import type { Store } from './store/store.ts';

/**
 * Makes the activity that names an amended plan the latest. Roster first, plan last: the new roster holds every address of the
 * old plan too, so whoever reads in between finds all it needs. Done again, it does the same.
 */
export function planAdopter(store: Store, plans: Pick<Plans, 'head' | 'campaign'>): Activities['adoptPlan'] {
  return async ({ campaign, head: digest, revision }) => {
    const head = await headOf(store, plans, digest);
    if (head?.campaign !== campaign || head.revision !== revision || head.roster === undefined || head.definition === undefined) return null;
    // A campaign that was reset carries out its amendments again: the latest plan stays the latest.
    if (await readLatest(store, campaign, 'plan') !== undefined && (await plans.campaign(campaign)).revision > revision) return head;
    await setLatest(store, campaign, 'roster', head.roster);
    await store.setReference(definitionReference(campaign), head.definition);
    await setLatest(store, campaign, 'plan', head.plan);
    return head;
  };
}

/** Undefined for what is no plan of this build: tried for ever, it would stop the whole campaign. */
async function headOf(store: Store, plans: Pick<Plans, 'head'>, digest: string): Promise<CampaignHead | undefined> {
  if (!await store.has(digest)) return undefined;
  try {
    return await plans.head(digest);
  } catch (error) {
    if (error instanceof ZodError) return undefined;
    throw error;
  }
}
