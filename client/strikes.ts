import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Strike, readStrike, writeStrike } from '../activities/store/strikes.ts';
import type { CampaignPlan } from '../campaign/definition/plan.ts';
import { type LetterAhead, namedAhead } from '../campaign/line/ahead.ts';
import { letterId, unitOfLetterId } from '../campaign/line/letterId.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { itemId, stepId } from '../campaign/line/stepId.ts';
import { chineseInstant } from '../campaign/time/chinese.ts';
import type { Instant } from '../campaign/time/instant.ts';
import { AGENDA_QUERY, OUTLOOK_QUERY, STATUS_QUERY, campaignWorkflowId, lineWorkflowId } from '../workflows/contract.ts';
import { agendaAnswer, entry, lineStatus, outlookAnswer } from './answers.ts';
import { whyGone } from './gone.ts';
import { journalOf } from './journals.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import { type Room, queryOpen } from './room.ts';
import { explained, isGone } from './serverErrors.ts';
import { keepText } from './texts.ts';

/** How long a batch under way is waited for. */
const SETTLES_WITHIN_MS = 10_000;

/** One letter of the list, with what the organiser did to it. */
export interface ListedLetter extends LetterAhead {
  readonly id: string;
  readonly struck: boolean;
}

/** 明日拟发: the letters that leave today or on the next working day, by name. */
export async function lettersAheadOf(room: Room, campaign: string): Promise<{ readonly letters: readonly ListedLetter[]; readonly unnamed: number }> {
  const plan = await room.plans.latest(campaign);
  const told = outlookAnswer.parse(await ask(room, plan, campaignWorkflowId(campaign), OUTLOOK_QUERY) ?? []);
  const byLine = new Map(told.map((each) => [each.line, each]));
  const found = plan.lines.flatMap((line) => {
    const { revision, ahead = [] } = byLine.get(line.line) ?? {};
    return ahead.filter(({ kind }) => kind !== 'receipt').map((group) => (
      { count: group.letters, named: revision === line.revision ? namedAhead(line, group) : undefined }));
  });
  const letters = found.flatMap(({ named = [] }) => named).map((letter) => ({ ...letter, id: letterId(letter, plan.sending.at) }));
  return {
    letters: await Promise.all(letters.map(async (letter) => ({ ...letter, struck: isStruck(await readStrike(room.store, campaign, letter.id)) }))),
    unnamed: found.reduce((sum, { count, named }) => sum + (named === undefined ? count : 0), 0),
  };
}

/** 撤下: this letter does not leave; bites at once, whatever the workflows do. @throws Refused with the sentence for the person. */
export async function strikeLetter(room: Room, campaign: string, { letter, why }: { readonly letter: string; readonly why: string }): Promise<Strike> {
  const plan = await room.plans.latest(campaign);
  const { steps, at } = await stepsOf(room, plan, letter);
  const known = await readStrike(room.store, campaign, letter);
  if (known !== undefined && isStruck(known)) {
    await settle(room, plan, known, steps.length === 0 ? undefined : at);
    throw new Refused(`函件 ${letter} 已经撤下，不会发出。恢复请加 --lift。`);
  }
  if (steps.length === 0) throw await notAhead(room, plan, letter);
  const strike = { letter, steps, why: await keepText(room.store, why, '撤下的理由'), lifted: false };
  await writeStrike(room.store, campaign, strike);
  await settle(room, plan, strike, at);
  return strike;
}

/** Takes a strike back, before the letter's time has come. @throws Refused with the sentence for the person. */
export async function liftStrike(room: Room, campaign: string, { letter }: { readonly letter: string }): Promise<Strike> {
  const plan = await room.plans.latest(campaign);
  const { steps } = await stepsOf(room, plan, letter);
  const strike = await readStrike(room.store, campaign, letter);
  if (strike === undefined || strike.lifted) throw new Refused(`函件 ${letter} 没有被撤下，无需恢复。`);
  if (steps.length === 0) throw new Refused(`函件 ${letter} 的发函时间已过，已按撤下办理，不再补发。如仍需联系，请电话告知。`);
  const lifted = { ...strike, lifted: true };
  await writeStrike(room.store, campaign, lifted);
  return lifted;
}

/**
 * A letter whose time has come may have left while it was struck: its line knows as soon as the batch is done. `at`: when it leaves, if
 * it is still to leave. @throws Refused if it left, or if nobody knows yet.
 */
async function settle(room: Room, plan: CampaignPlan, strike: Strike, at: Instant | undefined): Promise<void> {
  const { letter } = strike;
  if (at !== undefined) {
    const line = lineOf(plan, unitOf(plan, letter));
    const status = lineStatus.nullable().catch(null).parse(await ask(room, plan, lineWorkflowId(plan.campaign, line.line), STATUS_QUERY, line));
    if (status === null || at > status.asOf) return;
    const since = Date.now();
    while ((await stepsOf(room, plan, letter)).steps.length > 0) {
      if (Date.now() - since > SETTLES_WITHIN_MS) throw new Refused(unsettledText(plan, letter));
      await pause(250);
    }
  }
  const sent = await sentAt(room, plan, letter, strike.steps);
  if (sent === undefined) return;
  await writeStrike(room.store, plan.campaign, { ...strike, lifted: true });
  throw new Refused(sentText(letter, sent));
}

function isStruck(strike: Strike | undefined): boolean {
  return strike !== undefined && !strike.lifted;
}

/** What stands in this letter now, as its line sees it. */
async function stepsOf(room: Room, plan: CampaignPlan, letter: string): Promise<{ steps: Strike['steps']; at: Instant | undefined }> {
  const line = lineOf(plan, unitOf(plan, letter));
  const agenda = agendaAnswer.parse(await ask(room, plan, lineWorkflowId(plan.campaign, line.line), AGENDA_QUERY, line) ?? []);
  const own = agenda.filter(({ kind, to, at }) => {
    const [unit = '', role = ''] = to.split(':');
    return kind !== 'receipt' && (role === 'contact' || role === 'superior') && letterId({ unit, role, at }, plan.sending.at) === letter;
  });
  return { steps: own.map(({ unit, task, round, slot }) => ({ unit, task, round, slot })), at: own[0]?.leaves ?? own[0]?.at };
}

function unitOf({ campaign }: CampaignPlan, letter: string): string {
  const unit = unitOfLetterId(letter);
  if (unit !== undefined) return unit;
  throw new Refused(`“${letter}”不是函件编号。编号见“明日拟发”，形如 1011-mot；不写 --letter 即列出：npx campaign strike ${campaign}`);
}

/** Why there is no such letter: it has left, or never was. */
async function notAhead(room: Room, plan: CampaignPlan, letter: string): Promise<Refused> {
  const sent = await sentAt(room, plan, letter);
  if (sent !== undefined) return new Refused(sentText(letter, sent));
  return new Refused(`没有编号为 ${letter} 的待发函件：可能事项已经办理，或编号有误。待发函件及编号：npx campaign strike ${plan.campaign}`);
}

const sentText = (letter: string, sent: Instant): string => `函件 ${letter} 已于${chineseInstant(sent)}发出，不能撤下。如需更正，请电话联系或用 extend、exempt 等办理。`;

const unsettledText = ({ campaign }: CampaignPlan, letter: string): string => (
  `函件 ${letter} 已标记撤下，但发函时间已到，可能正在发出，结果未定，请稍后用 strike 查看：npx campaign strike ${campaign} --letter ${letter} --why 理由`);

const sentFact = entry.extend({
  unit: z.string(), role: z.enum(['contact', 'superior']), letter: z.custom<Instant>((value) => typeof value === 'string').optional(),
  steps: z.array(z.object({ key: z.string(), round: z.number(), slot: z.string() })),
});

/** When the letter of this id, with any of `steps` in it, was accepted by the mail server, as the line's journal has it. */
async function sentAt(room: Room, plan: CampaignPlan, letter: string, steps?: Strike['steps']): Promise<Instant | undefined> {
  const facts = await journalOf(room, plan.campaign, unitOf(plan, letter));
  const wanted = steps && new Set(steps.map(itemId));
  return facts.filter(({ fact }) => fact === 'letterSent').flatMap((fact) => {
    const { data } = sentFact.safeParse(fact);
    if (data?.letter === undefined || (wanted !== undefined && !data.steps.some((step) => wanted.has(stepId(step))))) return [];
    return letterId({ unit: data.unit, role: data.role, at: data.letter }, plan.sending.at) === letter ? [data.at] : [];
  }).at(-1);
}

async function ask(room: Room, { campaign }: CampaignPlan, workflowId: string, query: string, line?: LinePlan): Promise<unknown> {
  try {
    return await queryOpen(room, workflowId, query);
  } catch (error) {
    throw isGone(error) ? (await whyGone(room, campaign, line)).reason : explained(error);
  }
}
