import type { Instant } from '../time/instant.ts';
import type { Level } from './letter.ts';
import { type LinePlan, type TaskPlan, keyOf } from './plan.ts';
import { type LineState, type TaskState, freshTask, isChased } from './state.ts';

export type ShownState = 'scheduled' | 'open' | 'submitted' | 'accepted' | 'exempt' | 'missing';

/** One task as status, summary and archive show it. */
export interface TaskOutcome {
  readonly unit: string;
  readonly task: string;
  readonly due: Instant;
  readonly state: ShownState;
  readonly late: boolean;
  readonly level: Level | null;
}

/** 结果 of a line: due = onTime + late + exempt + missing once it is closed; before, what is still open is counted apart. */
export interface Figures {
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  readonly exempt: number;
  readonly missing: number;
  readonly open: number;
  readonly returned: number;
  readonly nil: number;
  readonly onPaper: number;
}

export const NO_FIGURES: Figures = {
  due: 0, onTime: 0, late: 0, exempt: 0, missing: 0, open: 0, returned: 0, nil: 0, onPaper: 0,
};

/** Every task of the line as it stands at `now`. */
export function outcome(plan: LinePlan, state: LineState, now: Instant): { tasks: TaskOutcome[]; figures: Figures } {
  const known = plan.tasks.map((task) => ({ task, own: state.tasks[keyOf(task)] ?? freshTask(task.due) }));
  return {
    tasks: known.map(({ task, own }) => shown(plan, task, own, now)),
    figures: known.map(({ own }) => figuresOf(plan, own, now)).reduce(addFigures, NO_FIGURES),
  };
}

/** How many tasks are overdue: past their due time and still asked for. What is suspended, or there on paper, is not. */
export function overdueTasks(plan: LinePlan, state: LineState, now: Instant): number {
  return plan.tasks.filter((task) => {
    const own = state.tasks[keyOf(task)] ?? freshTask(task.due);
    return own.due < now && isChased(own) && shownState(plan, task, own, now) === 'open';
  }).length;
}

function shown(plan: LinePlan, task: TaskPlan, own: TaskState, now: Instant): TaskOutcome {
  return {
    unit: task.unit, task: task.task, due: own.due, state: shownState(plan, task, own, now),
    late: own.first?.late ?? false, level: own.level ?? null,
  };
}

function shownState(plan: LinePlan, task: TaskPlan, own: TaskState, now: Instant): ShownState {
  if (own.status !== 'open') return own.status;
  if (now >= plan.close) return own.first === undefined ? 'missing' : 'open';
  return now < task.assign && own.receipts === 0 ? 'scheduled' : 'open';
}

function figuresOf(plan: LinePlan, own: TaskState, now: Instant): Figures {
  const { first } = own;
  const settled = first === undefined && own.status === 'accepted';
  const exempt = first === undefined && own.status === 'exempt';
  const unanswered = first === undefined && !settled && !exempt;
  return {
    due: 1,
    onTime: Number(settled || first?.late === false),
    late: Number(first?.late === true),
    exempt: Number(exempt),
    missing: Number(unanswered && now >= plan.close),
    open: Number(unanswered && now < plan.close),
    returned: own.returned,
    nil: Number(first?.nil === true),
    onPaper: Number(first?.onPaper === true),
  };
}

/** The figures of two lines together. */
export function addFigures(a: Figures, b: Figures): Figures {
  return {
    due: a.due + b.due, onTime: a.onTime + b.onTime, late: a.late + b.late, exempt: a.exempt + b.exempt,
    missing: a.missing + b.missing, open: a.open + b.open, returned: a.returned + b.returned, nil: a.nil + b.nil,
    onPaper: a.onPaper + b.onPaper,
  };
}
