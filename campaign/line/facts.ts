import type { Day, Instant } from '../time/instant.ts';
import type { CallReason, ItemKind, Level } from './letter.ts';

/** How something reached us. */
export const CHANNELS = ['portal', 'mail', '公文交换', 'fax', 'telephone', '政务微信'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who entered a command: a role, never a person; `public` is anybody, on the open page for concerns. */
export const ENTERERS = ['contact', 'lead', 'organiser', 'reviewer', 'administrator', 'public'] as const;
export type EnteredBy = (typeof ENTERERS)[number];

/** Every command carries these, so that what came on paper is recorded on behalf in one step (代录). */
export interface Entry {
  readonly channel: Channel;
  /** When it reached us; decides late and nothing else. Never in the future. */
  readonly receivedAt: Instant;
  readonly enteredBy: EnteredBy;
}

/** Why a due time moved. */
type MovedBy = 'extension' | 'return' | 'resume' | 'amend';

/** One step that was carried out, as it left. */
export interface DoneStep {
  readonly key: string;
  readonly round: number;
  readonly slot: string;
  readonly kind: ItemKind;
  readonly level?: Level;
}

/** What happened. `at` is the nominal instant of the decision; digests point into the store. */
export type Fact = { readonly at: Instant } & (
  | { readonly fact: 'acknowledged'; readonly unit: string; readonly entry: Entry }
  | {
    readonly fact: 'reportSubmitted'; readonly key: string; readonly version: number; readonly report: string;
    readonly nil: boolean; readonly late: boolean; readonly settles: boolean; readonly disagreed: boolean;
    readonly flags: readonly string[]; readonly entry: Entry;
  }
  | { readonly fact: 'originalReceived'; readonly key: string; readonly number?: string; readonly entry: Entry }
  | { readonly fact: 'reportWithdrawn'; readonly key: string; readonly version: number; readonly entry: Entry }
  | { readonly fact: 'reportAccepted'; readonly key: string; readonly version: number; readonly text?: string }
  | { readonly fact: 'reportReturned'; readonly key: string; readonly version: number; readonly text: string }
  | {
    readonly fact: 'extensionRequested'; readonly key: string; readonly until: Instant; readonly why?: string;
    readonly entry: Entry;
  }
  | { readonly fact: 'extensionDecided'; readonly key: string; readonly granted: boolean; readonly text?: string }
  | {
    readonly fact: 'dueMoved'; readonly key: string; readonly due: Instant; readonly round: number;
    readonly by: MovedBy; readonly remindersOnly: boolean;
    /** The unit has not been asked yet: it need not hear of a change. */
    readonly silent?: true;
  }
  | { readonly fact: 'delegated'; readonly unit: string; readonly contact: string; readonly entry: Entry }
  | { readonly fact: 'exempted'; readonly key: string; readonly why?: string; readonly by?: 'amend' }
  | { readonly fact: 'suspended'; readonly key: string; readonly why?: string }
  | { readonly fact: 'resumed'; readonly key: string }
  /** 提醒: a person asked for a letter beside those of the ladder. */
  | { readonly fact: 'reminderAsked'; readonly key: string; readonly by: 'lead' | 'organiser' }
  | { readonly fact: 'released'; readonly key: string; readonly slot: string }
  | { readonly fact: 'fileQuarantined' | 'quarantineLifted'; readonly key: string; readonly file: string; readonly why?: string; readonly by: EnteredBy }
  | { readonly fact: 'filePurged'; readonly key: string; readonly file: string; readonly why: string; readonly by: EnteredBy }
  | { readonly fact: 'settled'; readonly key: string }
  /** The line goes on with another plan; `added` are tasks that it did not ask for before. */
  | {
    readonly fact: 'amended'; readonly revision: number; readonly plan: string;
    readonly added: readonly { readonly key: string; readonly due: Instant }[];
  }
  | { readonly fact: 'cancelled' }
  | { readonly fact: 'refused'; readonly command: string; readonly key?: string; readonly why: string }
  | {
    readonly fact: 'letterSent'; readonly unit: string; readonly role: 'contact' | 'superior'; readonly on: Day;
    /** The letter's own `at`: it is part of the Message-ID, and the next letter's is later. */
    readonly letter?: Instant;
    readonly steps: readonly DoneStep[];
  }
  | {
    readonly fact: 'letterRefused'; readonly unit: string; readonly role: 'contact' | 'superior';
    readonly callAt: Instant;
    /** The card it was written to, null for the roster's; older builds did not note it. */
    readonly contact?: string | null;
    /** The letter's own `at`: it is part of the Message-ID, and the next letter's is later. */
    readonly letter?: Instant;
    readonly steps: readonly DoneStep[];
  }
  | {
    readonly fact: 'lettersDeferred'; readonly retryAt: Instant; readonly letters: number;
    /** Whose letters; older builds put off the whole line. */
    readonly to?: readonly { readonly unit: string; readonly role: 'contact' | 'superior' }[];
    /** Their batch came too late to begin: no mail server was asked, and the next try is no later for it. */
    readonly late?: true;
  }
  | { readonly fact: 'handedToOffice'; readonly steps: readonly (DoneStep & { readonly reason?: CallReason })[] }
  | { readonly fact: 'stepsMissed'; readonly steps: readonly { readonly key: string; readonly round: number; readonly slot: string }[] }
  | {
    readonly fact: 'stepsStruck'; readonly steps: readonly { readonly key: string; readonly round: number; readonly slot: string }[];
    /** The organiser's reason for striking the letter from tomorrow's list. */
    readonly why: string;
  }
  | { readonly fact: 'stepsLapsed'; readonly steps: readonly { readonly key: string; readonly round: number; readonly slot: string }[] }
);

export type FactName = Fact['fact'];
export type FactOf<N extends FactName> = Extract<Fact, { fact: N }>;
