import type { Fact } from '../line/facts.ts';

/** Every fact of a line by name: a new one is missed here by the compiler. */
const NAMES = {
  acknowledged: true, reportSubmitted: true, originalReceived: true, reportWithdrawn: true, reportAccepted: true, reportReturned: true,
  extensionRequested: true, extensionDecided: true, dueMoved: true, delegated: true, exempted: true, suspended: true, resumed: true,
  reminderAsked: true, released: true, settled: true, cancelled: true, refused: true, letterSent: true, letterRefused: true, lettersDeferred: true,
  handedToOffice: true, stepsMissed: true, stepsStruck: true, stepsLapsed: true, amended: true, fileQuarantined: true, quarantineLifted: true, filePurged: true,
} as const satisfies Readonly<Record<Fact['fact'], true>>;

const KNOWN: ReadonlySet<string> = new Set(Object.keys(NAMES));

/** A fact as a line wrote it: journals come from our own workflows, only a newer version's facts are unknown. */
export function isFact(of: { readonly fact: string }): of is Fact {
  return KNOWN.has(of.fact);
}
