import type { Instant } from '../../campaign/time/instant.ts';
import { type AgendaStep, dueNow, nextMoment } from '../../campaign/line/agenda.ts';
import { apply } from '../../campaign/line/apply.ts';
import type { Command } from '../../campaign/line/commands.ts';
import { decide } from '../../campaign/line/decide.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import { passedSteps } from '../../campaign/line/passed.ts';
import { type LinePlan, withRules } from '../../campaign/line/plan.ts';
import { type LineState, openLine } from '../../campaign/line/state.ts';
import type { Clock } from '../clock.ts';
import type { Amending, Digest, LineInput, OfficeItem } from '../contract.ts';
import { type Journal, openJournal } from '../journal.ts';
import { type SeenUpdates, seenUpdates } from '../updates.ts';
import { seenOf, stateOf } from './carry.ts';

/** A line as it runs: its plan, what happened to it, and what it has still to tell. */
export interface LineRun {
  readonly input: LineInput;
  /** Amending changes both. */
  plan: LinePlan;
  planDigest: Digest;
  /** Newer plans that the campaign told of, not yet loaded. */
  amending: readonly Amending[];
  /** What came while we caught up and has no time of its own. */
  later: readonly Command[];
  readonly clock: Clock;
  readonly journal: Journal<Fact>;
  readonly seen: SeenUpdates;
  state: LineState;
  /** Items handed over that the campaign has not heard of yet. */
  unreported: readonly OfficeItem[];
  /** The last batch was kept back by `hold`, not by a mail server. */
  held: boolean;
  /** How often letters were let go again in this run: a batch that was on its way then may have been held all the same. */
  unholds: number;
  /** The last news, as text: told again only if it changed. */
  told: string;
  /** Number of the last news. */
  number: number;
  /** Rises with every fact: what the loop waits for. */
  changes: number;
}

export function openRun(input: LineInput, plan: LinePlan, clock: Clock): LineRun {
  const { carried } = input;
  return {
    input, plan: withRules(plan), planDigest: input.plan, amending: carried?.amending === undefined ? [] : [carried.amending], later: [], clock,
    journal: openJournal<Fact>(input.campaign, input.line, carried?.journal),
    seen: seenUpdates(carried === undefined ? [] : seenOf(carried)),
    state: carried === undefined ? openLine(plan) : stateOf(carried),
    unreported: carried?.unreported ?? [],
    held: false, unholds: 0, told: '', number: carried?.number ?? 0,
    changes: 0,
  };
}

/** The only way anything happens to a line. */
export function record(run: LineRun, facts: readonly Fact[]): void {
  for (const fact of facts) {
    run.state = apply(run.state, fact);
    run.journal.add(fact);
    run.changes += 1;
  }
}

/** Decides a command, asked for in real milliseconds or now, and records what it came to. */
export function take(run: LineRun, command: Command, asked?: number): readonly Fact[] {
  const facts = decide(run.plan, run.state, command, run.clock.entered(asked));
  record(run, facts);
  return facts;
}

/** Notes what is missed or lapsed by now, and says what can be carried out. */
export function dueSteps(run: LineRun): AgendaStep[] {
  const now = run.clock.now();
  record(run, passedSteps(run.plan, run.state, now));
  return dueNow(run.plan, run.state, now);
}

/** When the line has to act again; at the latest when it closes. */
export function wakesAt(run: LineRun): Instant {
  const next = nextMoment(run.plan, run.state, run.clock.now());
  return next === undefined || next > run.plan.close ? run.plan.close : next;
}
