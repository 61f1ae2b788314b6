import { type Instant, addSeconds, dayOf, earlier } from '../../campaign/time/instant.ts';
import { nextDigest, standsUntil } from '../../campaign/time/sendingHours.ts';
import { type AgendaStep, agenda } from '../../campaign/line/agenda.ts';
import type { DoneStep, Fact } from '../../campaign/line/facts.ts';
import type { Letter, LetterOutcome } from '../../campaign/line/letter.ts';
import { doneStep, itemOf, lettersOf } from '../../campaign/line/letters.ts';
import { keyOf } from '../../campaign/line/plan.ts';
import { isDigest, recipientKey } from '../../campaign/line/recipients.ts';
import { type LineState, correspondent } from '../../campaign/line/state.ts';
import { itemId, stepId } from '../../campaign/line/stepId.ts';
import { act } from '../activities.ts';
import type { OfficeItem } from '../contract.ts';
import { batchSummary } from '../summaries.ts';
import { type LineRun, record } from './lineRun.ts';
import { tryAgain } from './unhold.ts';

/** Minutes until letters that could not leave are tried again: doubling, an hour at most. Nominal, like all times here. */
const FIRST_RETRY = 5;
const LONGEST_RETRY = 60;

/** Carries out what is due: hands items over to the organiser's digest, sends the letters of the moment in one batch. */
export async function carryOut(run: LineRun, due: readonly AgendaStep[]): Promise<void> {
  handOver(run, due.filter(({ to }) => isDigest(to)));
  const steps = due.filter(({ to }) => !isDigest(to));
  if (steps.length === 0) return;
  const letters = lettersOf(steps, run.state);
  const now = run.clock.now();
  const sender = run.state.units[run.plan.line]?.contact;
  const { unholds } = run;
  const outcomes = await act.sendLetters({
    campaign: run.plan.campaign, plan: run.planDigest, letters, now, asOf: new Date().toISOString(),
    begunBy: run.clock.stands(steps.reduce((end, { until }) => earlier(end, until), standsUntil(run.plan.sending, now))),
    rehearsal: run.input.timeline !== undefined, ...(sender === undefined ? {} : { sender }),
  }, batchSummary(letters));
  const facts = outcomes.flatMap((outcome) => [...factsOf(run, letters, outcome, now), ...struckFacts(letters, outcome, now)]);
  record(run, facts);
  deferRest(run, letters, outcomes);
  if (run.unholds !== unholds) tryAgain(run);
}

/** Office and head get one digest a day from the campaign, which decides nothing: it carries what the lines hand over. */
function handOver(run: LineRun, steps: readonly AgendaStep[]): void {
  if (steps.length === 0) return;
  const items = steps.map((step): OfficeItem => ({
    ...itemOf(step, run.state), to: step.to.role === 'head' ? 'head' : 'office', at: step.at, until: step.until,
  }));
  run.unreported = [...run.unreported, ...items];
  record(run, [{ fact: 'handedToOffice', at: run.clock.now(), steps: items.map(doneStep) }]);
}

function factsOf(run: LineRun, letters: readonly Letter[], outcome: LetterOutcome, now: Fact['at']): Fact[] {
  const letter = letters[outcome.letter];
  if (letter === undefined || (letter.role !== 'contact' && letter.role !== 'superior')) return [];
  const { unit, role } = letter;
  const steps: DoneStep[] = letter.items.filter((_, index) => outcome.items.includes(index)).map(doneStep);
  if (outcome.result === 'accepted') return [{ fact: 'letterSent', at: now, unit, role, on: dayOf(now), letter: letter.at, steps }];
  if (outcome.result === 'refused') {
    return [{ fact: 'letterRefused', at: now, unit, role, callAt: nextDigest(run.plan.calendar, run.plan.sending, now) ?? run.plan.close, contact: letter.contact ?? null, letter: letter.at, steps }];
  }
  return [];
}

/** What the organiser struck from tomorrow's list, by reason. */
function struckFacts(letters: readonly Letter[], { letter: index, struck = [] }: LetterOutcome, now: Fact['at']): Fact[] {
  const items = letters[index]?.items ?? [];
  return [...Map.groupBy(struck, ({ why }) => why)].map(([why, group]): Fact => ({
    fact: 'stepsStruck', at: now, why,
    steps: group.flatMap(({ item }) => items[item] ?? []).map((item) => ({ key: keyOf(item), round: item.round, slot: item.slot })),
  }));
}

/** What did not leave and is still due is tried again later, decided anew: never at once, or the loop would spin. */
export function deferRest(run: LineRun, letters: readonly Letter[], outcomes: readonly LetterOutcome[]): void {
  const now = run.clock.now();
  const left = outcomes.filter(({ result }) => result !== 'accepted' && result !== 'refused');
  run.held = left.some(({ result }) => result === 'held') && left.every(({ result }) => result !== 'deferred');
  const tried = new Set(letters.flatMap(({ items }) => items.map(itemId)));
  const again = agenda(run.plan, run.state, now).filter((step) => step.at <= now && tried.has(stepId(step)));
  // A worker that was away, or a queue of ours, is no refusal: who was not even tried does not wait longer for it.
  const late = new Set(outcomes.flatMap((outcome) => (outcome.late === true ? letters[outcome.letter] ?? [] : [])).map(recipientKey));
  const isLate = ({ to }: AgendaStep): boolean => late.has(recipientKey(to));
  record(run, deferrals(run.state, again.filter((step) => !isLate(step)), now));
  record(run, deferrals(run.state, again.filter(isLate), now, { late: true }));
}

/** A fact for each next try: those who were put off as often as each other share one. */
function deferrals(state: LineState, again: readonly AgendaStep[], now: Instant, more: { readonly late?: true } = {}): Fact[] {
  const waiting = [...new Map(again.map((step) => [recipientKey(step.to), step.to])).values()].flatMap(({ unit, role }) => (
    role === 'contact' || role === 'superior' ? [{ unit, role }] : []));
  const byTries = Map.groupBy(waiting, (to) => correspondent(state, to).retry?.tries ?? 0);
  return [...byTries].map(([tries, to]): Fact => {
    const minutes = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** tries);
    return { fact: 'lettersDeferred', at: now, retryAt: addSeconds(now, minutes * 60), letters: to.length, to, ...more };
  });
}
