import { z } from 'zod';
import type { References } from './store.ts';

/** A request that its sender may repeat: which it is, and by a digest what it said. */
export interface RequestKey { readonly campaign: string; readonly id: string; readonly content: string }

const kept = z.object({ content: z.string(), answer: z.unknown().optional() });

// Not below `campaigns/`: there may be many, and campaigns are listed often.
const nameOf = ({ campaign, id }: RequestKey): string => `requests/${campaign}/${id}`;

/** Notes a request before it is carried out; says what is known of one of that id: what it said, and its answer if it has one. */
export async function noteRequest(store: References, key: RequestKey): Promise<z.infer<typeof kept>> {
  const note = { content: key.content };
  if (await store.createReference(nameOf(key), JSON.stringify(note))) return note;
  return kept.parse(JSON.parse(await store.getReference(nameOf(key)) ?? JSON.stringify(note)));
}

/** The answer to a request that was carried out; undefined before. */
export async function readAnswer(store: References, key: RequestKey): Promise<unknown> {
  const text = await store.getReference(nameOf(key));
  return text === undefined ? undefined : kept.parse(JSON.parse(text)).answer;
}

/** Keeps the answer: whoever asks again gets it. */
export async function answerRequest(store: References, key: RequestKey, answer: unknown): Promise<void> {
  await store.setReference(nameOf(key), JSON.stringify({ content: key.content, answer }));
}
