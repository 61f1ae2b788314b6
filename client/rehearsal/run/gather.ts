import { join } from 'node:path';
import { readManifest } from '../../../activities/documents/verify.ts';
import { readLedger } from '../../../activities/letters/ledger.ts';
import { listReceipts } from '../../../activities/store/receipts.ts';
import type { Store } from '../../../activities/store/store.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { Timeline } from '../../../campaign/time/timeline.ts';
import type { Campaigns } from '../../campaigns.ts';
import type { Evidence } from '../figures/figures.ts';
import { isFact, phasesIn } from '../figures/facts.ts';
import { limit } from './limit.ts';
import type { Post } from './post.ts';

/** Journals at a time: every one is a query that replays a line. */
const PLACES = 4;

export interface Gathered extends Evidence {
  /** The summary of the archive, as a file for people. */
  readonly summaryFile: string | undefined;
}

/** Reads what the rehearsal left behind, from the workflows, the store, the inbox and the archive. The worker must still run. */
export async function gather(of: {
  readonly campaigns: Campaigns; readonly store: Store; readonly plan: CampaignPlan; readonly timeline: Timeline; readonly post: Post;
  readonly isOurInbox: boolean; readonly archiveFolder: string;
}): Promise<Gathered> {
  const { campaigns, store, plan, timeline, post } = of;
  const inPlace = limit(PLACES);
  const [whole, status, journals, ledger, receipts] = await Promise.all([
    campaigns.journal(plan.campaign), campaigns.status(plan.campaign),
    Promise.all(plan.lines.map(({ line }) => inPlace(async () => [line, (await campaigns.journal(plan.campaign, line)).filter(isFact)] as const))),
    readLedger(store, plan.campaign), listReceipts(store, plan.campaign),
  ]);
  await post.refresh();
  const folder = join(of.archiveFolder, plan.campaign);
  const manifest = await readManifest(folder);
  return {
    plan, timeline, journals: new Map(journals), phases: phasesIn(whole), ledger, receipts,
    inbox: of.isOurInbox ? post.letters().map(({ messageId }) => messageId) : undefined,
    archived: new Set(manifest?.values()), summary: status.summary.draft, archive: status.archive,
    summaryFile: manifest?.has('summary.md') === true ? join(folder, 'summary.md') : undefined,
  };
}
