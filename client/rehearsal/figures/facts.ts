import type { Fact } from '../../../campaign/line/facts.ts';
import { type Instant, isInstant } from '../../../campaign/time/instant.ts';

const NAMES = [
  'acknowledged', 'reportSubmitted', 'originalReceived', 'reportWithdrawn', 'reportAccepted', 'reportReturned', 'extensionRequested',
  'extensionDecided', 'dueMoved', 'delegated', 'exempted', 'suspended', 'resumed', 'released', 'settled', 'cancelled', 'refused',
  'letterSent', 'letterRefused', 'lettersDeferred', 'handedToOffice', 'stepsMissed', 'stepsLapsed',
] as const satisfies readonly Fact['fact'][];
const BEFORE = 'scheduled';
const KNOWN: ReadonlySet<string> = new Set(NAMES);

/** A fact as the line wrote it: journals come from our own workflows, only a newer version's facts are unknown. */
export function isFact(entry: { readonly fact: string }): entry is Fact {
  return KNOWN.has(entry.fact);
}

/** The phases of a campaign as its own journal has them; before the first it is not begun. */
export function phasesIn(journal: readonly { readonly fact: string; readonly at: string }[]): { name: string; at: Instant }[] {
  return journal.flatMap((entry) => (
    entry.fact === 'phaseBegan' && 'phase' in entry && typeof entry.phase === 'string' && entry.phase !== BEFORE && isInstant(entry.at)
      ? [{ name: entry.phase, at: entry.at }] : []));
}
