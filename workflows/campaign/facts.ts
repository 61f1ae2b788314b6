import type { ConcernFact } from '../../campaign/line/concerns.ts';
import type { DoneStep } from '../../campaign/line/facts.ts';
import type { LetterResult, Role } from '../../campaign/line/letter.ts';
import type { CaseFact } from '../../campaign/line/selection.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import type { Digest, Mailing } from '../contract.ts';

/** What happened to the campaign as a whole. */
export type CampaignFact = ConcernFact | CaseFact | { readonly at: Instant } & (
  | { readonly fact: 'linesStarted'; readonly lines: number; readonly adopted: number }
  | { readonly fact: 'phaseBegan'; readonly phase: string }
  | { readonly fact: 'digestSent'; readonly role: Role; readonly steps: readonly DoneStep[] }
  | { readonly fact: 'digestRefused'; readonly role: Role; readonly steps: readonly DoneStep[] }
  | { readonly fact: 'outlookSent' }
  | { readonly fact: 'lettersDeferred'; readonly retryAt: Instant; readonly letters: number }
  | { readonly fact: 'noticeIssued' | 'announced'; readonly document: Digest }
  | { readonly fact: 'mailed'; readonly kind: Mailing['kind']; readonly result: LetterResult; readonly to: readonly string[] }
  | { readonly fact: 'linesUnanswered'; readonly lines: readonly string[] }
  | { readonly fact: 'consolidated'; readonly draft: Digest }
  | { readonly fact: 'summaryApproved'; readonly draft: Digest }
  | { readonly fact: 'archived'; readonly archive: Digest }
  | { readonly fact: 'planAmended'; readonly head: Digest; readonly revision: number }
  | { readonly fact: 'linesTold'; readonly revision: number; readonly lines: number }
  | { readonly fact: 'held' | 'unheld' | 'cancelled' }
  | { readonly fact: 'refused'; readonly command: string; readonly why: string }
);
