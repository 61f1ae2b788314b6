import { z } from 'zod';
import { digest } from './digest.ts';
import { getDocument, putDocument } from './documents.ts';
import type { Store } from './store.ts';

const file = z.object({ digest, name: z.string(), size: z.number(), type: z.string(), charset: z.string().exactOptional() });

/** 草稿: a form as it was typed, right or wrong, with the files that were uploaded. */
const draft = z.object({
  /** Of the form: whoever submits it twice submits it once. */
  request: z.string(),
  /** When it was saved, real time. */
  saved: z.number(),
  fields: z.record(z.string(), z.array(z.string()).readonly()),
  files: z.array(file).readonly(),
  /** The page that saved it, each time it was opened another. */
  tab: z.string().exactOptional(),
});
export type Draft = z.infer<typeof draft>;

/** Whose draft. */
interface DraftKey { readonly campaign: string; readonly unit: string; readonly task: string }

const nameOf = ({ campaign, unit, task }: DraftKey): string => `campaigns/${campaign}/drafts/${unit}/${task}`;

/** The unit's draft for this task, if there is one. */
export async function readDraft(store: Store, key: DraftKey): Promise<Draft | undefined> {
  const kept = await store.getReference(nameOf(key));
  return kept === undefined || kept === '' ? undefined : getDocument(store, kept, draft);
}

/** Keeps a draft in the place of the one before. */
export async function writeDraft(store: Store, key: DraftKey, to: Draft): Promise<void> {
  await store.setReference(nameOf(key), await putDocument(store, to, { guessable: true }));
}

/** There is nothing to go on with: it was submitted. */
export async function dropDraft(store: Store, key: DraftKey): Promise<void> {
  const kept = await store.getReference(nameOf(key));
  if (kept !== undefined && kept !== '') await store.setReference(nameOf(key), '');
}
