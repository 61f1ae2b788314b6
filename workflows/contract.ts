import type { Figures } from '../campaign/line/outcome.ts';
import type { TaskOutcome } from '../campaign/line/outcome.ts';
import type { LetterItem, LetterKind, Letter, LetterOutcome, Level, Relation, Role } from '../campaign/line/letter.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import type { LineState } from '../campaign/line/state.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { SendingHours } from '../campaign/time/sendingHours.ts';
import type { Timeline } from '../campaign/time/timeline.ts';
import type { WorkingDays } from '../campaign/time/workingDays.ts';

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
  'delegate', 'exempt', 'suspend', 'resume', 'release', 'cancel',
] as const;
export type LineUpdate = (typeof LINE_UPDATES)[number];
export const CAMPAIGN_UPDATES = ['issueNotice', 'approveSummary', 'cancel'] as const;
export type CampaignUpdate = (typeof CAMPAIGN_UPDATES)[number];

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
}

/** Signals. */
export const NEWS_SIGNAL = 'news';          // line -> campaign
export const SETTLE_SIGNAL = 'settle';      // campaign -> organiser's line: issueNotice | approveSummary
export const HOLD_SIGNAL = 'hold';          // facade -> campaign and lines, after the marker was set: boolean
export const CANCEL_SIGNAL = 'cancelLine';  // campaign -> lines

/** Queries: of both workflows `status` and `journal`; of a line also `agenda`. */
export const STATUS_QUERY = 'status';
export const AGENDA_QUERY = 'agenda';
export const JOURNAL_QUERY = 'journal';

/** An item for the office's or the head's digest. */
export interface OfficeItem extends LetterItem {
  readonly to: 'office' | 'head';
  readonly at: Instant;
  readonly until: Instant;
}

/** Letters ahead on the next day with any, for tomorrow's list (明日拟发). */
export interface LettersAhead {
  readonly at: Instant;
  readonly kind: LetterKind;
  readonly as: Role;
  readonly letters: number;
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
  readonly office: readonly OfficeItem[];
  /** When it will hand over items next, if nothing changes. */
  readonly promised: Instant | null;
  readonly ahead: readonly LettersAhead[];
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
  readonly tasks: readonly (TaskOutcome & { readonly title: string; readonly versions: number })[];
  readonly attention: readonly string[];
  readonly next: Instant | null;
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
  readonly figures: Figures;
  readonly lines: readonly {
    readonly line: string; readonly name: string; readonly relation: Relation; readonly figures: Figures;
    readonly overdue: number; readonly level: Level | null; readonly attention: readonly string[]; readonly closed: boolean;
  }[];
  readonly next: Instant | null;
}

export interface JournalPage {
  /** Digest of the chunk of earlier facts in the store, if any. */
  readonly earlier: Digest | null;
  readonly facts: readonly unknown[];
  readonly from: number;
  readonly total: number;
}

/** What a campaign carries on: the plan without the lines' slices (these are in the store). */
export interface CampaignHead {
  readonly rulesVersion: number;
  readonly campaign: string;
  readonly title: string;
  readonly theme: string;
  readonly revision: number;
  readonly calendar: WorkingDays;
  readonly sending: SendingHours;
  readonly phases: readonly { readonly name: string; readonly at: Instant }[];
  readonly lines: readonly {
    readonly line: string; readonly name: string; readonly relation: Relation; readonly plan: Digest;
  }[];
  /** The whole plan, for letters, summary and archive. */
  readonly plan: Digest;
}

export interface CampaignInput {
  readonly campaign: string;
  readonly head: Digest;
  /** A rehearsal's timeline; production runs on the clock. */
  readonly timeline?: Digest;
  /** Continue as new after so many events, if the server does not suggest it earlier. */
  readonly renewAfter?: number;
  readonly carried?: CampaignCarried;
}

/** What the campaign carries over a continue-as-new. */
export interface CampaignCarried {
  readonly started: readonly string[];
  readonly state: CampaignState;
  readonly journal: JournalTail;
  readonly seen: readonly SeenUpdate[];
}

/** Letters of the campaign to every participant, still to leave. */
export interface Mailing {
  readonly kind: 'announce' | 'notice' | 'summary';
  readonly at: Instant;
  readonly document: Digest;
  readonly to: readonly string[];
}

export interface CampaignState {
  readonly version: number;
  readonly phase: string;
  readonly news: Readonly<Record<string, LineNews>>;
  /** Items for office and head that no digest has carried yet. */
  readonly pending: readonly OfficeItem[];
  /** The last days on which a digest, and tomorrow's list, left. */
  readonly digestOn?: string;
  readonly outlookOn?: string;
  readonly mailings: readonly Mailing[];
  readonly retry?: { readonly at: Instant; readonly tries: number };
  readonly notice?: Digest;
  readonly draft?: Digest;
  readonly approved?: boolean;
  /** Commands the organiser's line was told of. */
  readonly settled?: readonly ('issueNotice' | 'approveSummary')[];
  readonly archive?: Digest;
  readonly held?: boolean;
  readonly cancelled?: Instant;
}

export interface LineInput {
  readonly campaign: string;
  readonly line: string;
  readonly plan: Digest;
  readonly timeline?: Digest;
  readonly renewAfter?: number;
  readonly carried?: LineCarried;
}

export interface LineCarried {
  readonly state: LineState;
  readonly journal: JournalTail;
  readonly seen: readonly SeenUpdate[];
  readonly number: number;
  readonly unreported: readonly OfficeItem[];
}

/** Facts that went to the store, chained by digest. */
export interface JournalTail {
  readonly chunk: Digest | null;
  readonly count: number;
}

/** An update seen before, with its outcome: the same id gets the same answer, also after continue-as-new. */
export interface SeenUpdate {
  readonly id: string;
  /** The task it was about, or the command. */
  readonly key: string;
  readonly answer?: Answer;
  readonly refused?: string;
}

/** The record of a closed line, in the store. */
export interface LineRecord {
  readonly campaign: string;
  readonly line: string;
  readonly plan: Digest;
  readonly closedAt: Instant;
  readonly state: LineState;
  /** Last chunk of the journal; each names the one before. */
  readonly journal: Digest | null;
}

/** A chunk of a journal, in the store. */
export interface JournalChunk {
  readonly campaign: string;
  readonly line: string;
  readonly previous: Digest | null;
  readonly from: number;
  readonly facts: readonly unknown[];
}

/** What touches the world, as workflows call it. Implemented in activities/. */
export interface Activities {
  loadLine(input: { plan: Digest; timeline?: Digest }): Promise<{ plan: LinePlan; timeline: Timeline | null }>;
  loadCampaign(input: { head: Digest; timeline?: Digest }): Promise<{ head: CampaignHead; timeline: Timeline | null }>;
  /** A batch never fails for one letter. `plan` is the line's slice, absent for the campaign's own letters. */
  sendLetters(input: SendLetters): Promise<LetterOutcome[]>;
  keepJournal(input: JournalChunk): Promise<Digest>;
  keepRecord(input: LineRecord): Promise<Digest>;
  /** The national summary from the records of all lines; returns the draft. */
  consolidate(input: { campaign: string; head: Digest; records: readonly Digest[]; asOf: Instant }): Promise<{ draft: Digest }>;
  /** Sets the campaign's marker to `stopped`: no letter leaves from now on. */
  stopLetters(input: { campaign: string }): Promise<void>;
  /** Writes the archive folder and its manifest; returns the manifest's digest. */
  writeArchive(input: {
    campaign: string; head: Digest; records: readonly Digest[]; journal: Digest | null; draft: Digest | null;
    approved: boolean; asOf: Instant;
  }): Promise<{ archive: Digest }>;
}

export interface SendLetters {
  readonly campaign: string;
  readonly head?: Digest;
  readonly plan?: Digest;
  readonly letters: readonly Letter[];
  /** Nominal instant of the decision. */
  readonly now: Instant;
  /** Real time of the decision, UTC. */
  readonly asOf: string;
  readonly rehearsal: boolean;
  /** The notice's or summary's text, for the letters that carry it. */
  readonly document?: Digest;
  /** For tomorrow's list. */
  readonly ahead?: readonly { readonly line: string; readonly ahead: readonly LettersAhead[] }[];
}
