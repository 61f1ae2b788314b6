import type { Instant } from '../time/instant.ts';

/** How a participant stands to the organiser; decides tone and ladder (DESIGN: relation). */
export type Relation = 'peer' | 'guided' | 'own';

/** 提醒层级. */
export type Level = 'blue' | 'yellow' | 'red';

/** How grave a level is. */
export const GRAVITY: Readonly<Record<Level, number>> = { blue: 1, yellow: 2, red: 3 };

/** The gravest of some levels; null if there is none. */
export function highest(levels: readonly (Level | null)[]): Level | null {
  return levels.reduce((top, level) => (level !== null && (top === null || GRAVITY[level] > GRAVITY[top]) ? level : top), null);
}

/** Who a letter is for. `office` and `head` belong to the organiser. */
export type Role = 'contact' | 'superior' | 'office' | 'head';

/** What an item of a letter says; the letter's own kind is the gravest of them. */
export type ItemKind =
  | 'overdue' | 'remind' | 'assign'            // chasing and assigning, by the ladder
  | 'review'                                    // a reviewer is slow
  | 'returned' | 'extension' | 'changed' | 'accepted' | 'receipt'  // answers to what the unit did
  | 'escalate' | 'unacknowledged' | 'call';     // for superiors, office and head

/** 函件 kinds of a line; the campaign adds its own below. */
export type LetterKind =
  | 'assign' | 'remind' | 'overdue' | 'escalate' | 'digest'
  | 'receipt' | 'accepted' | 'returned' | 'extension' | 'changed'
  | 'outlook' | 'announce' | 'notice' | 'summary';

/** Why the office is asked to call instead of a letter going out. */
export type CallReason = 'mail-refused' | 'not-reached' | 'budget' | 'release';

/** One thing a letter tells about one task. No personal data, no free text: texts are digests of the store. */
export interface LetterItem {
  readonly unit: string;
  readonly task: string;
  readonly round: number;
  readonly slot: string;
  readonly kind: ItemKind;
  readonly due: Instant;
  /** How many receipts of this task were known when the letter was decided; a newer one stops the item. */
  readonly seen: number;
  readonly level?: Level;
  readonly reason?: CallReason;
  /** A reviewer's comment, an extension's reason: digest in the store. */
  readonly text?: string;
  /** The answer to an extension request. */
  readonly granted?: boolean;
  /** The version a receipt or review is about. */
  readonly version?: number;
  /** The unit's delegated contact, for who is to call it: digest of the card in the store, instead of the roster's. */
  readonly contact?: string;
  /** Since when something waits for us: a report for its review, an escalation for its release. */
  readonly since?: Instant;
}

/** A letter as decided: who gets what, when. Address, names and words are added by the activity that writes it. */
export interface Letter {
  /** The unit whose contact or superior it goes to; `organiser` for office and head. */
  readonly unit: string;
  readonly role: Role;
  /** In which role the recipient is addressed: a participant's contact told of its units is a `superior`. */
  readonly as: Role;
  readonly at: Instant;
  readonly kind: LetterKind;
  readonly items: readonly LetterItem[];
  /** A delegated contact: digest of the card in the store, instead of the roster's. */
  readonly contact?: string;
}

/** What became of a letter. Kinds only: an SMTP reply never reaches a history. */
export type LetterResult =
  | 'accepted'    // by the recipient's mail server
  | 'refused'     // 5xx: the address or the letter is not wanted
  | 'deferred'    // 4xx or network: try again, decided anew
  | 'superseded'  // every item was answered in the meantime
  | 'held'        // the campaign's letters are on hold
  | 'stopped';    // the campaign is cancelled

/** The result of one letter of a batch; `items` are the ones that really stood in it. */
export interface LetterOutcome {
  readonly letter: number; // index in the batch
  readonly result: LetterResult;
  readonly items: readonly number[]; // indices in the letter's items
  /** Deferred because it could not be begun in time: no mail server was asked. */
  readonly late?: true;
  /** Items that the organiser struck from tomorrow's list, and why: digest in the store. */
  readonly struck?: readonly { readonly item: number; readonly why: string }[];
  /** Of a digest that had left before, without these: they wait for the next one. */
  readonly later?: readonly number[];
}
