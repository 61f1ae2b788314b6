import { createHash } from 'node:crypto';
import { z } from 'zod';
import { itemId } from '../../campaign/line/stepId.ts';
import { digest } from './digest.ts';
import type { Digest, References } from './store.ts';

/** One thing a letter would have told, struck from tomorrow's list. */
interface StruckStep {
  readonly unit: string;
  readonly task: string;
  readonly round: number;
  readonly slot: string;
}

/** A letter struck from tomorrow's list (撤下), or put back. */
export interface Strike {
  readonly letter: string;
  readonly steps: readonly StruckStep[];
  /** The reason, in the store. */
  readonly why: Digest;
  readonly lifted: boolean;
}

const strike = z.object({
  letter: z.string(), why: digest, lifted: z.boolean(),
  steps: z.array(z.object({ unit: z.string(), task: z.string(), round: z.number(), slot: z.string() })),
}) satisfies z.ZodType<Strike>;

const LIFTED = 'lifted';
const folderOf = (campaign: string): string => `campaigns/${campaign}/struck`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
// A reference for each step, looked at before each letter: what else came to stand in the letter since then still leaves.
const stepName = (campaign: string, step: StruckStep): string => `${folderOf(campaign)}/steps/${hash(itemId(step))}`;
const letterName = (campaign: string, letter: string): string => `${folderOf(campaign)}/letters/${hash(letter)}`;

/** Strikes a letter, or puts it back: from now on none of its steps leaves, or all do. */
export async function writeStrike(store: References, campaign: string, to: Strike): Promise<void> {
  await Promise.all(to.steps.map((step) => store.setReference(stepName(campaign, step), to.lifted ? LIFTED : to.why)));
  await store.setReference(letterName(campaign, to.letter), JSON.stringify(to));
}

/** What was done to a letter last; undefined if it was never struck. */
export async function readStrike(store: References, campaign: string, letter: string): Promise<Strike | undefined> {
  const text = await store.getReference(letterName(campaign, letter));
  return text === undefined ? undefined : strike.parse(JSON.parse(text));
}

/** Why a step does not leave: the digest of the reason; undefined if nothing speaks against it. */
export async function whyStruck(store: References, campaign: string, step: StruckStep): Promise<Digest | undefined> {
  const text = await store.getReference(stepName(campaign, step));
  return text === undefined || text === LIFTED ? undefined : digest.parse(text);
}
