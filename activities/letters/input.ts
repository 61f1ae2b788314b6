import type { CampaignPlan, Roster } from '../../campaign/definition/plan.ts';
import type { Letter, LetterItem } from '../../campaign/line/letter.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import type { OutlookLetter } from './outlook.ts';

/** What a campaign's own letters say beyond items. */
export interface LetterExtra {
  /** announce, notice, summary: the organiser's text, Markdown. */
  readonly document?: string;
  /** 文号. */
  readonly number?: string;
  /** Where the posters are. */
  readonly posters?: string;
  /** outlook: tomorrow's letters. */
  readonly outlook?: readonly OutlookLetter[];
  /** digest: how far the whole campaign is. */
  readonly standing?: { readonly tasks: number; readonly received: number; readonly reviewing?: number; readonly releasing?: number };
}

/** Everything needed to write one letter. */
export interface LetterInput {
  readonly letter: Letter;
  /** The items really to be written; others were answered in the meantime. */
  readonly items: readonly LetterItem[];
  /** The plan of the recipient's line; the campaign's letters have none. */
  readonly plan?: LinePlan | undefined;
  readonly campaign: CampaignPlan;
  readonly roster: Roster;
  /** Comments and reasons of the items, by digest. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Real UTC time of the decision. */
  readonly asOf: string;
  /** Nominal time of the decision. */
  readonly now: Instant;
  readonly rehearsal: boolean;
  /** The recipient's personal link, if there is a portal. */
  readonly link?: string | undefined;
  readonly extra?: LetterExtra;
}
