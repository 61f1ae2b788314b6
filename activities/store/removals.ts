import { z } from 'zod';
import { ENTERERS } from '../../campaign/line/facts.ts';
import { digest } from './digest.ts';
import { instant } from './shapes.ts';
import type { Digest, References } from './store.ts';

const version = z.object({ key: z.string(), version: z.int().min(1) });

/**
 * What one campaign did to a file: 隔离, 解除, 清除. `purging`: bytes and copies are being deleted; a crash leaves it so, and the
 * same command ends it.
 */
const removal = z.object({
  campaign: z.string(), file: digest, state: z.enum(['quarantined', 'lifted', 'purging', 'purged']),
  /** The nominal instant, the role that decided, the reason in the store. */
  at: instant,
  by: z.enum(ENTERERS), why: digest.exactOptional(),
  /** The versions of reports that refer to it. */
  of: z.array(version),
});
export type Removal = z.infer<typeof removal>;

/** Why a content may not be read. */
export type Bar = 'quarantined' | 'purged';

// By digest first: the bytes are stored once, whichever campaigns refer to them, and every reader asks by digest.
const ROOM = 'removals';
const nameOf = (file: Digest, campaign: string): string => `${ROOM}/${file}/${campaign}`;

/** Sets what a campaign did to a file. It bites at once: every read looks here. */
export async function setRemoval(store: References, to: Removal): Promise<void> {
  await store.setReference(nameOf(to.file, to.campaign), JSON.stringify(removal.parse(to)));
}

/** What a campaign did to a file, if anything. */
export async function readRemoval(store: References, campaign: string, file: Digest): Promise<Removal | undefined> {
  return read(store, nameOf(file, campaign));
}

/** Everything that a campaign quarantined or purged and that is not lifted, by instant. */
export async function listRemovals(store: References, campaign: string): Promise<Removal[]> {
  const names = (await store.listReferences(ROOM)).filter((name) => name.endsWith(`/${campaign}`));
  const all = (await Promise.all(names.map((name) => read(store, name)))).filter((each) => each !== undefined);
  return all.filter(({ state }) => state !== 'lifted').sort((a, b) => (`${a.at} ${a.file}` < `${b.at} ${b.file}` ? -1 : 1));
}

/** Why this content may not be read; undefined if it may. */
export async function barOf(store: References, file: Digest): Promise<Bar | undefined> {
  const names = await store.listReferences(`${ROOM}/${file}`);
  return gravest(await Promise.all(names.map((name) => read(store, name))));
}

/** Every content of the store that may not be read. */
export async function listBars(store: References): Promise<Map<Digest, Bar>> {
  const all = await Promise.all((await store.listReferences(ROOM)).map((name) => read(store, name)));
  const bars = new Map<Digest, Bar>();
  for (const [file, own] of Map.groupBy(all.filter((each) => each !== undefined), (each) => each.file)) {
    const bar = gravest(own);
    if (bar !== undefined) bars.set(file, bar);
  }
  return bars;
}

/** Being deleted is as good as deleted: nobody reads it any more. */
function gravest(removals: readonly (Removal | undefined)[]): Bar | undefined {
  const states = new Set(removals.map((each) => each?.state));
  if (states.has('purging') || states.has('purged')) return 'purged';
  return states.has('quarantined') ? 'quarantined' : undefined;
}

async function read(store: References, name: string): Promise<Removal | undefined> {
  const text = await store.getReference(name);
  return text === undefined ? undefined : removal.parse(JSON.parse(text));
}
