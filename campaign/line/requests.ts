import { type LinePlan, type TaskPlan, keyOf } from './plan.ts';
import { chinese } from './refusals.ts';
import type { LineState, TaskState } from './state.ts';

/** A command that cannot be done; its message is the sentence the person reads. Never leaves `decide`. */
export class Refusal extends Error {}

/** A task a command speaks of. */
export interface Found {
  readonly key: string;
  readonly task: TaskPlan;
  readonly own: TaskState;
}

/** The unit is on this line, or the command is refused. */
export function requireUnit(plan: LinePlan, unit: string): void {
  if (!plan.units.some((each) => each.id === unit)) {
    throw new Refusal(chinese.unknownUnit(plan.name, plan.units.map((each) => each.id)));
  }
}

/** The task is on this line, or the command is refused. What was asked for is not quoted: it may be anything. */
export function findTask(plan: LinePlan, state: LineState, wanted: { unit: string; task: string }): Found {
  requireUnit(plan, wanted.unit);
  const task = plan.tasks.find((each) => each.unit === wanted.unit && each.task === wanted.task);
  const own = task === undefined ? undefined : state.tasks[keyOf(task)];
  if (task === undefined || own === undefined) {
    const known = plan.tasks.filter((each) => each.unit === wanted.unit).map((each) => each.task);
    throw new Refusal(chinese.unknownTask(wanted.unit, known));
  }
  return { key: keyOf(task), task, own };
}

const FOR_REVIEW = { none: chinese.nothingSubmitted, decided: chinese.decidedAlready };

/** The task has a version that waits for review, or the command is refused in its own words. */
export function requireSubmitted(plan: LinePlan, state: LineState, wanted: { unit: string; task: string }, { none, decided } = FOR_REVIEW): Found {
  const found = findTask(plan, state, wanted);
  const { key, own } = found;
  if (own.status === 'submitted') return found;
  if (own.status === 'accepted' && own.reviewedAt !== undefined) throw new Refusal(decided(key, own.reviewedAt));
  throw new Refusal(none(key));
}

/** The tasks a command speaks of that have not been reported yet: one, or all of a unit. */
export function unreported(
  plan: LinePlan, state: LineState, wanted: { unit: string; task?: string },
): readonly [Found, ...Found[]] {
  if (wanted.task !== undefined) {
    const found = findTask(plan, state, { unit: wanted.unit, task: wanted.task });
    if (found.own.status !== 'open') throw new Refusal(chinese.alreadyReported(found.key, found.own.versions));
    return [found];
  }
  requireUnit(plan, wanted.unit);
  const [first, ...others] = plan.tasks
    .filter((task) => task.unit === wanted.unit)
    .map((task) => findTask(plan, state, task))
    .filter(({ own }) => own.status === 'open');
  if (first === undefined) throw new Refusal(chinese.nothingOpen(wanted.unit));
  return [first, ...others];
}
