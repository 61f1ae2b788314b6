import { isFact } from '../campaign/audit/facts.ts';
import type { CampaignPlan, Roster } from '../campaign/definition/plan.ts';
import { agenda } from '../campaign/line/agenda.ts';
import { apply } from '../campaign/line/apply.ts';
import type { Letter } from '../campaign/line/letter.ts';
import { letterId, unitOfLetterId } from '../campaign/line/letterId.ts';
import { lettersOf } from '../campaign/line/letters.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { isDigest } from '../campaign/line/recipients.ts';
import { openLine } from '../campaign/line/state.ts';
import { journalOf } from './journals.ts';
import { lineOf } from './plans.ts';
import type { Room } from './room.ts';
import { lineStatusOf, statusOf } from './statuses.ts';

/** A letter that is still to leave, with everything it is written from. */
export interface WholeLetter {
  readonly letter: Letter;
  readonly plan: LinePlan;
  readonly campaign: CampaignPlan;
  readonly roster: Roster;
  /** The card in whose name a participant's units are asked, if it was delegated. */
  readonly sender?: string;
}

/**
 * The letter of this id as its line would write it now: its journal, replayed by the line's own rules, says what would stand in it.
 * Undefined if there is none.
 */
export async function wholeLetter(room: Room, campaign: string, { letter: id }: { readonly letter: string }): Promise<WholeLetter | undefined> {
  const whole = await room.plans.latest(campaign);
  const unit = unitOfLetterId(id);
  if (unit === undefined || !whole.lines.some(({ units }) => units.some((own) => own.id === unit))) return undefined;
  const plan = lineOf(whole, unit);
  const { asOf } = await lineStatusOf(room, whole, plan, (await statusOf(room, campaign)).asOf);
  const state = (await journalOf(room, campaign, unit)).filter(isFact).reduce((before, fact) => apply(before, fact), openLine(plan));
  const own = agenda(plan, state, asOf).filter(({ to, at, kind }) => (
    kind !== 'receipt' && !isDigest(to) && letterId({ unit: to.unit, role: to.role, at }, whole.sending.at) === id));
  const [letter] = lettersOf(own, state);
  const sender = state.units[plan.line]?.contact;
  return letter && { letter, plan, campaign: whole, roster: await room.plans.roster(campaign), ...(sender === undefined ? {} : { sender }) };
}
