import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../../activities/letters/ledger.ts';
import { setLatest } from '../../../activities/store/campaignStore.ts';
import { putDocument } from '../../../activities/store/documents.ts';
import { raiseReceipts } from '../../../activities/store/receipts.ts';
import type { Digest, Store } from '../../../activities/store/store.ts';
import { instant } from '../../../campaign/time/instant.ts';
import type { CampaignHead, JournalChunk, LineRecord } from '../../../workflows/contract.ts';
import { type Campaign, afterClose, goodYear, newCampaign, photo, plan, report, roster } from '../../campaign/summary/fixture.ts';
import { temporaryFolder, temporaryStore } from '../temporary.ts';

export const campaign = plan.campaign;
export const canary = 'canary@departments.test';

/** A campaign whose lines have closed, as the workflows leave it in a store. */
export async function storedCampaign(made: Campaign = goodYear(), given?: Store) {
  const store = given ?? unflushed(await temporaryStore());
  const kept = await keepReports(store, made);
  const planDigest = await putDocument(store, plan);
  const lines = await Promise.all(plan.lines.map(async (line) => ({ line: line.line, name: line.name, relation: line.relation, plan: await putDocument(store, line) })));
  const { rulesVersion, title, theme, revision, calendar, sending, phases } = plan;
  const head = await putDocument(store, { rulesVersion, campaign, title, theme, revision, calendar, sending, phases, lines, plan: planDigest } satisfies CampaignHead);
  await setLatest(store, campaign, 'roster', await putDocument(store, roster, { guessable: true }));
  const records: Record<string, Digest> = {};
  for (const { line, plan: slice } of lines) records[line] = await keepLine(store, kept, line, slice);
  const journal = await putDocument(store, { campaign, line: campaign, previous: null, from: 0, facts: [{ fact: 'phaseBegan', at: afterClose, phase: 'close' }] } satisfies JournalChunk);
  await keepLetters(store);
  return { store, head, records, journal, asOf: afterClose, made: kept };
}

/** Nothing here survives the test, so no disk is waited for. */
function unflushed(store: Store): Store {
  return { ...store, put: (content, options) => store.put(content, { ...options, flush: false }) };
}

/** A campaign in which little happened, where more would only take time. */
export function smallYear(): Campaign {
  const made = newCampaign();
  report(made, 'bj', 'summary', { narrative: '短。', figures: { 活动场次: 5 } });
  report(made, 'samr', 'summary', { narrative: '启动。', files: [photo('启动.jpg')] });
  return made;
}

/** The fixture's stand-ins for digests become real ones. */
async function keepReports(store: Store, made: Campaign): Promise<Campaign> {
  const real = new Map<string, Digest>();
  for (const [digest, report] of made.reports) {
    const files = await Promise.all(report.files.map(async (file) => ({ ...file, digest: await store.put(Buffer.from(`bytes of ${file.name}`)) })));
    real.set(digest, await putDocument(store, { ...report, files }, { guessable: true }));
  }
  const replaced = (text: string): string => text.replaceAll(/[0-9a-f]{64}/g, (digest) => real.get(digest) ?? digest);
  return {
    reports: made.reports,
    lines: new Map([...made.lines].map(([id, { plan: line, state, facts }]) => (
      [id, { plan: line, state: JSON.parse(replaced(JSON.stringify(state))) as typeof state, facts: JSON.parse(replaced(JSON.stringify(facts))) as typeof facts }]))),
  };
}

/** Two chunks a journal, as after a continue-as-new. */
async function keepLine(store: Store, { lines }: Campaign, line: string, slice: Digest): Promise<Digest> {
  const { state, facts } = lines.get(line)!;
  const half = Math.ceil(facts.length / 2);
  const first = await putDocument(store, { campaign, line, previous: null, from: 0, facts: facts.slice(0, half) } satisfies JournalChunk);
  const last = await putDocument(store, { campaign, line, previous: first, from: half, facts: facts.slice(half) } satisfies JournalChunk);
  return putDocument(store, { campaign, line, plan: slice, closedAt: instant('2024-11-01T09:00:00+08:00'), state, journal: last } satisfies LineRecord);
}

export async function keepLetters(store: Store, numbers: readonly number[] = [1, 2]): Promise<void> {
  const ledger = await openLedger(store, campaign);
  for (const number of numbers) {
    const letter = {
      messageId: `<${String(number).repeat(32)}@samr.test>`, at: instant('2024-10-12T09:00:00+08:00'), ms: 1_728_694_800_000 + number,
      unit: 'mwr', role: 'contact' as const, kind: 'remind' as const, items: [], attempt: 1, to: [canary],
    };
    await ledger.add({ ...letter, state: 'sending' });
    await ledger.add({ ...letter, state: 'accepted', reply: `250 ok ${canary}`, eml: await store.put(Buffer.from(`To: ${canary}\r\n\r\n${String(number)}`)) });
  }
  await ledger.close();
  await raiseReceipts(store, { campaign, unit: 'mwr', task: 'action-report.5.5' }, 1);
}

export type Stored = Awaited<ReturnType<typeof storedCampaign>>;

/** What the activity is called with. */
export function inputOf({ head, records, journal, asOf }: Stored, draft: Digest | null = null) {
  return { campaign, head, records: Object.values(records), journal, draft, approved: draft !== null, asOf };
}

/** A stored campaign and an empty room for its archive. */
export async function withRoom(made: Campaign = smallYear()) {
  const stored = await storedCampaign(made);
  return { stored, deps: { store: stored.store, archiveFolder: join(await temporaryFolder(), 'archive') } };
}

/** Every file below a folder with its text. */
export async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(await Promise.all(files.map(async (file): Promise<[string, string]> => [file.slice(folder.length + 1), await readFile(file, 'utf8')])));
}
