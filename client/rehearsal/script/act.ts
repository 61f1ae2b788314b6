import type { Channel, EnteredBy } from '../../../campaign/line/facts.ts';
import type { Instant } from '../../../campaign/time/instant.ts';

/** What a version of a report is like. */
export type Quality = 'full' | 'thin' | 'corrected' | 'nil' | 'disagreed';

/** What an actor asks for, by the name the facade has for it. Texts are made when it is done: they do not decide anything. */
export type Deed =
  | { readonly do: 'acknowledge'; readonly unit: string }
  | { readonly do: 'delegate'; readonly unit: string }
  | { readonly do: 'issueNotice' }
  | { readonly do: 'approveSummary' }
  /** Of a bad month: the plan's revision that comes, something complained of, and a unit's tasks all at once. */
  | { readonly do: 'amend'; readonly revision: number }
  | { readonly do: 'recordConcern'; readonly about?: string }
  | { readonly do: 'answerConcern'; readonly number: number }
  | { readonly do: 'suspendAll' | 'resumeAll'; readonly unit: string }
  | ({ readonly unit: string; readonly task: string } & (
    | { readonly do: 'report'; readonly quality: Quality; readonly channel: Channel; readonly enteredBy: EnteredBy; readonly photo?: true }
    | { readonly do: 'received'; readonly channel: Channel }
    | { readonly do: 'withdraw' }
    | { readonly do: 'review'; readonly accept: true }
    | { readonly do: 'review'; readonly accept: false; readonly due: Instant }
    | { readonly do: 'requestExtension'; readonly until: Instant }
    | { readonly do: 'decideExtension'; readonly grant: boolean }
    | { readonly do: 'exempt' }
    | { readonly do: 'quarantineFile' }
    | { readonly do: 'purgeFile' }
    | { readonly do: 'suspend' }
    | { readonly do: 'resume' }
    | { readonly do: 'release'; readonly slot: string }
  ));

/** One thing that one actor does at one nominal instant. */
export interface Act {
  readonly at: Instant;
  readonly line: string;
  readonly deed: Deed;
  /** When it reached us, if not at that instant: what came on paper is keyed in later. */
  readonly receivedAt?: Instant;
}

/** Whether the organiser decides about the campaign as a whole. */
export function isDecision({ deed }: Act): boolean {
  return deed.do === 'issueNotice' || deed.do === 'approveSummary';
}

/** The whole rehearsal, in order of time, with who was chosen to run a whole ladder. */
export interface Script {
  readonly seed: number;
  readonly acts: readonly Act[];
  readonly runners: readonly Runner[];
  /** Subordinate units that never answer anything. */
  readonly silent: readonly string[];
}

/** A line whose participant answers only after its whole ladder, or never; of the organiser, one task. */
export interface Runner {
  readonly line: string;
  readonly relation: 'peer' | 'guided' | 'own' | 'organiser';
  readonly tasks: readonly string[];
}
