import { z } from 'zod';
import type { CampaignPlan, Roster } from '../campaign/definition/plan.ts';
import { type LinePlan, withRules } from '../campaign/line/plan.ts';
import type { Timeline } from '../campaign/time/timeline.ts';
import type { CampaignHead, Digest } from '../workflows/contract.ts';
import { readLatest } from './store/campaignStore.ts';
import { getDocument } from './store/documents.ts';
import type { Store } from './store/store.ts';

/** Plans read from the store, each once: they are immutable, and a batch of letters needs the same few. */
export interface Plans {
  line(digest: Digest): Promise<LinePlan>;
  head(digest: Digest): Promise<CampaignHead>;
  timeline(digest: Digest | undefined): Promise<Timeline | null>;
  /** The latest whole plan of a campaign. */
  campaign(campaign: string): Promise<CampaignPlan>;
  /** The latest roster: addresses, never in Temporal. */
  roster(campaign: string): Promise<Roster>;
}

const KEPT = 2_000;

// The digest vouches for the content: it is what compile made. What could differ is the build that made it.
const versioned = z.looseObject({ rulesVersion: z.number() });
const planShape = <T>() => z.custom<T>((value) => versioned.safeParse(value).success, { error: 'not a plan' });
const contact = z.object({ mail: z.string(), role: z.string().exactOptional(), phone: z.string().exactOptional() });
const roster = z.object({
  contacts: z.record(z.string(), z.array(contact)),
  superiors: z.record(z.string(), z.object({ title: z.string(), mail: z.string() })),
  office: z.object({ name: z.string(), mail: z.string(), phone: z.string() }),
  head: z.object({ title: z.string(), mail: z.string() }),
});
const timeline = z.object({ points: z.array(z.object({ nominal: z.number(), real: z.number() })), lag: z.number().exactOptional(), patience: z.number().exactOptional() });

export function openPlans(store: Store): Plans {
  const known = new Map<string, Promise<unknown>>();
  function once<T>(digest: Digest, schema: z.ZodType<T>): Promise<T> {
    const found = known.get(digest);
    // A digest always names the same document, read with the same schema.
    if (found !== undefined) return found.then((value) => schema.parse(value));
    const reading = getDocument(store, digest, schema);
    if (known.size >= KEPT) known.clear();
    known.set(digest, reading);
    reading.catch(() => known.delete(digest));
    return reading;
  }
  async function latest<T>(campaign: string, what: 'plan' | 'roster', schema: z.ZodType<T>): Promise<T> {
    const digest = await readLatest(store, campaign, what);
    if (digest === undefined) throw new Error(`the store has no ${what} of ${campaign}: is CAMPAIGN_DATA the folder it was started with?`);
    return once(digest, schema);
  }
  const line = planShape<LinePlan>();
  const head = planShape<CampaignHead>();
  const whole = planShape<CampaignPlan>();
  return {
    line: async (digest) => withRules(await once(digest, line)),
    head: async (digest) => withRules(await once(digest, head)),
    timeline: async (digest) => (digest === undefined ? null : once(digest, timeline)),
    campaign: async (campaign) => withRules(await latest(campaign, 'plan', whole)),
    roster: (campaign) => latest(campaign, 'roster', roster),
  };
}

/** A delegated contact's card. */
export async function readCard(store: Store, digest: Digest) {
  return getDocument(store, digest, contact);
}

const document = z.union([
  z.string().transform((text) => ({ document: text })),
  z.object({ text: z.string(), posters: z.string().exactOptional() }).transform(({ text, ...more }) => ({ document: text, ...more })),
]);

/** The text of a campaign's own letter, and where the posters are. */
export async function readLetterDocument(store: Store, digest: Digest) {
  return getDocument(store, digest, document);
}

/** A text of a person, stored before anything referred to it. */
export async function readText(store: Store, digest: Digest): Promise<string> {
  return getDocument(store, digest, z.string());
}
