import { getDocument } from '../activities/store/documents.ts';
import type { Contents } from '../activities/store/store.ts';
import { JOURNAL_QUERY, campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { type JournalEntry, journalChunk, journalPage } from './answers.ts';
import { whyGone } from './gone.ts';
import { lineOf } from './plans.ts';
import { type Room, queryOpen } from './room.ts';
import { explained, isGone } from './serverErrors.ts';

/** 流水: every fact of a line, or of the campaign itself, in order: what the store keeps, then what is still running. */
export async function journalOf(room: Room, campaign: string, line?: string): Promise<JournalEntry[]> {
  const plan = await room.plans.latest(campaign);
  const linePlan = line === undefined ? undefined : lineOf(plan, line);
  const id = linePlan === undefined ? campaignWorkflowId(campaign) : lineWorkflowId(campaign, linePlan.line);
  try {
    const page = journalPage.nullable().parse(await queryOpen(room, id, JOURNAL_QUERY));
    return page === null ? [] : [...await journalChain(room.store, page.earlier), ...page.facts];
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign, linePlan)).reason : explained(error);
  }
}

/** What the store keeps of a journal. Chunks name the one before: read backwards, put together forwards. */
export async function journalChain(store: Contents, last: string | null): Promise<JournalEntry[]> {
  const chunks: JournalEntry[][] = [];
  for (let digest = last; digest !== null;) {
    const chunk = await getDocument(store, digest, journalChunk);
    chunks.push(chunk.facts);
    digest = chunk.previous;
  }
  return chunks.reverse().flat();
}
