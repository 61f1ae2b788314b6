import { type Instant, at, dayOf } from '../time/instant.ts';
import { shift } from '../time/workingDays.ts';
import { RELEASE_WITHIN, isClosed, isWanted } from './agenda.ts';
import type { Fact } from './facts.ts';
import { type LinePlan, keyOf } from './plan.ts';
import { type Step, schedule } from './schedule.ts';
import { type LineState, freshTask } from './state.ts';

/** The last instant at which a release still counts: the fifth working day after the step, until sending ends. */
export function lapsesAt(plan: LinePlan, step: Pick<Step, 'at'>): Instant {
  const on = shift(plan.calendar, dayOf(step.at), RELEASE_WITHIN);
  return on === undefined ? plan.close : at(on, plan.sending.until);
}

/** The steps whose time is over at `now`, unanswered: missed ones are never sent, unreleased ones lapse. */
export function passedSteps(plan: LinePlan, state: LineState, now: Instant): readonly Fact[] {
  const missed: { key: string; round: number; slot: string }[] = [];
  const lapsed: { key: string; round: number; slot: string }[] = [];
  for (const task of plan.tasks) {
    const key = keyOf(task);
    const own = state.tasks[key] ?? freshTask(task.due);
    for (const step of schedule(plan, task, own)) {
      if (step.kind === 'call' || isClosed(step, own) || !isWanted(step, state, task, own)) continue;
      const unreleased = step.release === true && own.released[step.slot] === undefined;
      if (unreleased && now > lapsesAt(plan, step)) lapsed.push({ key, round: step.round, slot: step.slot });
      else if (!unreleased && step.until <= now) missed.push({ key, round: step.round, slot: step.slot });
    }
  }
  return [
    ...(missed.length === 0 ? [] : [{ fact: 'stepsMissed', at: now, steps: missed } as const]),
    ...(lapsed.length === 0 ? [] : [{ fact: 'stepsLapsed', at: now, steps: lapsed } as const]),
  ];
}
