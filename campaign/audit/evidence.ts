import type { CampaignPlan } from '../definition/plan.ts';
import type { Fact } from '../line/facts.ts';
import type { ItemKind, LetterKind, Level, Role } from '../line/letter.ts';
import type { LineState } from '../line/state.ts';
import type { Instant } from '../time/instant.ts';
import type { Timeline } from '../time/timeline.ts';

/** One thing that stood in a letter, as the ledger has it. */
export interface LedgerItem {
  readonly unit: string;
  readonly task: string;
  readonly round: number;
  readonly slot: string;
  readonly kind: ItemKind;
  readonly level?: Level | undefined;
}

/** One line of the ledger: a letter got a connection, or the mail server's answer to it. */
export interface LedgerLine {
  readonly messageId: string;
  readonly state: 'sending' | 'accepted' | 'refused' | 'deferred';
  /** The letter's nominal moment, and the real time in milliseconds. */
  readonly at: Instant;
  readonly ms: number;
  readonly unit: string;
  readonly role: Role;
  readonly kind: LetterKind;
  readonly items: readonly LedgerItem[];
  /** Addresses; the first is the recipient's. Never quoted. */
  readonly to?: readonly string[];
}

/** A receipt that was shown, and the real time (ms) before which it was not. */
export interface ShownReceipt {
  readonly unit: string;
  readonly task: string;
  readonly count: number;
  readonly at: number;
}

/** What a campaign left behind, or has so far: everything an audit looks at. */
export interface Evidence {
  /** Every plan the campaign had, the oldest revision first. */
  readonly plans: readonly CampaignPlan[];
  /** Chasing letters to a silent contact in five working days, from the definition. */
  readonly perWeek?: number;
  /** Of a rehearsal; in production time is what it is. */
  readonly timeline: Timeline | null;
  readonly asOf: Instant;
  /** The journals of the lines, in order. */
  readonly journals: ReadonlyMap<string, readonly Fact[]>;
  /** The states that closed lines carried to their end. */
  readonly records: ReadonlyMap<string, LineState>;
  /** The campaign's own journal. */
  readonly campaign: readonly { readonly fact: string; readonly at: Instant; readonly number?: unknown }[];
  /** As written, in the order of time. */
  readonly ledger: readonly LedgerLine[];
  readonly receipts: readonly ShownReceipt[];
  /** Of the files that the journals say were purged, those whose bytes are there; missing if nobody looked. */
  readonly stored?: ReadonlySet<string>;
  /** Message-IDs as they arrived; missing where the inbox is not ours. */
  readonly inbox?: readonly string[];
}
