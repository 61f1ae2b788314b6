import { dayOf } from '../../../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../../../campaign/time/workingDays.ts';
import type { AskedExtension, LeadView, LedUnit } from '../../../lead.ts';
import type { Queued } from '../../../reviewQueue.ts';
import type { UnitTask, UnitView } from '../../../units.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { type Standing, chineseInstant } from '../../words.ts';
import { phone } from '../layout.ts';
import { queueTable } from '../organiser/queue.ts';
import { leadPath, reviewPath } from '../paths.ts';
import { leadPage } from './frame.ts';

export interface UnitsPage {
  readonly view: UnitView;
  readonly lead: LeadView;
  readonly queue: readonly Queued[];
  /** Own tasks that the units below have too, and that may still be reported. */
  readonly rollUps: readonly UnitTask[];
  readonly csrf: string;
  readonly told: { readonly text: string; readonly wrong: boolean } | undefined;
}

type Task = LedUnit['tasks'][number];

/** 下属单位: who is missing and how to reach them, what waits for the lead, how everything stands. */
export function unitsPage(deps: PortalDeps, page: UnitsPage): Html {
  const { view, lead, queue, rollUps, told, csrf } = page;
  const all = lead.units.flatMap((unit) => unit.tasks.map((task) => ({ unit, task })));
  const missing = all.filter(({ task }) => task.state === 'open' || task.state === 'missing');
  const received = all.filter(({ task }) => task.state === 'submitted' || task.state === 'accepted').length;
  return leadPage(deps, {
    view, csrf, title: '下属单位', at: leadPath(view.unit.id), body: html`
${told !== undefined && html`<div class="note ${told.wrong ? 'wrong' : 'done'}" role="${told.wrong ? 'alert' : 'status'}">${told.text}</div>`}
<p class="lead">${lead.units.length} 个单位、${all.length} 项：已收到 <strong>${received}</strong>，待您审核 <strong>${queue.length}</strong>，尚未收到 <strong>${missing.length}</strong>。</p>
${rollUps.length > 0 && html`<p class="actions">${rollUps.map(({ task, title }) => html`<a class="button second" href="${leadPath(view.unit.id)}/rollup/${task}">汇总到本单位的“${title}”</a>`)}</p>`}
${queue.length > 0 && html`<h2>待您审核</h2>${queueTable(queue, '')}`}
${lead.extensions.length > 0 && html`<h2>延期申请</h2>${lead.extensions.map((each) => extension(page, each))}`}
<h2>尚未收到</h2>${missing.length === 0 ? html`<p>没有。各单位都已报送。</p>` : missingTable(page, missing)}
<h2>各单位情况</h2>${matrix(page)}`,
  });
}

function missingTable(page: UnitsPage, missing: readonly { readonly unit: LedUnit; readonly task: Task }[]): Html {
  return html`<div class="scroll" role="region" aria-label="尚未收到的单位" tabindex="0"><table class="list cards"><thead><tr><th scope="col">单位</th><th scope="col">事项</th><th scope="col">约定时间</th><th scope="col">联络员和电话</th><th scope="col">提醒</th></tr></thead><tbody>
${missing.map(({ unit, task }) => html`<tr><td><strong>${unit.name}</strong></td><td data-label="事项">${task.title}</td><td data-label="约定时间">${chineseInstant(task.due)}前${left(page, task)}</td><td data-label="联络员">${caller(unit)}</td><td>${reminder(page, unit, task)}</td></tr>`)}</tbody></table></div>`;
}

function caller({ card, acknowledged, refusing }: LedUnit): Html {
  const name = card?.role ?? '联络员';
  return html`${name} ${card?.phone === undefined ? html`<span class="quiet">通讯录无电话</span>` : phone(card.phone)}<br><span class="quiet">${refusing ? '邮箱拒收，请电话联系' : acknowledged ? '已确认收到来函' : '尚未确认收到来函'}</span>`;
}

/** 发函提醒: within the budget of letters; the line says so if there is none left. */
function reminder({ csrf, lead: { status } }: UnitsPage, { id, name, refusing }: LedUnit, { task, state }: Task): Html | false {
  return state === 'open' && !refusing && html`<form method="post" action="/lead/units/${id}/tasks/${task}/remind"><input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="asked" value="${status.asOf}"><button class="second small" type="submit" aria-label="提醒${name}">发函提醒</button></form>`;
}

function left({ lead: { line: { calendar }, now } }: UnitsPage, { due }: Task): Html {
  const [today, on] = [dayOf(now), dayOf(due)];
  return html`<br><span class="quiet">${due < now ? `已过 ${String(workingDaysBetween(calendar, on, today))} 个工作日` : today === on ? '今天到期' : `还有 ${String(workingDaysBetween(calendar, today, on))} 个工作日`}</span>`;
}

/** Units x tasks; each word says by itself how it stands. */
function matrix({ lead: { units } }: UnitsPage): Html {
  const titles = new Map(units.flatMap(({ tasks }) => tasks.map(({ task, title }) => [task, title] as const)));
  return html`<div class="scroll" role="region" aria-label="各单位情况" tabindex="0"><table class="list"><thead><tr><th scope="col">单位</th>${[...titles.values()].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>
${units.map((unit) => html`<tr><th scope="row">${unit.name}</th>${[...titles.keys()].map((name) => cell(unit.tasks.find(({ task }) => task === name)))}</tr>`)}</tbody></table></div>`;
}

function cell(task: Task | undefined): Html {
  if (task === undefined) return html`<td>—</td>`;
  const { text, tone } = standing(task);
  const tag = html`<span class="tag ${tone}">${text}</span>${task.late && html` <span class="quiet">晚于约定时间</span>`}`;
  return html`<td>${task.versions > 0 ? html`<a href="${reviewPath(task)}">${tag}</a>` : tag}</td>`;
}

/** How a task of a unit below stands, for its lead. */
export function standing({ state, versions }: Pick<Task, 'state' | 'versions'>): Standing {
  switch (state) {
    case 'scheduled': return { text: '尚未开始', tone: 'rest' };
    case 'exempt': return { text: '免报', tone: 'rest' };
    case 'missing': return { text: '截止时未收到', tone: 'rest' };
    case 'accepted': return { text: '审核通过', tone: 'done' };
    case 'submitted': return { text: '待审核', tone: 'todo' };
    case 'open': return versions > 0 ? { text: '待补充', tone: 'more' } : { text: '待报送', tone: 'more' };
  }
}

function extension({ lead: { units }, csrf }: UnitsPage, { unit, task, due, until, why }: AskedExtension): Html {
  const own = units.find(({ id }) => id === unit);
  const id = `x-${unit}-${task}`;
  return html`<form class="panel" method="post" action="/lead/units/${unit}/tasks/${task}/extension"><input type="hidden" name="csrf" value="${csrf}">
<h3>${own?.name ?? unit}：${own?.tasks.find((each) => each.task === task)?.title ?? task}</h3>
<p>原定${chineseInstant(due)}前，申请延期到<strong>${chineseInstant(until)}</strong>。${why !== undefined && html`<span class="quiet">理由：${why}</span>`}</p>
<div class="field"><label for="${id}">答复（可不填）</label><input id="${id}" name="text" type="text" maxlength="2000"></div>
<button type="submit" name="do" value="grant">同意延期</button><button class="second" type="submit" name="do" value="refuse">不同意，期限不变</button></form>`;
}
