import { annexMarkdown } from '../../campaign/summary/annex.ts';
import { consolidate as consolidateMaterial } from '../../campaign/summary/consolidation.ts';
import { summaryMarkdown } from '../../campaign/summary/markdown.ts';
import type { Figures } from '../../campaign/line/outcome.ts';
import type { Activities } from '../../workflows/contract.ts';
import { putDocument } from '../store/documents.ts';
import { type Drafts, noteDraft } from '../store/summaryDrafts.ts';
import type { Contents, References } from '../store/store.ts';
import { readMaterial } from './material.ts';

type Input = Parameters<Activities['consolidate']>[0];

/** What consolidating left in the store, and the numbers. */
interface Drafted extends Drafts {
  readonly figures: Figures;
}

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
  await noteDraft(store, input.campaign, { draft, annex, data });
  return { draft, annex, data, figures: all.figures };
}
