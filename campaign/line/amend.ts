import { type Instant, later } from '../time/instant.ts';
import type { DoneStep, Fact } from './facts.ts';
import { type LinePlan, type TaskPlan, keyOf } from './plan.ts';
import { schedule } from './schedule.ts';
import { type LineState, type TaskState, isClosed } from './state.ts';

/**
 * What another plan makes of a line; `digest` names it in the store. What is reported stays as it is; for every other task whose
 * due time differs the later one counts of the new and what was granted to the unit; what is asked for no more is exempt.
 * Total: whether the plan is sensible was looked at before it was stored.
 */
export function amend(old: LinePlan, next: LinePlan, digest: string, state: LineState, now: Instant): readonly Fact[] {
  const before = new Map(old.tasks.map((task) => [keyOf(task), task]));
  const added: { key: string; due: Instant }[] = [];
  const facts: Fact[] = [];
  const passed: Pick<DoneStep, 'key' | 'round' | 'slot'>[] = [];
  for (const task of next.tasks) {
    const key = keyOf(task);
    const own = state.tasks[key];
    const planned = before.get(key) ?? task;
    if (task.removed === true) {
      if (own !== undefined && isOpen(own)) facts.push({ fact: 'exempted', at: now, key, by: 'amend' });
    } else if (own === undefined) {
      added.push({ key, due: task.due });
    } else if (own.removed === true) {
      const due = dueOf(task, planned, own);
      added.push({ key, due });
      facts.push(moved(task, own, due, now));
    } else if (isOpen(own)) {
      const due = task.due === planned.due ? own.due : dueOf(task, planned, own);
      if (due !== own.due) facts.push(moved(task, own, due, now));
      else passed.push(...alreadyPast({ old, planned, next, task, own }, now));
    }
  }
  return [
    { fact: 'amended', at: now, revision: next.revision, plan: digest, added },
    ...facts,
    ...(passed.length === 0 ? [] : [{ fact: 'stepsMissed', at: now, steps: passed } as const]),
  ];
}

/** Whether something is still asked of the unit. What came on paper came. */
function isOpen(own: TaskState): boolean {
  return own.status === 'open' && own.original === undefined;
}

/** States of older builds do not know what was granted; then any due time that is not the plan's was. */
function dueOf(task: TaskPlan, planned: TaskPlan, own: TaskState): Instant {
  const granted = own.granted ?? (own.due === planned.due ? undefined : own.due);
  return granted === undefined ? task.due : later(task.due, granted);
}

function moved(task: TaskPlan, own: TaskState, due: Instant, now: Instant): Fact {
  return {
    fact: 'dueMoved', at: now, key: keyOf(task), due, round: own.round + 1, by: 'amend', remindersOnly: own.remindersOnly === true,
    ...(task.assign > now ? { silent: true } : {}),
  };
}

/** Steps which only the new plan has and whose day is over: nothing is made up for, or a changed ladder would cause a burst. */
function alreadyPast(
  { old, planned, next, task, own }: { old: LinePlan; planned: TaskPlan; next: LinePlan; task: TaskPlan; own: TaskState }, now: Instant,
): Pick<DoneStep, 'key' | 'round' | 'slot'>[] {
  const known = new Set(schedule(old, planned, own).filter(({ at }) => at <= now).map(({ slot }) => slot));
  return schedule(next, task, own).filter((step) => step.at <= now && !known.has(step.slot) && !isClosed(step, own))
    .map(({ key, round, slot }) => ({ key, round, slot }));
}
