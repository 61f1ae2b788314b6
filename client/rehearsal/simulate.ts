import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { amend } from '../../campaign/line/amend.ts';
import { dueNow, nextMoment } from '../../campaign/line/agenda.ts';
import { apply } from '../../campaign/line/apply.ts';
import type { Command } from '../../campaign/line/commands.ts';
import { decide } from '../../campaign/line/decide.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import { doneStep, lettersOf } from '../../campaign/line/letters.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import { isDigest } from '../../campaign/line/recipients.ts';
import { type LineState, openLine } from '../../campaign/line/state.ts';
import { type Instant, dayOf, earlier } from '../../campaign/time/instant.ts';
import type { Act } from './script/act.ts';
import { commandOf } from './script/command.ts';

/** What a line comes to if every letter is accepted at once and nothing is ever late. */
export interface SimulatedLine {
  readonly line: string;
  readonly state: LineState;
  readonly facts: readonly Fact[];
}

/**
 * Plays the script against the rules alone: no server, no mail. It tells when lines will wake, which the timeline needs, and what the
 * rehearsal must come to: real journals that say otherwise show a fault.
 */
export function simulate(plan: CampaignPlan, acts: readonly Act[], amendments: readonly Amendment[] = []): SimulatedLine[] {
  const lines = new Set([plan, ...amendments.map((each) => each.plan)].flatMap((each) => each.lines.map(({ line }) => line)));
  const sliceOf = (of: CampaignPlan, id: string): LinePlan | undefined => of.lines.find(({ line }) => line === id);
  return [...lines].flatMap((id) => {
    const commands = acts.flatMap((act) => {
      const command = commandOf(act, id);
      return command === undefined ? [] : [{ at: act.at, command }];
    });
    const slices = amendments.flatMap(({ at, plan: next }) => {
      const slice = sliceOf(next, id);
      return slice === undefined ? [] : [{ at, plan: slice }];
    });
    const [joined, ...later] = slices;
    const first = sliceOf(plan, id);
    if (first !== undefined) return [simulateLine(first, commands, slices)];
    return joined === undefined ? [] : [simulateLine(joined.plan, commands, later)];
  });
}

/** The plan that a campaign goes on with from then on. */
export interface Amendment {
  readonly at: Instant;
  readonly plan: CampaignPlan;
}

function simulateLine(
  first: LinePlan, commands: readonly { readonly at: Instant; readonly command: Command }[], slices: readonly { readonly at: Instant; readonly plan: LinePlan }[],
): SimulatedLine {
  const facts: Fact[] = [];
  let plan = first;
  let ahead = slices;
  let state = openLine(plan);
  const record = (more: readonly Fact[]): void => {
    facts.push(...more);
    state = more.reduce(apply, state);
  };
  let now = plan.tasks.reduce((first, task) => earlier(first, task.assign), plan.close);
  let waiting = commands;
  while (now < plan.close) {
    const done = carriedOut(plan, state, now);
    const [next] = waiting;
    const [amended] = ahead;
    if (done.length > 0) record(done);
    else if (amended !== undefined && amended.at <= now && (next === undefined || amended.at <= next.at)) {
      record(amend(plan, amended.plan, '', state, now));
      plan = amended.plan;
      ahead = ahead.slice(1);
    }
    else if (next !== undefined && next.at <= now) {
      record(decide(plan, state, next.command, now));
      waiting = waiting.slice(1);
    } else now = [nextMoment(plan, state, now), next?.at, amended?.at].reduce<Instant>((found, at) => (at === undefined ? found : earlier(found, at)), plan.close);
  }
  return { line: plan.line, state, facts };
}

function carriedOut(plan: LinePlan, state: LineState, now: Instant): Fact[] {
  const due = dueNow(plan, state, now);
  const handed = lettersOf(due.filter(({ to }) => isDigest(to)), state).flatMap(({ items }) => items.map(doneStep));
  const sent = lettersOf(due.filter(({ to }) => !isDigest(to)), state).map((letter): Fact => ({
    fact: 'letterSent', at: now, unit: letter.unit, role: letter.role === 'superior' ? 'superior' : 'contact', on: dayOf(now),
    steps: letter.items.map(doneStep),
  }));
  return handed.length === 0 ? sent : [...sent, { fact: 'handedToOffice', at: now, steps: handed }];
}
