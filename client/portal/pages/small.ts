import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Fields, type Remark, one } from '../form.ts';
import { type Html, html } from '../html.ts';
import { dueText } from '../words.ts';
import { area, line, remarksOf } from './fields.ts';
import { layout } from './layout.ts';
import { taskPath, unitPath } from './paths.ts';

interface SmallPage {
  readonly view: UnitView;
  readonly csrf: string;
  readonly fields: Fields;
  readonly wrong: readonly Remark[];
}

/** 申请延期. */
export function extensionPage(deps: PortalDeps, page: SmallPage & { readonly task: UnitTask }): Html {
  const { view, task, csrf, fields, wrong } = page;
  const remarks = (name: string) => remarksOf({ wrong, missing: [] }, name);
  return layout(deps, {
    title: '申请延期', view, csrf, back: { href: taskPath(view, task), text: task.title }, body: html`
<p class="lead">现时间：<strong>${dueText(task)}</strong></p>${whole(wrong)}
<form class="form" method="post" action="${taskPath(view, task)}/extension"><input type="hidden" name="csrf" value="${csrf}">
${line({ name: 'until', label: '希望延到', value: one(fields, 'until'), remarks: remarks('until'), kind: 'date', hint: '请选工作日，例如 2024-10-25。' })}
${area({ name: 'why', label: '原因（可不填）', value: one(fields, 'why'), remarks: remarks('why'), rows: 4 })}
<div class="actions"><button type="submit">提交申请</button></div></form>`,
  });
}

/** 转办, or one's own data put right: letters go there from now on. */
export function delegatePage(deps: PortalDeps, { view, csrf, fields, wrong }: SmallPage): Html {
  const remarks = (name: string) => remarksOf({ wrong, missing: [] }, name);
  return layout(deps, {
    title: '转办或更正联络信息', view, csrf, back: { href: unitPath(view), text: '全部事项' }, body: html`
<p>以后的函件发给下面的联络员，尚未办结的事项会重新发函布置。<strong>邮箱有变的，此前的链接随即停用</strong>，您将不能再用原链接进入。</p>${whole(wrong)}
<form class="form" method="post" action="${unitPath(view)}/delegate"><input type="hidden" name="csrf" value="${csrf}">
${line({ name: 'role', label: '称谓（例如：张三，联络员）', value: one(fields, 'role'), remarks: remarks('role'), max: 40 })}
${line({ name: 'phone', label: '办公电话', value: one(fields, 'phone'), remarks: remarks('phone'), kind: 'tel', max: 40 })}
${line({ name: 'mail', label: '邮箱', value: one(fields, 'mail'), remarks: remarks('mail'), kind: 'email', max: 200 })}
<div class="actions"><button type="submit">确认</button></div></form>`,
  });
}

/** After the mailbox has changed: this session is over. */
export function delegatedPage(deps: PortalDeps, view: UnitView): Html {
  return layout(deps, {
    title: '已转办', view, body: html`<div class="note done" role="status">已登记新的联络员，原链接已停用。新联络员会收到带有专属链接的函件；也可在“<a href="/new-link">获取新链接</a>”页用其邮箱立即取得链接。</div>`,
  });
}

function whole(wrong: readonly Remark[]): Html | false {
  const own = wrong.filter(({ field }) => field === '');
  return own.length > 0 && html`<div class="note wrong" role="alert">${own.map(({ text }) => html`<p>${text}</p>`)}</div>`;
}
