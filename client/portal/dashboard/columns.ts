import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { type LinePlan, ORGANISER, type TaskPlan, ruleOf } from '../../../campaign/line/plan.ts';

/** A column of the table: a task that many have, or one task for each action. */
export interface Column {
  readonly id: string;
  readonly title: string;
}

/** The column a task stands in: those of actions, `action-report.5.5`, share one. */
export function columnOf(line: LinePlan, task: TaskPlan): Column {
  const { action, title } = ruleOf(line, task);
  if (action === undefined || !task.task.endsWith(`.${action}`)) return { id: task.task, title };
  return { id: task.task.slice(0, -action.length - 1), title: title.split('：')[0] ?? title };
}

/** Plans do not change while they are looked at: what follows from one is found once. */
const known = new WeakMap<CampaignPlan, readonly Column[]>();

/** The participants' columns, in the order in which they are assigned. */
export function columnsOf(plan: CampaignPlan): readonly Column[] {
  const found = known.get(plan) ?? columns(plan);
  known.set(plan, found);
  return found;
}

function columns({ lines }: CampaignPlan): Column[] {
  const first = new Map<string, Column & { readonly assign: string }>();
  for (const line of lines) {
    if (line.line === ORGANISER) continue;
    for (const task of line.tasks) {
      const column = columnOf(line, task);
      const before = first.get(column.id);
      if (before === undefined || task.assign < before.assign) first.set(column.id, { ...column, assign: task.assign });
    }
  }
  return [...first.values()].sort((a, b) => (a.assign === b.assign ? 0 : a.assign < b.assign ? -1 : 1)).map(({ id, title }) => ({ id, title }));
}
