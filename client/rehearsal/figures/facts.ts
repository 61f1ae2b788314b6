import { z } from 'zod';
import type { Fact } from '../../../campaign/line/facts.ts';
import { type Instant, isInstant } from '../../../campaign/time/instant.ts';

const NAMES = [
  'acknowledged', 'reportSubmitted', 'originalReceived', 'reportWithdrawn', 'reportAccepted', 'reportReturned', 'extensionRequested',
  'extensionDecided', 'dueMoved', 'delegated', 'exempted', 'suspended', 'resumed', 'released', 'settled', 'cancelled', 'refused',
  'letterSent', 'letterRefused', 'lettersDeferred', 'handedToOffice', 'stepsMissed', 'stepsStruck', 'stepsLapsed',
] as const satisfies readonly Fact['fact'][];
const KNOWN: ReadonlySet<string> = new Set(NAMES);
/** The campaign's phase before the first. */
const BEFORE = 'scheduled';

/** A fact of any journal. */
export const entry = z.looseObject({
  fact: z.string(), at: z.custom<Instant>((value) => typeof value === 'string' && isInstant(value)),
  phase: z.string().exactOptional(), draft: z.string().exactOptional(),
});
export type Entry = z.infer<typeof entry>;

/** A fact as a line wrote it: journals come from our own workflows, only a newer version's facts are unknown. */
export function isFact(of: { readonly fact: string }): of is Fact {
  return KNOWN.has(of.fact);
}

/** The phases of a campaign as its own journal has them. */
export function phasesIn(journal: readonly Entry[]): { name: string; at: Instant }[] {
  return journal.flatMap(({ fact, phase, at }) => (fact === 'phaseBegan' && phase !== undefined && phase !== BEFORE ? [{ name: phase, at }] : []));
}

/** The draft of the national summary that was approved, or made. */
export function draftIn(journal: readonly Entry[]): string | null {
  return journal.findLast(({ fact }) => fact === 'summaryApproved' || fact === 'consolidated')?.draft ?? null;
}
