import { type LinePlan, ORGANISER, keyOf } from '../../../campaign/line/plan.ts';
import { type TaskStanding, isOverdue } from '../../../campaign/line/standing.ts';
import type { Instant } from '../../../campaign/time/instant.ts';
import type { Overview } from '../../overview.ts';
import { columnOf, columnsOf } from './columns.ts';
import { GROUPS, type Group, groupOf } from './rows.ts';

/** Of what was reported or is past its time: in time, late, not there. What is exempt, or not yet due, is not counted. */
export interface Rate {
  readonly title: string;
  readonly onTime: number;
  readonly late: number;
  readonly absent: number;
}

/** 按时率, by kind of participant and by task; those without anything to count are left out. */
export function ratesOf({ plan, lines, now }: Overview): { readonly groups: readonly Rate[]; readonly columns: readonly Rate[] } {
  const kinds = new Map(plan.participants.map((participant) => [participant.id, groupOf(participant)]));
  const groups = new Map<string, Count>();
  const columns = new Map<string, Count>();
  for (const line of plan.lines) {
    const group = kinds.get(line.line);
    const status = lines.get(line.line);
    if (line.line === ORGANISER || group === undefined || status === undefined) continue;
    const columnIds = columnIdsOf(line);
    for (const task of status.tasks) {
      const how = howOf(task, now);
      const column = columnIds.get(keyOf(task));
      if (how === undefined || column === undefined) continue;
      add(groups, group, how);
      add(columns, column, how);
    }
  }
  const keys: readonly Group[] = ['department', 'region', 'own'];
  return {
    groups: keys.flatMap((group) => rate(GROUPS[group], groups.get(group))),
    columns: columnsOf(plan).flatMap(({ id, title }) => rate(title, columns.get(id))),
  };
}

/** 按时 of all, in per cent; whole numbers, and 100 only for all. */
export function percentOf({ onTime, late, absent }: Rate): number {
  return Math.floor((onTime / (onTime + late + absent)) * 100);
}

type How = 'onTime' | 'late' | 'absent';
type Count = Record<How, number>;

function howOf(task: TaskStanding, now: Instant): How | undefined {
  if (task.late) return 'late';
  if (task.versions > 0 || task.rests === 'original' || task.state === 'submitted' || task.state === 'accepted') return 'onTime';
  return task.state === 'missing' || isOverdue(task, now) ? 'absent' : undefined;
}

function add(to: Map<string, Count>, key: string, how: How): void {
  const count = to.get(key) ?? { onTime: 0, late: 0, absent: 0 };
  count[how] += 1;
  to.set(key, count);
}

const rate = (title: string, count: Count | undefined): Rate[] => (count === undefined ? [] : [{ title, ...count }]);

const known = new WeakMap<LinePlan, ReadonlyMap<string, string>>();

function columnIdsOf(line: LinePlan): ReadonlyMap<string, string> {
  const found = known.get(line) ?? new Map(line.tasks.filter(({ removed }) => removed !== true).map((task) => [keyOf(task), columnOf(line, task).id]));
  known.set(line, found);
  return found;
}
