import { z } from 'zod';
import { readClosed } from '../activities/store/closedLines.ts';
import { getDocument } from '../activities/store/documents.ts';
import type { Contents } from '../activities/store/store.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { JOURNAL_QUERY, campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { type JournalEntry, journalChunk, journalPage } from './answers.ts';
import { stateOf, whyGone } from './gone.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
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

/** 流水 of a line, also when the server knows it no more: then from the record it left when it closed. Undefined if nobody has it. */
export async function keptJournal(room: Room, campaign: string, line: LinePlan): Promise<JournalEntry[] | undefined> {
  try {
    return await journalOf(room, campaign, line.line);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const record = await readClosed(room.store, campaign, line.line);
    if (record !== undefined) return journalChain(room.store, (await getDocument(room.store, record, z.object({ journal: z.string().nullable() }))).journal);
    // Not started yet: it has nothing to tell.
    return await stateOf(room, lineWorkflowId(campaign, line.line)) === undefined && await stateOf(room, campaignWorkflowId(campaign)) === 'RUNNING' ? [] : undefined;
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
