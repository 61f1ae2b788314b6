import type { Instant } from '../time/instant.ts';
import type { EnteredBy, Entry } from './facts.ts';

/** What a person asks of a line. Texts, cards and reports are digests: they are in the store before the command is given. */
export type Command =
  | { readonly command: 'acknowledge'; readonly unit: string; readonly entry: Entry }
  | {
    readonly command: 'submitReport'; readonly unit: string; readonly task: string; readonly report: string;
    readonly nil: boolean; readonly flags: readonly string[]; readonly disagreed?: boolean; readonly entry: Entry;
  }
  | { readonly command: 'noteReceived'; readonly unit: string; readonly task: string; readonly number?: string; readonly entry: Entry }
  | { readonly command: 'withdrawReport'; readonly unit: string; readonly task: string; readonly entry: Entry }
  | {
    readonly command: 'reviewReport'; readonly unit: string; readonly task: string; readonly verdict: 'accept' | 'return';
    /** The version reviewed; a newer one must be looked at first. */
    readonly version?: number; readonly text?: string; readonly due?: Instant;
  }
  | {
    readonly command: 'requestExtension'; readonly unit: string; readonly task: string; readonly until: Instant;
    readonly why?: string; readonly entry: Entry;
  }
  | {
    readonly command: 'decideExtension'; readonly unit: string; readonly task: string; readonly grant: boolean;
    readonly until?: Instant; readonly text?: string;
  }
  | { readonly command: 'delegate'; readonly unit: string; readonly contact: string; readonly entry: Entry }
  | { readonly command: 'exempt'; readonly unit: string; readonly task?: string; readonly why?: string }
  | { readonly command: 'suspend'; readonly unit: string; readonly task?: string; readonly why?: string }
  | { readonly command: 'resume'; readonly unit: string; readonly task?: string }
  | { readonly command: 'remind'; readonly unit: string; readonly task: string; readonly by: 'lead' | 'organiser' }
  | { readonly command: 'release'; readonly unit: string; readonly task: string; readonly slot?: string }
  | {
    readonly command: 'quarantineFile'; readonly unit: string; readonly task: string; readonly file: string;
    readonly lift: boolean; readonly why?: string; readonly by: EnteredBy;
  }
  | { readonly command: 'purgeFile'; readonly unit: string; readonly task: string; readonly file: string; readonly why: string; readonly by: EnteredBy }
  | { readonly command: 'settle'; readonly by: 'issueNotice' | 'approveSummary' }
  | { readonly command: 'cancel' };

type CommandName = Command['command'];
export type CommandOf<N extends CommandName> = Extract<Command, { command: N }>;
