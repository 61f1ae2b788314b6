import { z } from 'zod';
import { timelineReference } from '../activities/store/campaignStore.ts';
import { getDocument } from '../activities/store/documents.ts';
import type { Contents, References } from '../activities/store/store.ts';
import type { Timeline } from '../campaign/time/timeline.ts';

const timeline = z.object({
  points: z.array(z.object({ nominal: z.number(), real: z.number() })), lag: z.number().exactOptional(), patience: z.number().exactOptional(),
});

/** How the time of a started campaign runs; null is real time. It never changes. */
export async function timelineOf(store: Contents & References, campaign: string): Promise<Timeline | null> {
  const digest = await store.getReference(timelineReference(campaign));
  return digest === undefined ? null : getDocument(store, digest, timeline);
}
