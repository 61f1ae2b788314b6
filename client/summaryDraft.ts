import { z } from 'zod';
import { getDocument } from '../activities/store/documents.ts';
import { latestDraft } from '../activities/store/summaryDrafts.ts';
import type { Digest } from '../activities/store/store.ts';
import { chineseDay } from '../campaign/time/chinese.ts';
import { dayOf } from '../campaign/time/instant.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { statusOf } from './statuses.ts';

/** The draft of the national summary as the organiser reads it before approving. */
interface SummaryDraft {
  readonly digest: Digest;
  readonly approved: boolean;
  /** Markdown: what everybody gets. */
  readonly text: string;
  /** Markdown for the organiser only: what is missing, what to verify. */
  readonly annex: string | null;
}

/** The draft that `approveSummary` would approve now. @throws Refused while there is none. */
export async function summaryDraft(room: Room, campaign: string): Promise<SummaryDraft> {
  const { summary } = await statusOf(room, campaign);
  const { close } = Object.fromEntries((await room.plans.latest(campaign)).phases.map(({ name, at }) => [name, at]));
  if (summary.draft === null) throw new Refused(`还没有总结稿：${close === undefined ? '截止' : `${chineseDay(dayOf(close))}截止`}后自动汇总。进展见 npx campaign status ${campaign}`);
  const latest = await latestDraft(room.store, campaign);
  const read = (digest: Digest) => getDocument(room.store, digest, z.string());
  return {
    digest: summary.draft, approved: summary.approved, text: await read(summary.draft),
    annex: latest?.draft === summary.draft ? await read(latest.annex) : null,
  };
}
