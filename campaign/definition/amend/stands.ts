import { amend } from '../../line/amend.ts';
import type { Fact } from '../../line/facts.ts';
import { apply } from '../../line/apply.ts';
import type { TaskOutcome } from '../../line/outcome.ts';
import { type LinePlan, type TaskPlan, keyOf } from '../../line/plan.ts';
import { schedule } from '../../line/schedule.ts';
import { type LineState, type TaskState, freshTask, openLine } from '../../line/state.ts';
import { type Instant, dayOf } from '../../time/instant.ts';
import type { CampaignPlan } from '../plan.ts';

/** How the tasks of a running campaign stand, whatever their order. */
export type Standing = readonly Pick<TaskOutcome, 'unit' | 'task' | 'due' | 'state'>[];

/** One line before and after: the same decision that the running line will take. */
export interface LineChange {
  readonly line: string;
  readonly before?: { readonly plan: LinePlan; readonly state: LineState };
  readonly after: { readonly plan: LinePlan; readonly state: LineState };
  readonly facts: readonly Fact[];
}

/** What an amended plan makes of every line, the removed ones included. */
export function changeLines(old: CampaignPlan, merged: CampaignPlan, standing: Standing, now: Instant): LineChange[] {
  const known = new Map(standing.map((task) => [keyOf(task), task]));
  const before = new Map(old.lines.map((line) => [line.line, line]));
  return merged.lines.map((plan): LineChange => {
    const past = before.get(plan.line);
    if (past === undefined) return { line: plan.line, after: { plan, state: openLine(plan) }, facts: [] };
    const state = stateOf(past, known, now);
    const facts = amend(past, plan, '', state, now);
    return { line: plan.line, before: { plan: past, state }, after: { plan, state: facts.reduce(apply, state) }, facts };
  });
}

/** A line's state as far as its status tells; whatever was ahead once and is over now arrived. */
function stateOf(plan: LinePlan, known: ReadonlyMap<string, Standing[number]>, now: Instant): LineState {
  const fresh = openLine(plan);
  const tasks = plan.tasks.map((task) => {
    const key = keyOf(task);
    return [key, taskState(plan, task, known.get(key), fresh.tasks[key] ?? freshTask(task.due), now)] as const;
  });
  return { ...fresh, tasks: Object.fromEntries(tasks) };
}

function taskState(plan: LinePlan, task: TaskPlan, known: Standing[number] | undefined, fresh: TaskState, now: Instant): TaskState {
  const own: TaskState = known === undefined ? fresh : { ...fresh, due: known.due, status: statusOf(known.state) };
  const past = schedule(plan, task, own).filter(({ at }) => at <= now);
  const chased = past.filter(({ kind }) => kind === 'remind' || kind === 'overdue');
  return {
    ...own, done: past.map(({ slot }) => slot), chased: chased.length,
    ...(task.assign <= now ? { assigned: dayOf(task.assign) } : {}),
    ...(chased[0] === undefined ? {} : { reached: dayOf(chased[0].at) }),
  };
}

function statusOf(shown: TaskOutcome['state']): TaskState['status'] {
  return shown === 'scheduled' || shown === 'missing' ? 'open' : shown;
}
