import type { LettersAhead } from '../campaign/line/ahead.ts';
import type { UnitCall } from '../campaign/line/calls.ts';
import type { Concern } from '../campaign/line/concerns.ts';
import type { DailyAhead } from '../campaign/line/dailyAhead.ts';
import type { LetterItem, Level, Relation } from '../campaign/line/letter.ts';
import type { Figures } from '../campaign/line/outcome.ts';
import type { Selection } from '../campaign/line/selection.ts';
import type { TaskStanding } from '../campaign/line/standing.ts';
import type { Waiting } from '../campaign/line/waiting.ts';
import type { UnitWord } from '../campaign/line/words.ts';
import type { Instant } from '../campaign/time/instant.ts';

export type { LettersAhead } from '../campaign/line/ahead.ts';
export type * from './activityTypes.ts';
export type * from './inputs.ts';

/** sha256 of something in the store, in hex. */
export type Digest = string;

/** The queue of a real campaign; a rehearsal has one of its own, for its worker has its own store and inbox. */
export const TASK_QUEUE = 'quality-month';

/** Workflow types, as `workflows/index.ts` exports them. */
export const CAMPAIGN_WORKFLOW = 'campaign';
export const LINE_WORKFLOW = 'reportingLine';

/** `quality-month-2024` */
export function campaignWorkflowId(campaign: string): string {
  return campaign;
}

/** `quality-month-2024.mot`; the organiser's own is `quality-month-2024.organiser`. */
export function lineWorkflowId(campaign: string, line: string): string {
  return `${campaign}.${line}`;
}

/** The updates of a line, and of the campaign: one for each command. */
export const LINE_UPDATES = [
  'acknowledge', 'submitReport', 'noteReceived', 'withdrawReport', 'reviewReport', 'requestExtension', 'decideExtension',
  'delegate', 'exempt', 'suspend', 'resume', 'release', 'remind', 'quarantineFile', 'purgeFile', 'cancel',
] as const;
export type LineUpdate = (typeof LINE_UPDATES)[number];
export const CAMPAIGN_UPDATES = ['issueNotice', 'approveSummary', 'cancel'] as const;
export type CampaignUpdate = (typeof CAMPAIGN_UPDATES)[number];
/** Those of the campaign by which the organiser steers: they come to one fact each. */
export const STEERING_UPDATES = ['recordConcern', 'selectCase', 'announce'] as const;
export type SteeringUpdate = (typeof STEERING_UPDATES)[number];

/** A refused command fails with an ApplicationFailure of this type; its message is the sentence for the person. */
export const REFUSED = 'Refused';
/** What is not of the right shape is rejected before it reaches the history. */
export const MALFORMED = 'Malformed';

/** What a command came to. */
export interface Answer {
  readonly at: Instant;
  readonly facts: readonly string[];
  readonly key?: string;
  readonly version?: number;
  readonly late?: boolean;
  /** Receipts of this task so far: the number of its marker in the store. */
  readonly receipts?: number;
  readonly due?: Instant;
  readonly settled?: boolean;
  /** When a letter that was asked for leaves. */
  readonly leaves?: Instant;
  /** Of a concern. */
  readonly number?: number;
}

/** Signals. */
export const NEWS_SIGNAL = 'news';          // line -> campaign
export const SETTLE_SIGNAL = 'settle';      // campaign -> organiser's line: issueNotice | approveSummary
export const HOLD_SIGNAL = 'hold';          // facade -> campaign and lines, after the marker was set: boolean
export const TELL_SIGNAL = 'tell';          // campaign -> adopted lines: it knows nothing of them
export const CANCEL_SIGNAL = 'cancelLine';  // campaign -> lines
export const AMEND_SIGNAL = 'amend';        // campaign -> lines: their new plan and its revision

/** The campaign's update that gives it another plan: `{ head, revision }`, everything stored before. */
export const AMEND_UPDATE = 'amendPlan';

/** Queries: of both workflows `status` and `journal`; of a line also `agenda`, of the campaign `outlook`. */
export const STATUS_QUERY = 'status';
export const AGENDA_QUERY = 'agenda';
export const JOURNAL_QUERY = 'journal';
/** Of a line: what one unit's own pages need, in one answer; its argument is the unit's id. */
export const UNIT_QUERY = 'unit';
/** Of the campaign, for a run that goes on where this one was ended by hand: `Remembered`. */
export const REMEMBERED_QUERY = 'remembered';
/** Of the campaign: the letters of today and the next working day, as its lines told. */
export const OUTLOOK_QUERY = 'outlook';
/** Of the campaign: which lines have told something new since; its argument is `{ since: Since }`, or nothing. */
export const CHANGED_QUERY = 'changed';

/** Where somebody who watches had come to: a run of the campaign, and how much that had heard and done. */
export interface Since {
  readonly run: string;
  readonly number: number;
}

/** What changed since then; of another run, everything. */
export interface Changed extends Since {
  readonly lines: readonly string[];
  /** Its own status changed. */
  readonly campaign: boolean;
}

/** An item for the office's or the head's digest. */
export interface OfficeItem extends LetterItem {
  readonly to: 'office' | 'head';
  readonly at: Instant;
  readonly until: Instant;
}

/** What a line tells the campaign: its state by number, latest wins; items for the office once each. */
export interface LineNews {
  readonly line: string;
  readonly number: number;
  readonly asOf: Instant;
  readonly revision: number;
  readonly figures: Figures;
  readonly overdue: number;
  readonly level: Level | null;
  readonly attention: readonly string[];
  /** Countersignatures that are open or disagreed. */
  readonly uncountersigned: number;
  /** Units among them that said no; units whose accepted proposal confirms what they lead. Left out while there is none. */
  readonly disagreed?: readonly string[];
  readonly confirmed?: readonly string[];
  readonly office: readonly OfficeItem[];
  /** When it will hand over items next, if nothing changes. */
  readonly promised: Instant | null;
  readonly ahead: readonly LettersAhead[];
  /** Of its journal: whatever happens to a line, the campaign hears of it. Older builds tell only what changes the rest. */
  readonly facts?: number;
  /** Stored when the line has closed. */
  readonly record?: Digest;
}

export interface LineStatus {
  readonly campaign: string;
  readonly line: string;
  readonly name: string;
  readonly asOf: Instant;
  readonly revision: number;
  readonly closed: boolean;
  readonly figures: Figures;
  readonly tasks: readonly TaskStanding[];
  readonly attention: readonly string[];
  readonly next: Instant | null;
  /** What waits for a person of ours, and whom the office has to call. */
  readonly waiting?: readonly Waiting[];
  readonly calls?: readonly UnitCall[];
  /** Letters and items ahead of each day. */
  readonly ahead?: readonly DailyAhead[];
  readonly units?: readonly UnitWord[];
  /** How long the journal is. */
  readonly facts?: number;
}

export interface CampaignStatus {
  readonly campaign: string;
  readonly title: string;
  readonly phase: string;
  readonly asOf: Instant;
  readonly revision: number;
  readonly held: boolean;
  readonly notice: Digest | null;
  readonly summary: { readonly draft: Digest | null; readonly approved: boolean };
  readonly archive: Digest | null;
  readonly concerns: readonly Concern[];
  readonly cases: Selection;
  readonly figures: Figures;
  readonly lines: readonly {
    readonly line: string; readonly name: string; readonly relation: Relation; readonly figures: Figures;
    readonly overdue: number; readonly level: Level | null; readonly attention: readonly string[]; readonly closed: boolean;
  }[];
  readonly next: Instant | null;
  /** How many of the lines that are not closed follow the present plan. */
  readonly following?: { readonly lines: number; readonly of: number };
  /** Lines that run, or ran, and have told the campaign so. */
  readonly running?: number;
}

/** One unit of a line, for its own pages. */
export interface UnitStatus {
  readonly asOf: Instant;
  readonly closed: boolean;
  readonly tasks: readonly Pick<TaskStanding, 'task' | 'due' | 'state' | 'level'>[];
  /** Digest of the chunk of earlier facts of the whole line, if any. */
  readonly earlier: Digest | null;
  /** Of this run, about this unit. */
  readonly facts: readonly unknown[];
}

export interface JournalPage {
  /** Digest of the chunk of earlier facts in the store, if any. */
  readonly earlier: Digest | null;
  readonly facts: readonly unknown[];
  readonly from: number;
  readonly total: number;
}
