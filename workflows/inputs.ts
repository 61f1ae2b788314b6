import type { Concern } from '../campaign/line/concerns.ts';
import type { InferredLead } from '../campaign/line/leads.ts';
import type { Relation } from '../campaign/line/letter.ts';
import type { CarriedState } from '../campaign/line/carried.ts';
import type { Selection } from '../campaign/line/selection.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { SendingHours } from '../campaign/time/sendingHours.ts';
import type { WorkingDays } from '../campaign/time/workingDays.ts';
import type { Answer, Digest, LineNews, OfficeItem } from './contract.ts';
import type { Table } from './packing.ts';

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
    /** An amended plan asks nothing of this participant any more; its line runs on to its close. */
    readonly removed?: true;
  }[];
  /** Actions whose lead the notice does not name. */
  readonly inferred?: readonly InferredLead[];
  /** The whole plan, for letters, summary and archive. */
  readonly plan: Digest;
  /** Of an amended plan: the roster and the definition that belong to it. Both carry a nonce. */
  readonly roster?: Digest;
  readonly definition?: Digest;
}

/** Another plan that was accepted and is still to be carried out: of a campaign its head, of a line its slice. */
export interface Amending {
  readonly plan: Digest;
  readonly revision: number;
  /** When the campaign told its lines, in real milliseconds: a line that is reset to its beginning takes its commands up to then by the plan before. */
  readonly told?: number;
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

/** What a run knows, and the facts that it has not yet moved to the store. */
export interface Remembered {
  readonly carried: CampaignCarried;
  readonly facts: readonly unknown[];
}

/** What the campaign carries over a continue-as-new, and over Terminate and start. */
export interface CampaignCarried {
  /** The moment it was at. */
  readonly now?: Instant;
  /** The last instant at which anything was asked of it. */
  readonly asked?: Instant;
  readonly started: readonly string[];
  /** Every line of the plan was started; `started` is empty then. */
  readonly allStarted?: boolean;
  /** News and items stand in the tables below; what older builds carried, see campaign/carry.ts. */
  readonly state: CampaignState;
  readonly news?: Table;
  readonly ahead?: Table;
  readonly pending?: Table;
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
  /** The day of the last digest that is done with, of each role: a second one of a day would be the same letter to the mail server. */
  readonly digestTo?: Readonly<Partial<Record<'office' | 'head', string>>>;
  /** Whose address refused the last digest. */
  readonly refusing?: readonly ('office' | 'head')[];
  readonly outlookOn?: string;
  readonly mailings: readonly Mailing[];
  readonly retry?: { readonly at: Instant; readonly tries: number };
  readonly notice?: Digest;
  readonly draft?: Digest;
  readonly approved?: boolean;
  /** Commands the organiser's line was told of. */
  readonly settled?: readonly ('issueNotice' | 'approveSummary')[];
  readonly archive?: Digest;
  readonly concerns?: readonly Concern[];
  readonly cases?: Selection;
  /** The instant of the last announcement's letters: the next one's is later. */
  readonly announced?: Instant;
  /** What the draft says besides the reports (`tells`), as text: it is drafted anew when that changes. */
  readonly draftSays?: string;
  readonly held?: boolean;
  readonly amending?: Amending;
  readonly cancelled?: Instant;
}

export interface LineInput {
  readonly campaign: string;
  readonly line: string;
  readonly plan: Digest;
  /** The moment at which the campaign started it. */
  readonly since?: Instant;
  readonly timeline?: Digest;
  readonly renewAfter?: number;
  readonly carried?: LineCarried;
}

export interface LineCarried {
  /** The moment it was at. */
  readonly now?: Instant;
  /** The last instant at which anything was asked of it. */
  readonly asked?: Instant;
  readonly state: Omit<CarriedState, 'tasks'> & { readonly tasks: Table };
  readonly journal: JournalTail;
  readonly seen: Table;
  readonly number: number;
  readonly unreported: readonly OfficeItem[];
  readonly amending?: Amending;
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
