import { z } from 'zod';
import { digest } from './digest.ts';
import type { Digest, References } from './store.ts';

/** Looked at before each letter: whatever the workflows do, `held` and `stopped` bite at once. */
export type Marker = 'running' | 'held' | 'stopped';

const marker = z.enum(['running', 'held', 'stopped']);

/** What a campaign keeps the latest of, by digest. */
type Latest = 'plan' | 'roster';

/**
 * Whether letters of the campaign may leave. Without a marker they may not: an empty store (a wrong CAMPAIGN_DATA) has no
 * ledger either, and would send everything again. `start` sets it.
 */
export async function readMarker(store: References, campaign: string): Promise<Marker> {
  const text = await store.getReference(`campaigns/${campaign}/marker`);
  return text === undefined ? 'held' : marker.parse(text);
}

/** Sets the marker and says whether it did: what is stopped stays stopped. */
export async function setMarker(store: References, campaign: string, to: Marker): Promise<boolean> {
  if (to !== 'stopped' && await isStopped(store, campaign)) return false;
  await store.setReference(`campaigns/${campaign}/marker`, to);
  return true;
}

/** Lets the letters of a campaign leave from its first start on; one that is started again stays as it is, held perhaps. */
export async function openMarker(store: References, campaign: string): Promise<void> {
  await store.createReference(`campaigns/${campaign}/marker`, 'running');
}

/** Whether the campaign was cancelled. */
export async function isStopped(store: References, campaign: string): Promise<boolean> {
  return await store.getReference(`campaigns/${campaign}/marker`) === 'stopped';
}

/** Digest of the latest plan or roster; undefined before the start. */
export async function readLatest(store: References, campaign: string, what: Latest): Promise<Digest | undefined> {
  const text = await store.getReference(`campaigns/${campaign}/${what}`);
  return text === undefined ? undefined : digest.parse(text);
}

/** Names the latest plan or roster. Its content is stored before. Every plan there ever was stays known: an audit needs them. */
export async function setLatest(store: References, campaign: string, what: Latest, to: Digest): Promise<void> {
  if (what === 'plan') await store.createReference(`campaigns/${campaign}/plans/${digest.parse(to)}`, '');
  await store.setReference(`campaigns/${campaign}/${what}`, digest.parse(to));
}

/** Digests of all plans the campaign ever had, in no order. */
export async function listPlans(store: References, campaign: string): Promise<Digest[]> {
  const names = await store.listReferences(`campaigns/${campaign}/plans`);
  const latest = await readLatest(store, campaign, 'plan');
  return [...new Set([...names.map((name) => name.slice(name.lastIndexOf('/') + 1)), ...(latest === undefined ? [] : [latest])])];
}

/** Where the digest of a rehearsal's timeline stands. */
export function timelineReference(campaign: string): string {
  return `campaigns/${campaign}/timeline`;
}

/** Where the digest of the definition's files stands. */
export function definitionReference(campaign: string): string {
  return `campaigns/${campaign}/definition`;
}

/** The campaigns that were ever started with this store. */
export async function listCampaigns(store: References): Promise<string[]> {
  const names = await store.listReferences('campaigns');
  return names.filter((name) => /^campaigns\/[^/]+\/marker$/.test(name)).map((name) => name.split('/')[1] ?? '');
}

/** Those of them that were not cancelled. */
export async function standingCampaigns(store: References): Promise<string[]> {
  const marked = await Promise.all((await listCampaigns(store)).map(async (campaign) => ({ campaign, marker: await readMarker(store, campaign) })));
  return marked.flatMap(({ campaign, marker }) => (marker === 'stopped' ? [] : [campaign]));
}
