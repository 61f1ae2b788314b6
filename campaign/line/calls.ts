import { type Instant, at, dayOf } from '../time/instant.ts';
import { shift } from '../time/workingDays.ts';
import { type Level, highest } from './letter.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf, ruleOf } from './plan.ts';
import { isSubordinate } from './recipients.ts';
import { type LineState, freshTask, isChased } from './state.ts';

/** One unit to be called (电话清单): why, and the card of its contact if that was delegated. Numbers stand in the roster only. */
export interface UnitCall {
  readonly unit: string;
  /** The highest level sent about what is overdue. */
  readonly level: Level | null;
  readonly overdue: readonly { readonly task: string; readonly due: Instant }[];
  /** Assigned, and no word since for as long as the rule allows. */
  readonly unacknowledged: readonly { readonly task: string; readonly assign: Instant; readonly due: Instant }[];
  /** Its address refuses mail, or its superior's does. */
  readonly refused: boolean;
  readonly superiorRefused: boolean;
  /** Subordinate units with something overdue: their participant calls them. */
  readonly below: number;
  readonly contact?: string;
}

/** Whom of a line the office has to call at `now`: the participant, and units below whose address refuses. */
export function callsIn(plan: LinePlan, state: LineState, now: Instant): UnitCall[] {
  if (state.cancelled !== undefined || plan.line === ORGANISER || now >= plan.close) return [];
  const open = plan.tasks.flatMap((task) => {
    const own = state.tasks[keyOf(task)] ?? freshTask(task.due);
    return isChased(own) && task.assign <= now ? [{ task, own, isOver: own.due < now }] : [];
  });
  const below = new Set(open.filter(({ task, isOver }) => isOver && isSubordinate(plan, task.unit)).map(({ task }) => task.unit));
  return plan.units.flatMap(({ id }): UnitCall[] => {
    const known = state.units[id] ?? {};
    const own = open.filter(({ task }) => task.unit === id);
    const isBelow = isSubordinate(plan, id);
    const refused = known.refusing !== undefined && own.length > 0;
    const overdue = isBelow && !refused ? [] : own.filter(({ isOver }) => isOver);
    const unacknowledged = isBelow ? [] : own.filter(({ task, isOver }) => !isOver && isSilent(plan, task, known.acknowledged, now));
    const superiorRefused = !isBelow && state.superior?.refusing !== undefined && overdue.length > 0;
    if (!refused && overdue.length + unacknowledged.length === 0) return [];
    return [{
      unit: id, refused, superiorRefused, below: isBelow ? 0 : below.size,
      level: highest(overdue.map(({ own: { level = null } }) => level)),
      overdue: overdue.map(({ task: { task }, own: { due } }) => ({ task, due })),
      unacknowledged: unacknowledged.map(({ task: { task, assign }, own: { due } }) => ({ task, assign, due })),
      ...(known.contact === undefined ? {} : { contact: known.contact }),
    }];
  });
}

function isSilent(plan: LinePlan, task: TaskPlan, word: Instant | undefined, now: Instant): boolean {
  if (word !== undefined && word >= task.assign) return false;
  const on = shift(plan.calendar, dayOf(task.assign), ruleOf(plan, task).acknowledge);
  return on !== undefined && at(on, plan.sending.digest) <= now;
}
