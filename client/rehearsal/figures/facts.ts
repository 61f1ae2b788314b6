import { z } from 'zod';
import { instant } from '../../../activities/store/shapes.ts';
import type { Instant } from '../../../campaign/time/instant.ts';

/** The campaign's phase before the first. */
const BEFORE = 'scheduled';

/** A fact of any journal. */
export const entry = z.looseObject({
  fact: z.string(), at: instant,
  phase: z.string().exactOptional(), draft: z.string().exactOptional(),
});
export type Entry = z.infer<typeof entry>;

/** The phases of a campaign as its own journal has them. */
export function phasesIn(journal: readonly Entry[]): { name: string; at: Instant }[] {
  return journal.flatMap(({ fact, phase, at }) => (fact === 'phaseBegan' && phase !== undefined && phase !== BEFORE ? [{ name: phase, at }] : []));
}

/** The draft of the national summary that was approved, or made. */
export function draftIn(journal: readonly Entry[]): string | null {
  return journal.findLast(({ fact }) => fact === 'summaryApproved' || fact === 'consolidated')?.draft ?? null;
}
