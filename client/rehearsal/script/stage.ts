import { silentSteps } from '../../../campaign/definition/planLetters.ts';
import { type LinePlan, type RulePlan, type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { type Day, type Instant, later } from '../../../campaign/time/instant.ts';
import type { Act, Deed } from './act.ts';
import { actingDays, afternoonOf } from './hours.ts';
import { type Random, randomOf } from './seed.ts';

/** One task as the actors see it: its dates, and the days on which they can act. */
export interface Stage {
  readonly line: LinePlan;
  readonly task: TaskPlan;
  readonly rule: RulePlan;
  readonly random: Random;
  /** The last step of the ladder if nobody answers; the due instant if there is none. */
  readonly ladderEnd: Instant;
  /** Nothing happens about the task from then on: the line closes, or the notice is issued. */
  readonly end: Instant;
  /** Days to answer in time, and too late. */
  readonly inTime: readonly Day[];
  readonly tooLate: readonly Day[];
}

/** Sets the stage for a task; `end` is earlier than the line's close where something waits for it. */
export function stageOf(line: LinePlan, task: TaskPlan, seed: number, end: Instant = line.close): Stage {
  const ladderEnd = silentSteps({ ...line, tasks: [task] }).reduce((last, step) => later(last, step.at), task.due);
  return {
    line, task, rule: ruleOf(line, task), random: randomOf(seed, keyOf(task)), ladderEnd, end,
    inTime: actingDays(line, task.assign, task.due), tooLate: actingDays(line, task.due, end),
  };
}

/** Something done about the task that afternoon. */
export function actOn(stage: Stage, on: Day, deed: Deed, more: Pick<Act, 'receivedAt'> = {}): Act {
  return { at: afternoonOf(stage.line.sending, on, stage.random), line: stage.line.line, deed, ...more };
}

/** The days on which something can be done strictly after that act, or that instant. */
export function daysAfter(stage: Stage, after: Act | Instant, before: Instant = stage.end): Day[] {
  const at = typeof after === 'string' ? after : after.at;
  return actingDays(stage.line, at, before).filter((on) => on > at.slice(0, 10));
}
