import type { CampaignPlan } from '../../../../../campaign/definition/plan.ts';
import { chineseDay } from '../../../../../campaign/time/chinese.ts';
import { type Instant, dayOf } from '../../../../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../../../../campaign/time/workingDays.ts';
import type { Light } from '../../../dashboard/lights.ts';
import type { Overdue } from '../../../dashboard/waits.ts';
import { type Html, html } from '../../../html.ts';
import { organiserUnitPath } from '../paths.ts';
import { sign } from './signs.ts';

const LEVELS = ['red', 'yellow', 'blue', 'over'] as const satisfies readonly Light[];
const TEXTS: Readonly<Record<(typeof LEVELS)[number], string>> = { red: '红色提醒', yellow: '黄色提醒', blue: '蓝色提醒', over: '尚未到提醒层级' };

/** Names at each level before the rest is folded away, and tasks in the list. */
const NAMES = 6;
const LISTED = 60;

/** 过期未收到: at which level how much, whose, and all of it on request. */
export function overdue(all: readonly Overdue[], plan: CampaignPlan, now: Instant): Html {
  if (all.length === 0) return html`<h2>过期未收到</h2><p>没有过期未收到的事项。</p>`;
  const levels = Map.groupBy(all, ({ task }) => task.level ?? 'over');
  return html`<h2>过期未收到</h2>
<table class="list tight"><thead><tr><th scope="col">层级</th><th scope="col" class="figure">数量</th><th scope="col">单位</th></tr></thead><tbody>
${LEVELS.map((level) => levelRow(level, levels.get(level) ?? []))}</tbody></table>
<details><summary>逐项列出（${all.length} 项）</summary><table class="list tight"><thead><tr><th scope="col">单位</th><th scope="col">事项</th><th scope="col">期限</th><th scope="col">层级</th></tr></thead><tbody>
${all.slice(0, LISTED).map((each) => html`<tr><th scope="row"><a href="${organiserUnitPath(each.task.unit)}">${each.name}</a></th><td>${each.task.title}</td><td>${pastText(plan, each.task.due, now)}</td><td>${sign(each.task.level ?? 'over')}</td></tr>`)}
</tbody></table>${all.length > LISTED && html`<p class="quiet">只列等得最久的 ${LISTED} 项；其余见<a href="/organiser?show=overdue#table">各单位情况</a>。</p>`}</details>`;
}

function levelRow(level: (typeof LEVELS)[number], all: readonly Overdue[]): Html | false {
  if (all.length === 0) return false;
  const units = [...new Map(all.map(({ task: { unit }, name }) => [unit, name]))];
  return html`<tr><th scope="row">${sign(level, TEXTS[level])} <span aria-hidden="true">${TEXTS[level]}</span></th><td class="figure"><strong>${all.length}</strong> 项</td>
<td>${units.slice(0, NAMES).map(([unit, name], index) => html`${index > 0 && '、'}<a href="${organiserUnitPath(unit)}">${name}</a>`)}${units.length > NAMES && html`<a href="/organiser?show=overdue#table">等 ${units.length} 个单位</a>`}</td></tr>`;
}

/** 10月18日（周五），已过 3 个工作日. */
function pastText({ calendar }: CampaignPlan, due: Instant, now: Instant): string {
  return `${chineseDay(dayOf(due))}，已过 ${String(workingDaysBetween(calendar, dayOf(due), dayOf(now)))} 个工作日`;
}
