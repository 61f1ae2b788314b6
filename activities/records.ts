import type { Activities } from '../workflows/contract.ts';
import { setMarker } from './store/campaignStore.ts';
import { putDocument } from './store/documents.ts';
import type { Store } from './store/store.ts';
import type { Plans } from './plans.ts';

/** What workflows read from and leave in the store. */
export function recordKeeper(store: Store, plans: Plans): Pick<
  Activities, 'loadLine' | 'loadCampaign' | 'keepJournal' | 'keepRecord' | 'stopLetters'
> {
  return {
    loadLine: async ({ plan, timeline }) => ({ plan: await plans.line(plan), timeline: await plans.timeline(timeline) }),
    loadCampaign: async ({ head, timeline }) => ({ head: await plans.head(head), timeline: await plans.timeline(timeline) }),
    keepJournal: (chunk) => putDocument(store, chunk),
    keepRecord: (record) => putDocument(store, record),
    stopLetters: async ({ campaign }) => { await setMarker(store, campaign, 'stopped'); },
  };
}
