import type { Letter, LetterOutcome } from '../campaign/line/letter.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import type { LineState } from '../campaign/line/state.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { Timeline } from '../campaign/time/timeline.ts';
import type { Digest, LettersAhead, LineNews } from './contract.ts';
import type { CampaignHead } from './inputs.ts';

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

/** What the summary says and no line knows. */
export interface CampaignTells {
  /** 反映问题: how many, no word of them. */
  readonly concerns?: { readonly received: number; readonly answered: number };
  /** Ids of the cases that were adopted. */
  readonly adopted?: readonly string[];
}

/** What touches the world, as workflows call it. Implemented in activities/. */
export interface Activities {
  loadLine(input: { plan: Digest; timeline?: Digest }): Promise<{ plan: LinePlan; timeline: Timeline | null }>;
  loadCampaign(input: { head: Digest; timeline?: Digest }): Promise<{ head: CampaignHead; timeline: Timeline | null }>;
  /** Makes this plan the campaign's latest, with its roster; null if the store has no such plan of it. */
  adoptPlan(input: { campaign: string; head: Digest; revision: number }): Promise<CampaignHead | null>;
  /** A batch never fails for one letter. `plan` is the line's slice, absent for the campaign's own letters. */
  sendLetters(input: SendLetters): Promise<LetterOutcome[]>;
  keepJournal(input: JournalChunk): Promise<Digest>;
  /** `news`: the line's last words, for a campaign that is started again after the line has closed. */
  keepRecord(input: LineRecord, news?: Omit<LineNews, 'record'>): Promise<Digest>;
  /** The last words of those of these lines that have closed. */
  lastWords(input: { campaign: string; lines: readonly string[] }): Promise<LineNews[]>;
  /** The national summary from the records of all lines; returns the draft. */
  consolidate(input: { campaign: string; head: Digest; records: readonly Digest[]; asOf: Instant } & CampaignTells): Promise<{ draft: Digest }>;
  /** Sets the campaign's marker to `stopped`: no letter leaves from now on. */
  stopLetters(input: { campaign: string }): Promise<void>;
  /** Writes the archive folder and its manifest; returns the manifest's digest. */
  writeArchive(input: {
    campaign: string; head: Digest; records: readonly Digest[]; journal: Digest | null; draft: Digest | null;
    approved: boolean; asOf: Instant;
  } & CampaignTells): Promise<{ archive: Digest }>;
}

export interface SendLetters {
  readonly campaign: string;
  readonly head?: Digest;
  readonly plan?: Digest;
  readonly letters: readonly Letter[];
  /** The participant's delegated contact: letters in its name give that one's telephone. */
  readonly sender?: Digest;
  /** Nominal instant of the decision. */
  readonly now: Instant;
  /** Real time of the decision, UTC. */
  readonly asOf: string;
  /** Real time in milliseconds: what has not begun by then is deferred, to be decided anew. Receipts leave whenever they can. */
  readonly begunBy?: number;
  readonly rehearsal: boolean;
  /** The notice's or summary's text, for the letters that carry it. */
  readonly document?: Digest;
  /** For the digest: how far the whole campaign is. */
  readonly standing?: { readonly tasks: number; readonly received: number; readonly reviewing?: number; readonly releasing?: number };
  /** For tomorrow's list. */
  readonly ahead?: readonly { readonly line: string; readonly revision?: number; readonly ahead: readonly LettersAhead[] }[];
}
