import { type Instant, addSeconds, dayOf } from '../../../campaign/time/instant.ts';
import { nextDigest } from '../../../campaign/time/sendingHours.ts';
import { type AgendaStep, dueNow, nextMoment } from '../../../campaign/line/agenda.ts';
import { apply } from '../../../campaign/line/apply.ts';
import type { Command } from '../../../campaign/line/commands.ts';
import { decide } from '../../../campaign/line/decide.ts';
import type { DoneStep, Fact } from '../../../campaign/line/facts.ts';
import type { Letter, LetterItem } from '../../../campaign/line/letter.ts';
import { doneStep, itemOf, lettersOf } from '../../../campaign/line/letters.ts';
import { passedSteps } from '../../../campaign/line/passed.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import { isDigest, recipientKey } from '../../../campaign/line/recipients.ts';
import { type LineState, correspondent, openLine } from '../../../campaign/line/state.ts';

/** What happens to a line from outside. */
export interface Script {
  readonly start: Instant;
  /** Commands in the order of time. One given while the line is away is entered when it is back. */
  readonly commands: readonly { readonly at: Instant; readonly command: Command }[];
  /** From `from` until `to` nothing runs. */
  readonly outages: readonly { readonly from: Instant; readonly to: Instant }[];
  /** What the mail server says to letter after letter, over and over; nothing: accepted. */
  readonly mail: readonly ('accepted' | 'refused' | 'deferred')[];
  /** Commands that arrive while a batch is on its way are taken before its letters leave: every how many batches. */
  readonly inFlight?: number;
  /** Somebody releases whatever may be released, whenever the line wakes. */
  readonly releases?: boolean;
}

/** What happened, as a mail server and a digest see it. */
export type Event =
  | { readonly event: 'letter'; readonly now: Instant; readonly letter: Letter; readonly result: 'accepted' | 'refused' | 'deferred' }
  | { readonly event: 'office'; readonly now: Instant; readonly step: AgendaStep; readonly item: LetterItem }
  | { readonly event: 'due'; readonly now: Instant; readonly steps: readonly AgendaStep[]; readonly state: LineState }
  | { readonly event: 'command'; readonly now: Instant; readonly facts: readonly Fact[]; readonly before: LineState };

export interface Run {
  readonly plan: LinePlan;
  readonly facts: readonly Fact[];
  readonly events: readonly Event[];
  readonly state: LineState;
  /** Turns of the loop: it must not spin. */
  readonly turns: number;
}

const MOST_TURNS = 5000;
const RETRY_MINUTES = 7;

/** The loop of a line, in a world where time passes only when nothing is to be done. */
export function simulate(plan: LinePlan, script: Script): Run {
  let state = openLine(plan);
  let now = script.start;
  let letters = 0;
  let batches = 0;
  let turns = 0;
  const waiting = [...script.commands];
  const facts: Fact[] = [];
  const events: Event[] = [];
  const record = (made: readonly Fact[]): void => {
    facts.push(...made);
    state = made.reduce(apply, state);
  };
  const enter = (command: Command): void => {
    const made = decide(plan, state, command, now);
    events.push({ event: 'command', now, facts: made, before: state });
    record(made);
  };

  while (now < plan.close && state.cancelled === undefined) {
    turns += 1;
    if (turns > MOST_TURNS) throw new Error(`the loop spins at ${now}`);
    const outage = script.outages.find(({ from, to }) => from <= now && now < to);
    if (outage !== undefined) { now = outage.to; continue; }
    while (waiting[0] !== undefined && waiting[0].at <= now) enter(waiting.shift()!.command);
    record(passedSteps(plan, state, now));
    if (script.releases === true) releaseAll();
    const due = dueNow(plan, state, now);
    const next = nextMoment(plan, state, now);
    if (due.length === 0) {
      if (next !== undefined && next <= now) throw new Error(`nothing is due at ${now}, yet the next moment is ${next}`);
      now = [next, waiting[0]?.at, plan.close].filter((at) => at !== undefined).sort()[0] ?? plan.close;
      continue;
    }
    if (next !== now) throw new Error(`something is due at ${now}, yet the next moment is ${String(next)}`);
    events.push({ event: 'due', now, steps: due, state });
    handOver(due.filter(({ to }) => isDigest(to)));
    send(lettersOf(due.filter(({ to }) => !isDigest(to)), state));
  }
  record(passedSteps(plan, state, now));
  return { plan, facts, events, state, turns };

  function releaseAll(): void {
    for (const { unit, task } of plan.tasks) {
      const made = decide(plan, state, { command: 'release', unit, task }, now);
      if (made[0]?.fact === 'released') record(made);
    }
  }

  function handOver(steps: readonly AgendaStep[]): void {
    if (steps.length === 0) return;
    const items = steps.map((step) => ({ step, item: itemOf(step, state) }));
    for (const { step, item } of items) events.push({ event: 'office', now, step, item });
    record([{ fact: 'handedToOffice', at: now, steps: items.map(({ item }) => doneStep(item)) }]);
  }

  function send(batch: readonly Letter[]): void {
    if (batch.length === 0) return;
    batches += 1;
    const decided = now;
    if (script.inFlight !== undefined && batches % script.inFlight === 0 && waiting[0] !== undefined) {
      // Entered later than the moment that is being dealt with, at which the line's clock stands still.
      now = addSeconds(now, 3);
      enter(waiting.shift()!.command);
      now = decided;
    }
    const made: Fact[] = [];
    const left = new Map<string, { unit: string; role: 'contact' | 'superior' }>();
    for (const letter of batch) {
      // As the activity looks at the markers in the store: what was reported meanwhile is asked for no more.
      const items = letter.items.filter((item) => ANSWERS.has(item.kind) || (state.tasks[`${item.unit}/${item.task}`]?.receipts ?? 0) <= item.seen);
      if (items.length === 0) continue;
      const result = script.mail.length === 0 ? 'accepted' : script.mail[letters++ % script.mail.length] ?? 'accepted';
      events.push({ event: 'letter', now: decided, letter: { ...letter, items }, result });
      if (letter.role === 'office' || letter.role === 'head') throw new Error('the line writes no digests');
      const to = { at: decided, unit: letter.unit, role: letter.role, letter: letter.at, steps: items.map(doneStep) };
      if (result === 'accepted') made.push({ fact: 'letterSent', on: dayOf(decided), ...to });
      else if (result === 'refused') made.push({ fact: 'letterRefused', callAt: nextDigest(plan.calendar, plan.sending, decided) ?? plan.close, contact: letter.contact ?? null, ...to });
      else left.set(recipientKey(letter), { unit: letter.unit, role: letter.role });
    }
    record(made);
    for (const to of left.values()) {
      const tries = correspondent(state, to).retry?.tries ?? 0;
      record([{ fact: 'lettersDeferred', at: now, retryAt: addSeconds(now, RETRY_MINUTES * 60 * (1 + tries)), letters: 1, to: [to] }]);
    }
  }
}

const ANSWERS: ReadonlySet<LetterItem['kind']> = new Set(['receipt', 'accepted', 'returned', 'extension', 'changed']);

/** The letters that were accepted, in their order. */
export function accepted({ events }: Run): { now: Instant; letter: Letter }[] {
  return events.flatMap((each) => (each.event === 'letter' && each.result === 'accepted' ? [{ now: each.now, letter: each.letter }] : []));
}

/** The id of a step, for the whole life of a line. */
export function stepId(step: Pick<DoneStep, 'key' | 'round' | 'slot'>): string {
  return `${step.key}#${String(step.round)}:${step.slot}`;
}
