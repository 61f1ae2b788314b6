import { setCurrentDetails } from '@temporalio/workflow';
import { GRAVITY } from '../../campaign/line/letter.ts';
import { type ShownState, type TaskOutcome, outcome, overdueTasks } from '../../campaign/line/outcome.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import { type Instant, toMillis } from '../../campaign/time/instant.ts';
import { ATTENTION, ESCALATION_LEVEL, NEXT_DEADLINE, OVERDUE_TASKS, type Pair, REPORT_STATUS } from '../searchAttributes.ts';
import type { LineRun } from './lineRun.ts';
import { LEVEL_NAMES, tableOf } from '../table.ts';
import { attention } from './news.ts';

/** Rows of the table; a province with 200 units shows what is not done first. */
const ROWS = 40;

const STATES: Readonly<Record<ShownState, string>> = {
  scheduled: '未布置', open: '待报送', submitted: '待审核', accepted: '已收悉', exempt: '免报', missing: '未报送',
};
const URGENCY: readonly ShownState[] = ['missing', 'open', 'submitted', 'scheduled', 'accepted', 'exempt'];

/** What an administrator reads under User Metadata, and filters the list by. */
export function showLine(run: LineRun, next: Instant | undefined, write: (pairs: readonly Pair[]) => void): void {
  const { plan, state } = run;
  const now = run.clock.now();
  const { tasks } = outcome(plan, state, now);
  const concerns = attention(run, now);
  const open = tasks.filter((task) => task.state === 'open');
  const deadline = [...open, ...tasks.filter((task) => task.state === 'scheduled')]
    .map(({ due }) => due).filter((due) => due > now).sort()[0];
  const level = Math.max(0, ...tasks.map((task) => (task.level === null ? 0 : GRAVITY[task.level])));
  const overdue = overdueTasks(plan, state, now);
  write([
    { key: REPORT_STATUS, value: overallStatus(tasks, overdue) },
    { key: ATTENTION, value: concerns },
    { key: OVERDUE_TASKS, value: overdue },
    { key: ESCALATION_LEVEL, value: level },
    { key: NEXT_DEADLINE, value: deadline === undefined ? null : new Date(toMillis(deadline)) },
  ]);
  setCurrentDetails(table(plan, tasks, next, now));
}

/** One word for the whole line. */
function overallStatus(tasks: readonly TaskOutcome[], overdue: number): string {
  const states = new Set(tasks.map(({ state }) => state));
  if (overdue > 0) return '有未反馈';
  if (states.has('missing')) return '有未报';
  if (states.has('submitted')) return '待审核';
  if (states.has('open')) return '待报送';
  return states.has('scheduled') ? '未布置' : '已完成';
}

function table(plan: LinePlan, tasks: readonly TaskOutcome[], next: Instant | undefined, now: Instant): string {
  const names = new Map(plan.units.map(({ id, name }) => [id, name]));
  const sorted = [...tasks].sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || (a.due < b.due ? -1 : 1));
  const rows = sorted.slice(0, ROWS).map((task) => [
    names.get(task.unit) ?? task.unit, plan.rules[task.task]?.title ?? task.task, chineseInstant(task.due),
    `${STATES[task.state]}${task.late ? '（逾期）' : ''}`, task.level === null ? '—' : LEVEL_NAMES[task.level],
  ]);
  const rest = tasks.length - rows.length;
  return [
    `**${plan.title} · ${plan.name}**`, '',
    `截至${chineseInstant(now)}，共 ${String(tasks.length)} 项；${next === undefined ? '后续无待办。' : `下一节点：${chineseInstant(next)}。`}`, '',
    ...tableOf(['单位', '报送事项', '期限', '状态', '提醒层级'], rows),
    ...(rest > 0 ? ['', `另有 ${String(rest)} 项未列出。`] : []),
  ].join('\n');
}
