import { type Day, type Instant, dayOf } from '../time/instant.ts';
import { workingDaysBetween } from '../time/workingDays.ts';
import { type AgendaStep, agenda } from './agenda.ts';
import { compare } from './compare.ts';
import type { CommandOf } from './commands.ts';
import type { Fact } from './facts.ts';
import { possibleAt } from './leaving.ts';
import { type LinePlan, ORGANISER } from './plan.ts';
import { contactNow, isSubordinate, sameRecipient } from './recipients.ts';
import { type Found, Refusal, findTask } from './requests.ts';
import { chinese } from './refusals.ts';
import { handSlot, schedule } from './schedule.ts';
import { type LineState, correspondent } from './state.ts';

/** The stretch that `budget.perWeek` speaks of, in working days. */
const WEEK = 5;

/** 提醒 by hand: one more letter to a unit that owes something, within what the budget leaves and never beside another letter of that day. */
export function remind(plan: LinePlan, state: LineState, command: CommandOf<'remind'>, now: Instant): readonly Fact[] {
  const found = findTask(plan, state, command);
  const { key, task: { unit }, own } = found;
  if (command.by === 'lead' && !isSubordinate(plan, unit)) throw new Refusal(chinese.notBelow(unit));
  requireOwed(plan, found, now);
  const to = contactNow(plan, state, unit);
  const known = correspondent(state, to);
  if (known.refusing !== undefined) throw new Refusal(chinese.refusesMail(unit, known.refusing));
  const leaves = leavingAt(plan, state, found, now);
  if (leaves === undefined) throw new Refusal(chinese.tooLate(key, plan.close));

  const letters = agenda(plan, state, now).filter((step) => step.kind !== 'receipt' && sameRecipient(step.to, to)).flatMap((step) => {
    const at = possibleAt(plan, state, step, now);
    return at === undefined || at >= step.until ? [] : [{ step, at }];
  }).sort((a, b) => compare(a.at, b.at));
  const next = letters[0]?.at;
  if (own.chased >= plan.perTask) throw new Refusal(chinese.chasedEnough(key, plan.perTask, next));
  const today = dayOf(leaves);
  if (known.wroteOn === today) throw new Refusal(chinese.wroteToday(unit, next));
  if (next !== undefined && dayOf(next) <= today) throw new Refusal(chinese.writesSoon(unit, next));
  if (plan.perWeek === undefined) throw new Refusal(chinese.noWeeklyBudget());
  const ahead = new Map(letters.filter(({ step }) => isChasing(step)).map(({ at }) => [at, dayOf(at)]));
  if (isCrowded(plan, plan.perWeek, [...known.chasedOn ?? [], ...ahead.values()], today)) throw new Refusal(chinese.crowdedWeek(unit, plan.perWeek, next));
  return [{ fact: 'reminderAsked', at: now, key, by: command.by }];
}

/** The unit was asked and owes it still, or the command is refused with what stands in its way. */
function requireOwed(plan: LinePlan, { key, task, own }: Found, now: Instant): void {
  if (plan.line === ORGANISER) throw new Refusal(chinese.ownTask(key));
  if (own.status === 'exempt') throw new Refusal(chinese.exempt(key));
  if (own.status !== 'open') throw new Refusal(chinese.answered(key));
  if (own.original !== undefined) throw new Refusal(chinese.originalHere(key, own.original));
  if (own.suspended !== undefined) throw new Refusal(chinese.resting(key, own.suspended));
  if (task.assign > now) throw new Refusal(chinese.notAssigned(key, task.assign));
}

/** When the letter would leave if it were asked for now; undefined if it would not any more. */
function leavingAt(plan: LinePlan, state: LineState, { task, own }: Found, now: Instant): Instant | undefined {
  const byHand = [...own.byHand ?? [], now];
  const step = schedule(plan, task, { ...own, byHand }).find(({ slot }) => slot === handSlot(byHand.length));
  // What overtakes it leaves at that moment itself.
  const at = step === undefined ? undefined : possibleAt(plan, state, { ...step, to: contactNow(plan, state, task.unit) }, now);
  return at === undefined || step === undefined || at >= step.until ? undefined : at;
}

function isChasing({ kind }: AgendaStep): boolean {
  return kind === 'remind' || kind === 'overdue';
}

/** Whether one more letter on that day makes more than `most` in some five working days in a row. */
function isCrowded({ calendar }: LinePlan, most: number, days: readonly Day[], on: Day): boolean {
  const all = [...days, on].sort();
  return all.some((from, index) => {
    const to = all[index + most];
    return to !== undefined && from <= on && on <= to && workingDaysBetween(calendar, from, to) < WEEK;
  });
}
