import { annexMarkdown, type Gap } from '../../campaign/summary/annex.ts';
import { consolidate } from '../../campaign/summary/consolidation.ts';
import { type Instant, later } from '../../campaign/time/instant.ts';
import type { Activities } from '../../workflows/contract.ts';
import { z } from 'zod';
import { readLatest } from '../store/campaignStore.ts';
import { listRemovals } from '../store/removals.ts';
import type { Digest, Store } from '../store/store.ts';
import { readJournal } from './journal.ts';
import { letterEntries, lines } from './letterEntries.ts';
import { type CampaignMaterial, type FoundRecord, readMaterial } from './material.ts';
import { readOr } from './reading.ts';
import { reportEntries } from './reportEntries.ts';
import { type Submission, referredIn, submissionsIn } from './shapes.ts';
import type { Entry } from './writing.ts';

export type ArchiveInput = Parameters<Activities['writeArchive']>[0];

/**
 * Everything an archive holds but its README, one file after the other, so that only one is in memory. The same campaign gives the
 * same files whenever it is asked: `asOf` of the run stays out of them. What cannot be read is added to `gaps`, every journal's facts
 * to `facts`.
 */
export async function* archiveEntries(store: Store, input: ArchiveInput, gaps: Gap[], facts: (found: readonly unknown[]) => void): AsyncGenerator<Entry> {
  const found = await readMaterial(store, { ...input, asOf: input.asOf });
  gaps.push(...found.gaps);
  yield* definitionEntries(store, input, found);
  const referred = { texts: new Set<Digest>(), cards: new Set<Digest>() };
  const note = (own: readonly unknown[]): void => {
    facts(own);
    const { texts, cards } = referredIn(own);
    for (const each of texts) referred.texts.add(each);
    for (const each of cards) referred.cards.add(each);
  };
  for (const { digest, record } of found.records) {
    yield { path: `records/${record.line}.json`, content: { stored: digest }, what: `报送线 ${record.line} 的结果` };
    const own = await readJournal(store, record.journal, `报送线 ${record.line} `, gaps);
    note(own);
    yield { path: `journal/${record.line}.jsonl`, content: { text: lines(own) }, what: `报送线 ${record.line} 的流水` };
    for (const version of versionsOf(own, { digest, record })) yield* reportEntries(store, record.line, version, gaps);
  }
  const campaign = await readJournal(store, input.journal, '活动', gaps);
  note(campaign);
  // No line is called so: ids have no underscore.
  yield { path: 'journal/_campaign.jsonl', content: { text: lines(campaign) }, what: '活动的流水' };
  // Decided after a line had closed, a reason stands in no journal.
  for (const { why } of await listRemovals(store, input.campaign)) if (why !== undefined) referred.texts.add(why);
  for (const each of referred.texts) yield { path: `texts/${each}.json`, content: { stored: each }, what: '流水中引用的文字' };
  for (const each of referred.cards) yield { path: `personal/cards/${each}.json`, content: { stored: each }, what: '转办联络员' };
  yield* letterEntries(store, input.campaign, gaps);
  yield* summaryEntries(store, input, found, gaps);
}

async function* definitionEntries(store: Store, { head, campaign }: ArchiveInput, found: CampaignMaterial): AsyncGenerator<Entry> {
  yield { path: 'definition/head.json', content: { stored: head }, what: '活动方案' };
  yield { path: 'definition/plan.json', content: { stored: found.head.plan }, what: '活动方案' };
  for (const { record } of found.records) yield { path: `definition/lines/${record.line}.json`, content: { stored: record.plan }, what: `报送线 ${record.line} 的方案` };
  const roster = await readLatest(store, campaign, 'roster');
  if (roster !== undefined) yield { path: 'personal/roster.json', content: { stored: roster }, what: '通讯录' };
}

/** The versions a journal tells of; if part of it is lost, at least the latest ones, which the record knows too. */
function versionsOf(facts: readonly unknown[], { record }: FoundRecord): Submission[] {
  const told = submissionsIn(facts);
  const latest = Object.entries(record.state.tasks).flatMap(([key, { report, versions }]) => (report === undefined ? [] : [{ key, version: versions, report }]));
  return [...told, ...latest.filter(({ key, version }) => !told.some((each) => each.key === key && each.version === version))];
}

async function* summaryEntries(store: Store, { draft }: ArchiveInput, { material, records, gaps }: CampaignMaterial, noted: Gap[]): AsyncGenerator<Entry> {
  const text = draft === null ? undefined : await readOr(store, draft, z.string(), '全国总结', noted);
  if (text !== undefined) yield { path: 'summary.md', content: { text }, what: '全国总结' };
  const asOf = records.map(({ record }) => record.closedAt).reduce<Instant | undefined>((a, b) => (a === undefined ? b : later(a, b)), undefined);
  const all = consolidate({ ...material, asOf: asOf ?? material.asOf });
  yield { path: 'annex.md', content: { text: annexMarkdown(all, gaps) }, what: '内部附件' };
  yield { path: 'figures.json', content: { text: `${JSON.stringify(all, undefined, 2)}\n` }, what: '汇总数据' };
}
