import { z } from 'zod';
import type { Activities, LineNews } from '../workflows/contract.ts';
import { closedReference, setMarker } from './store/campaignStore.ts';
import { putDocument } from './store/documents.ts';
import type { Store } from './store/store.ts';
import type { Plans } from './plans.ts';

const outline = z.looseObject({ line: z.string(), number: z.number(), record: z.string() });
const lastNews = z.custom<LineNews>((value) => outline.safeParse(value).success, { error: 'not the last words of a line' });

/** What workflows read from and leave in the store. */
export function recordKeeper(store: Store, plans: Plans): Pick<
  Activities, 'loadLine' | 'loadCampaign' | 'keepJournal' | 'keepRecord' | 'lastWords' | 'stopLetters'
> {
  return {
    loadLine: async ({ plan, timeline }) => ({ plan: await plans.line(plan), timeline: await plans.timeline(timeline) }),
    loadCampaign: async ({ head, timeline }) => ({ head: await plans.head(head), timeline: await plans.timeline(timeline) }),
    keepJournal: (chunk) => putDocument(store, chunk),
    keepRecord: async (record, news) => {
      const digest = await putDocument(store, record);
      if (news !== undefined) await store.setReference(closedReference(record.campaign, record.line), JSON.stringify({ ...news, record: digest }));
      return digest;
    },
    lastWords: async ({ campaign, lines }) => {
      const texts = await Promise.all(lines.map((line) => store.getReference(closedReference(campaign, line))));
      return texts.flatMap((text) => (text === undefined ? [] : [lastNews.parse(JSON.parse(text))]));
    },
    stopLetters: async ({ campaign }) => { await setMarker(store, campaign, 'stopped'); },
  };
}
