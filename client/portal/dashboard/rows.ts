import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { keyOf, ORGANISER, type LinePlan } from '../../../campaign/line/plan.ts';
import type { TaskStanding } from '../../../campaign/line/standing.ts';
import { type Day, type Instant, dayOf } from '../../../campaign/time/instant.ts';
import { shift } from '../../../campaign/time/workingDays.ts';
import type { LineStatus } from '../../../workflows/contract.ts';
import type { Overview } from '../../overview.ts';
import { columnOf } from './columns.ts';
import { type Light, gravest, isDone, isLate, isWanting, lightOf } from './lights.ts';

/** Some tasks of one column in one sign: the gravest of them, and how many are done. */
export interface Cell {
  readonly light: Light;
  readonly count: number;
  readonly done: number;
  /** Of its subordinate units: in one sign too. */
  readonly below?: { readonly light: Light; readonly count: number; readonly done: number };
}

/** One participant in the table. */
export interface Row {
  readonly line: string;
  readonly name: string;
  readonly group: Group;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly attention: readonly string[];
  readonly isLate: boolean;
  /** Something of it waits for the office. */
  readonly waits: boolean;
  /** Late, or waiting for anybody, or its letters do not arrive. */
  readonly isWanting: boolean;
  /** Its state is not read yet. */
  readonly isUnread: boolean;
}

export const GROUPS = { department: '部门', region: '地区', own: '本系统' } as const;
export type Group = keyof typeof GROUPS;

export type Show = 'all' | 'overdue' | 'waiting';

/** How near a due time is worth a sign. */
const SOON_DAYS = 3;

/** Departments, our own, regions. */
export function groupOf({ relation, kind }: CampaignPlan['participants'][number]): Group {
  return relation === 'own' ? 'own' : kind;
}

/** Every participant, in the order of signing. */
export function rowsOf({ plan, lines, now }: Overview): Row[] {
  const soon = soonOf(plan, now);
  const known = new Map(plan.lines.map((line) => [line.line, line]));
  return plan.participants.flatMap((participant) => {
    const line = known.get(participant.id);
    return line === undefined || line.line === ORGANISER ? [] : [rowOf(line, participant, lines.get(line.line), now, soon)];
  });
}

/** The day by whose end something is due soon. */
export function soonOf({ calendar }: CampaignPlan, now: Instant): Day {
  return shift(calendar, dayOf(now), SOON_DAYS) ?? dayOf(now);
}

/** Those that are asked for: late ones, waiting ones, of this name. */
export function shown(rows: readonly Row[], show: Show | undefined, name: string): readonly Row[] {
  return rows.filter((row) => (show === 'overdue' ? row.isLate : show === 'waiting' ? row.waits : true) && (row.name.includes(name) || row.line === name));
}

function rowOf(plan: LinePlan, participant: CampaignPlan['participants'][number], status: LineStatus | undefined, now: Instant, soon: Day): Row {
  const tasks = status === undefined ? [] : lit(plan, status, now, soon);
  const cells = new Map<string, Cell>();
  for (const [column, all] of Map.groupBy(tasks, ({ column: of }) => of)) {
    const [own, below] = [all.filter(({ unit }) => unit === plan.line), all.filter(({ unit }) => unit !== plan.line)].map(together);
    const main = own ?? below;
    if (main !== undefined) cells.set(column, { ...main, ...(own === undefined || below === undefined ? {} : { below }) });
  }
  const late = tasks.some(({ light }) => isLate(light));
  const waits = status?.waiting?.some(({ who }) => who === 'office') ?? false;
  const attention = (status?.attention ?? []).filter((each) => each !== 'awaiting-review');
  return {
    line: plan.line, name: participant.name, group: groupOf(participant), cells, attention, isLate: late, waits, isUnread: status === undefined,
    isWanting: waits || attention.includes('mail-failing') || tasks.some(({ light }) => isWanting(light)),
  };
}

interface Lit { readonly unit: string; readonly column: string; readonly light: Light }

function lit(plan: LinePlan, status: LineStatus, now: Instant, soon: Day): Lit[] {
  const standing = new Map<string, TaskStanding>(status.tasks.map((task) => [keyOf(task), task]));
  return plan.tasks.flatMap((task) => {
    const own = standing.get(keyOf(task));
    return own === undefined || task.removed === true ? [] : [{ unit: task.unit, column: columnOf(plan, task).id, light: lightOf(own, now, soon) }];
  });
}

function together(tasks: readonly Lit[]): { light: Light; count: number; done: number } | undefined {
  const light = gravest(tasks.map((task) => task.light));
  return light === undefined ? undefined : { light, count: tasks.length, done: tasks.filter((task) => isDone(task.light)).length };
}
