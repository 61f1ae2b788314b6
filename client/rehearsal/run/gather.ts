import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST } from '../../../activities/documents/manifest.ts';
import { digestOfFile, readManifest } from '../../../activities/documents/verify.ts';
import { readLedger } from '../../../activities/letters/ledger.ts';
import { listReceipts } from '../../../activities/store/receipts.ts';
import type { Store } from '../../../activities/store/store.ts';
import { isFact } from '../../../campaign/audit/facts.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { Timeline } from '../../../campaign/time/timeline.ts';
import type { Evidence } from '../figures/figures.ts';
import { type Entry, draftIn, entry, phasesIn } from '../figures/facts.ts';
import type { Post } from './post.ts';

interface Gathered extends Evidence {
  /** The summary in the archive, for people. */
  readonly summaryFile: string | undefined;
  /** The campaign's own journal. */
  readonly whole: readonly Entry[];
}

/**
 * Reads what the rehearsal left behind, from archive, store and inbox. The journals are those of the archive: asking sixty closed
 * workflows would make the worker replay each of them.
 */
export async function gather(of: {
  readonly store: Store; readonly plans: readonly CampaignPlan[]; readonly timeline: Timeline; readonly post: Post;
  readonly isOurInbox: boolean; readonly folder: string;
}): Promise<Gathered> {
  const { store, plans, timeline, post, folder } = of;
  const plan = plans.at(-1);
  if (plan === undefined) throw new RangeError('no campaign without a plan');
  const [manifest, whole, journals, ledger, receipts] = await Promise.all([
    readManifest(folder), journalIn(folder, '_campaign'),
    Promise.all(plan.lines.map(async ({ line }) => [line, (await journalIn(folder, line)).filter(isFact)] as const)),
    readLedger(store, plan.campaign), listReceipts(store, plan.campaign), post.refresh(),
  ]);
  return {
    plans, timeline, journals: new Map(journals), phases: phasesIn(whole), whole, ledger, receipts,
    inbox: of.isOurInbox ? post.letters().map(({ messageId }) => messageId) : undefined,
    archived: new Set(manifest?.values()), summary: draftIn(whole),
    archive: manifest === undefined ? null : await digestOfFile(join(folder, MANIFEST)),
    summaryFile: manifest?.has('summary.md') === true ? join(folder, 'summary.md') : undefined,
  };
}

async function journalIn(folder: string, line: string): Promise<Entry[]> {
  const text = await readFile(join(folder, 'journal', `${line}.jsonl`), 'utf8');
  return z.array(entry).parse(text.split('\n').filter((each) => each !== '').map((each): unknown => JSON.parse(each)));
}
