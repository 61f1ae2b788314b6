import { z } from 'zod';
import { readLedger } from '../activities/letters/ledger.ts';
import { definitionReference, listPlans } from '../activities/store/campaignStore.ts';
import { readClosed } from '../activities/store/closedLines.ts';
import { getDocument } from '../activities/store/documents.ts';
import { listReceipts } from '../activities/store/receipts.ts';
import type { Store } from '../activities/store/store.ts';
import type { Evidence } from '../campaign/audit/evidence.ts';
import { isFact } from '../campaign/audit/facts.ts';
import { parseDefinition } from '../campaign/definition/parse.ts';
import type { CampaignPlan } from '../campaign/definition/plan.ts';
import { unpack } from '../campaign/line/carried.ts';
import type { LineState } from '../campaign/line/state.ts';
import { fromMillis } from '../campaign/time/instant.ts';
import { nominalAt } from '../campaign/time/timeline.ts';
import type { JournalEntry } from './answers.ts';
import { journalChain, journalOf } from './journals.ts';
import { inGroups } from './lineQueue.ts';
import { campaignPlan } from './plans.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { timelineOf } from './timelines.ts';

/** What only the caller can see. */
export interface Elsewhere {
  /** Message-IDs in the inbox, if it is ours. */
  readonly inbox?: readonly string[];
  /** The campaign's own journal, if its workflow need not be asked. */
  readonly campaign?: readonly JournalEntry[];
}

const sources = z.array(z.object({ name: z.string(), text: z.string() }));
// The digest vouches for the content: it is what a line of ours stored.
const outline = z.looseObject({ version: z.number(), tasks: z.record(z.string(), z.looseObject({ due: z.string() })) });
const record = z.looseObject({ state: z.custom<LineState>((value) => outline.safeParse(value).success, { error: 'not a line state' }), journal: z.string().nullable() });

/** Queries at a time. */
const QUERIES = 20;

/** Everything a campaign left behind: of closed lines from the store, of running ones by asking them. */
export async function gatherEvidence(room: Room, campaign: string, elsewhere: Elsewhere = {}): Promise<Evidence> {
  const { store } = room;
  const latest = await room.plans.latest(campaign);
  const [plans, time, perWeek, ledger, receipts, own] = await Promise.all([
    plansOf(store, campaign), timelineOf(store, campaign), perWeekOf(store, campaign), readLedger(store, campaign), listReceipts(store, campaign),
    elsewhere.campaign ?? orNothing(journalOf(room, campaign)),
  ]);
  const lines = [...new Set([...plans, latest].flatMap((plan) => plan.lines.map(({ line }) => line)))];
  const found = await inGroups(lines, QUERIES, async (line) => {
    const left = await readClosed(store, campaign, line);
    const closed = left === undefined ? undefined : await getDocument(store, left, record);
    const facts = closed === undefined ? await journalOf(room, campaign, line) : await journalChain(store, closed.journal);
    return { line, facts: facts.filter(isFact), state: closed?.state };
  });
  const purged = found.flatMap(({ facts }) => facts.filter(isFact).flatMap((fact) => (fact.fact === 'filePurged' ? [fact.file] : [])));
  const stored = new Set((await Promise.all(purged.map(async (file) => (await store.has(file) ? [file] : [])))).flat());
  return {
    stored, plans, timeline: time, asOf: time === null ? fromMillis(Date.now()) : nominalAt(time, Date.now()), ...(perWeek === undefined ? {} : { perWeek }),
    journals: new Map(found.map(({ line, facts }) => [line, facts])),
    records: new Map(found.flatMap(({ line, state }) => (state === undefined ? [] : [[line, unpack(state)]]))),
    campaign: own, ledger, receipts, ...(elsewhere.inbox === undefined ? {} : { inbox: elsewhere.inbox }),
  };
}

async function plansOf(store: Store, campaign: string): Promise<CampaignPlan[]> {
  const plans = await Promise.all((await listPlans(store, campaign)).map((digest) => getDocument(store, digest, campaignPlan)));
  return plans.sort((a, b) => a.revision - b.revision);
}

async function perWeekOf(store: Store, campaign: string): Promise<number | undefined> {
  const digest = await store.getReference(definitionReference(campaign));
  return digest === undefined ? undefined : parseDefinition(await getDocument(store, digest, sources)).definition?.budget.perWeek;
}

/** A campaign that has ended, and whose server is away, has said what matters in ledger and records. */
async function orNothing(journal: Promise<JournalEntry[]>): Promise<JournalEntry[]> {
  return journal.catch((error: unknown) => {
    if (error instanceof Refused) return [];
    throw error;
  });
}
