import { z } from 'zod';
import type { Digest, References } from './store.ts';

/** The draft of the national summary and what belongs to it: digests of documents. */
export interface Drafts {
  /** Markdown, for everybody once it is approved. */
  readonly draft: Digest;
  /** Markdown, for the organiser only. */
  readonly annex: Digest;
  /** The whole consolidation. */
  readonly data: Digest;
}

const drafts = z.object({ draft: z.string(), annex: z.string(), data: z.string() });
const nameOf = (campaign: string): string => `campaigns/${campaign}/drafts/summary`;

/** Notes what consolidating has written last. */
export async function noteDraft(store: References, campaign: string, { draft, annex, data }: Drafts): Promise<void> {
  await store.setReference(nameOf(campaign), JSON.stringify({ draft, annex, data }));
}

/** The latest draft with its annex, for the organiser to read before it approves; undefined before there is one. */
export async function latestDraft(store: References, campaign: string): Promise<Drafts | undefined> {
  const text = await store.getReference(nameOf(campaign));
  return text === undefined ? undefined : drafts.parse(JSON.parse(text));
}
