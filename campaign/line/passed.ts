import type { Instant } from '../time/instant.ts';
import { isWanted } from './agenda.ts';
import type { Fact } from './facts.ts';
import { type LinePlan, keyOf } from './plan.ts';
import { lapsesAt } from './release.ts';
import { schedule } from './schedule.ts';
import { type LineState, freshTask, isClosed } from './state.ts';

/** The steps whose time is over at `now`, unanswered: missed ones are never sent, unreleased ones lapse. */
export function passedSteps(plan: LinePlan, state: LineState, now: Instant): readonly Fact[] {
  const missed: { key: string; round: number; slot: string }[] = [];
  const lapsed: { key: string; round: number; slot: string }[] = [];
  if (state.cancelled !== undefined) return [];
  for (const task of plan.tasks) {
    const key = keyOf(task);
    const own = state.tasks[key] ?? freshTask(task.due);
    for (const step of schedule(plan, task, own)) {
      const unreleased = step.release === true && own.released[step.slot] === undefined;
      const isOver = step.until <= now || (unreleased && now > lapsesAt(plan, step));
      if (!isOver || isClosed(step, own) || !isWanted(step, state, task, own)) continue;
      (unreleased ? lapsed : missed).push({ key, round: step.round, slot: step.slot });
    }
  }
  return [
    ...(missed.length === 0 ? [] : [{ fact: 'stepsMissed', at: now, steps: missed } as const]),
    ...(lapsed.length === 0 ? [] : [{ fact: 'stepsLapsed', at: now, steps: lapsed } as const]),
  ];
}
