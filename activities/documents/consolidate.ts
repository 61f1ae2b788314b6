import { z } from 'zod';
import { annexMarkdown } from '../../campaign/summary/annex.ts';
import { consolidate as consolidateMaterial } from '../../campaign/summary/consolidation.ts';
import { summaryMarkdown } from '../../campaign/summary/markdown.ts';
import type { Figures } from '../../campaign/line/outcome.ts';
import type { Activities } from '../../workflows/contract.ts';
import { putDocument } from '../store/documents.ts';
import type { Contents, Digest, References } from '../store/store.ts';
import { readMaterial } from './material.ts';

type Input = Parameters<Activities['consolidate']>[0];

/** What consolidating left in the store: texts (documents of one string), and the numbers. */
export interface Drafted {
  /** Markdown, for everybody once it is approved. */
  readonly draft: Digest;
  /** Markdown, for the organiser only. */
  readonly annex: Digest;
  /** The whole consolidation. */
  readonly data: Digest;
  readonly figures: Figures;
}

const named = z.object({ draft: z.string(), annex: z.string(), data: z.string() });
const nameOf = (campaign: string): string => `campaigns/${campaign}/drafts/summary`;

/** Makes the activity; the workflow needs the draft only. */
export function consolidator({ store }: { readonly store: Contents & References }): Activities['consolidate'] {
  return async (input) => ({ draft: (await consolidate(store, input)).draft });
}

/** Writes the national summary from the records of all lines. The same records and `asOf` give the same digests. */
export async function consolidate(store: Contents & References, input: Input): Promise<Drafted> {
  const { material, gaps } = await readMaterial(store, input);
  const all = consolidateMaterial(material);
  const [draft, annex, data] = await Promise.all([
    putDocument(store, summaryMarkdown(all)), putDocument(store, annexMarkdown(all, gaps)), putDocument(store, { ...all, gaps }),
  ]);
  await store.setReference(nameOf(input.campaign), JSON.stringify({ draft, annex, data }));
  return { draft, annex, data, figures: all.figures };
}

/** The latest draft with its annex, for the organiser to read before it approves; undefined before there is one. */
export async function latestDraft(store: References, campaign: string): Promise<Omit<Drafted, 'figures'> | undefined> {
  const text = await store.getReference(nameOf(campaign));
  return text === undefined ? undefined : named.parse(JSON.parse(text));
}
