import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { dueText, isToDo, leftText, standingOf, verbOf } from '../words.ts';
import { layout } from './layout.ts';
import { isLead } from './lead/frame.ts';
import { leadPath, taskPath, unitPath } from './paths.ts';

export interface UnitPage {
  readonly view: UnitView;
  readonly csrf: string;
  readonly mayAct: boolean;
  readonly drafts: ReadonlySet<string>;
  readonly done?: 'acknowledged' | undefined;
}

/** Everything that is asked of a unit, on one screen: what, by when, how it stands. */
export function unitPage(deps: PortalDeps, page: UnitPage): Html {
  const { view, csrf, mayAct, done } = page;
  const todo = view.tasks.filter(isToDo).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const others = view.tasks.filter((task) => !isToDo(task));
  return layout(deps, {
    title: view.unit.name, view, csrf, body: html`
${done === 'acknowledged' && html`<div class="note done" role="status">已记录：贵单位已收到来函。感谢。</div>`}
${summary(view, todo)}
${mayAct && !view.acknowledged && todo.length > 0 && html`<form class="panel" method="post" action="${unitPath(view)}/acknowledge"><input type="hidden" name="csrf" value="${csrf}">
<p>材料稍后再办的，可先告知已收到来函。</p><button class="second" type="submit">已收到来函</button></form>`}
${todo.length > 0 && html`<h2>待办理</h2><ul class="tasks">${todo.map((task) => card(page, task, task === next(view, todo)))}</ul>`}
${others.length > 0 && html`<h2>${todo.length > 0 ? '其他事项' : '事项'}</h2><ul class="tasks">${others.map((task) => card(page, task, false))}</ul>`}
${mayAct && isLead(view) && html`<h2>下属单位</h2><p class="actions"><a class="button second" href="${leadPath(view.unit.id)}">查看和审核下属单位的材料</a></p>`}
${contact(view, mayAct)}`,
  });
}

function summary(view: UnitView, todo: readonly UnitTask[]): Html {
  const first = next(view, todo);
  if (first === undefined) return html`<p class="lead">目前没有待办理的事项。感谢支持。</p>`;
  const past = todo.filter(({ due }) => due <= view.asOf).length;
  const ahead = first.due > view.asOf && html`，${todo.length > 1 ? '下一项' : ''}时间为<strong>${dueText(first)}</strong>`;
  return html`<p class="lead">有 <strong>${todo.length}</strong> 项待办理${past > 0 && `，其中 ${String(past)} 项约定时间已到`}${ahead}。</p>`;
}

/** What to begin with: the earliest that is still ahead, else the earliest. One button on the page says so; the others open by their titles. */
function next({ asOf }: UnitView, todo: readonly UnitTask[]): UnitTask | undefined {
  return todo.find(({ due }) => due > asOf) ?? todo[0];
}

function card({ view, mayAct, drafts }: UnitPage, task: UnitTask, isNext: boolean): Html {
  const standing = standingOf(view, task);
  const last = task.versions.at(-1);
  const left = leftText(view, task);
  const hasDraft = drafts.has(task.task);
  const path = taskPath(view, task);
  return html`<li class="task ${standing.tone}">
<div class="row"><h3><a href="${path}">${task.title}</a></h3><span class="tag ${standing.tone}">${standing.text}</span></div>
<p class="due"><strong>${dueText(task)}</strong>${left !== '' && html`<span class="left">${left}</span>`}</p>
${last !== undefined && html`<p class="quiet">第 ${last.version} 版，回执号 ${last.receipt}</p>`}
${hasDraft && html`<p class="quiet">有未提交的草稿</p>`}
${mayAct && isNext && html`<p class="actions"><a class="button" href="${path}/report">${hasDraft ? '继续填写' : last?.state === 'returned' ? '补充材料' : `填写${verbOf(view)}材料`}</a></p>`}
</li>`;
}

function contact(view: UnitView, mayAct: boolean): Html | false {
  const { contact: card } = view;
  return card !== undefined && html`<h2>联络员</h2>
<dl class="facts"><dt>联络员</dt><dd>${card.role ?? '（未登记）'}</dd><dt>电话</dt><dd>${card.phone ?? '（未登记）'}</dd><dt>邮箱</dt><dd>${card.mail}</dd></dl>
${mayAct && html`<p class="actions"><a class="button second" href="${unitPath(view)}/delegate">转办或更正联络信息</a></p>`}`;
}
