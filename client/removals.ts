import { DIGEST } from '../activities/store/digest.ts';
import { type Removal, readRemoval, setRemoval } from '../activities/store/removals.ts';
import type { Digest } from '../activities/store/store.ts';
import type { EnteredBy } from '../campaign/line/facts.ts';
import { keyOf } from '../campaign/line/plan.ts';
import { chineseInstant } from '../campaign/time/chinese.ts';
import { type Instant, fromMillis } from '../campaign/time/instant.ts';
import { campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { type Attached, type OnLine, findFile } from './attached.ts';
import { stateOf } from './gone.ts';
import { requireAttached } from './notAttached.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { statusOf } from './statuses.ts';
import { keepText, optionalText } from './texts.ts';
import { updateLine } from './updates.ts';

/** What every command about an attached file says. */
interface OfFile {
  readonly digest: Digest;
  /** The role that decided it. */
  readonly by?: EnteredBy;
}

/** What became of a file. */
export interface Removed {
  readonly digest: Digest;
  readonly state: Removal['state'];
  readonly at: Instant;
  /** It was so already; this time only what was left undone was done. */
  readonly repeated: boolean;
  readonly attached: readonly Attached[];
  /** Lines whose journal tells of it; those that had closed before have the store's record only. */
  readonly noted: readonly string[];
  /** What could not be read: the file may be there too. */
  readonly unread: readonly string[];
}

/** Where else a file lies than in the store, and what left already. Whoever purges says so: an archive that is forgotten keeps the bytes. */
export interface Copies<Letter> {
  remove(purge: Removal & { readonly size: number }): Promise<readonly string[]>;
  letters(of: { readonly file: Digest; readonly names: readonly string[]; readonly keys: readonly string[] }): Promise<readonly Letter[]>;
}

export interface Purged<Letter> extends Removed {
  /** Copies deleted, by path. */
  readonly copies: readonly string[];
  /** Letters that carried or named the file, or were about its report: they cannot be called back. */
  readonly letters: readonly Letter[];
}

/** 隔离, and its end. The mark comes first: reading stops at once, whatever becomes of the rest; it ends only when the journal knows. */
export async function quarantineFile(
  room: Room, campaign: string, { digest: file, lift = false, why, by = 'organiser' }: OfFile & { readonly lift?: boolean; readonly why?: string },
): Promise<Removed> {
  const { found, before } = await look(room, campaign, file);
  if (before?.state === 'purging' || before?.state === 'purged') throw new Refused(`这个附件已于${chineseInstant(before.at)}清除，不能再隔离或解除。`);
  if (lift && before?.state !== 'quarantined') throw new Refused('这个附件没有隔离，无需解除。请核对摘要（review 可列出附件）。');
  const text = await optionalText(room.store, 'why', why, '理由');
  const repeated = !lift && before?.state === 'quarantined';
  const first = repeated ? before : { campaign, file, at: await nowOf(room, campaign), by, ...text, of: versionsOf(found) };
  if (!lift) await setRemoval(room.store, { ...first, state: 'quarantined' });
  const noted = await tell(room, campaign, found.filter(({ quarantined }) => (quarantined !== undefined) === lift), 'quarantineFile', { file, lift, by, ...text });
  if (lift) await setRemoval(room.store, { ...first, state: 'lifted' });
  return { ...answer(file, found), state: lift ? 'lifted' : 'quarantined', at: first.at, repeated, noted };
}

/**
 * 清除: mark, bytes, copies, journal, done, in this order. From the first step on nobody reads the file; after a crash the same command ends
 * what was begun, and one on a purged file looks once more that no copy has come back.
 */
export async function purgeFile<Letter>(
  room: Room, campaign: string, { digest: file, why, by = 'organiser', copies }: OfFile & { readonly why: string; readonly copies: Copies<Letter> },
): Promise<Purged<Letter>> {
  const { found, before } = await look(room, campaign, file);
  const repeated = before?.state === 'purged';
  const begun = repeated || before?.state === 'purging' ? before : {
    campaign, file, at: await nowOf(room, campaign), by, why: await keepText(room.store, why, '清除的理由'), of: versionsOf(found),
  };
  if (!repeated) await setRemoval(room.store, { ...begun, state: 'purging' });
  await room.store.remove(file);
  const attached = found.flatMap((line) => line.attached);
  const deleted = await copies.remove({ ...begun, state: 'purged', size: attached[0]?.size ?? 0 });
  const noted = await tell(room, campaign, found.filter(({ purged }) => purged === undefined), 'purgeFile', { file, by: begun.by, why: begun.why });
  await setRemoval(room.store, { ...begun, state: 'purged' });
  const letters = await copies.letters({
    file, names: [...new Set(attached.map(({ name }) => name))], keys: [...new Set(begun.of.map(({ key }) => key))],
  });
  return { ...answer(file, found), state: 'purged', at: begun.at, repeated, noted, copies: deleted, letters };
}

async function look(room: Room, campaign: string, file: Digest): Promise<{ found: readonly OnLine[]; before: Removal | undefined }> {
  await room.plans.latest(campaign);
  if (!DIGEST.test(file)) throw new Refused(`“${file}”不是附件的摘要（64 位十六进制 sha256）。各附件的摘要可用 review 列出。`);
  const found = await findFile(room, campaign, file);
  await requireAttached(room, campaign, file, found);
  return { found, before: await readRemoval(room.store, campaign, file) };
}

/** Notes it in the journal of every line that has such a file and still runs; a line that has closed takes nothing any more. */
async function tell(
  room: Room, campaign: string, lines: readonly OnLine[], name: 'quarantineFile' | 'purgeFile', args: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const noted: string[] = [];
  for (const { line, attached } of lines) {
    const [first] = attached;
    if (first === undefined || await stateOf(room, lineWorkflowId(campaign, line.line)) !== 'RUNNING') continue;
    const { unit, task } = first;
    await updateLine(room, campaign, line, { name, args: { unit, task, ...args }, given: { unit, task } });
    noted.push(line.line);
  }
  return noted;
}

function answer(digest: Digest, found: readonly OnLine[]): Pick<Removed, 'digest' | 'attached' | 'unread'> {
  return { digest, attached: found.flatMap(({ attached }) => attached), unread: found.flatMap(({ unread }) => unread) };
}

function versionsOf(found: readonly OnLine[]): Removal['of'] {
  const all = found.flatMap(({ attached }) => attached).map((each) => ({ key: keyOf(each), version: each.version }));
  return [...new Map(all.map((each) => [`${each.key} ${String(each.version)}`, each])).values()];
}

/** The campaign's own now, which in a rehearsal is another; the clock when it is over. */
async function nowOf(room: Room, campaign: string): Promise<Instant> {
  const runs = await stateOf(room, campaignWorkflowId(campaign)) === 'RUNNING';
  return runs ? (await statusOf(room, campaign)).asOf : fromMillis(Date.now());
}
