import type { NamedPerson } from '../../../../activities/store/people.ts';
import { chineseDate } from '../../../../campaign/time/chinese.ts';
import { dayOf, fromMillis } from '../../../../campaign/time/instant.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Fields, type Remark, one } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { ROLE_NAMES } from '../../words.ts';
import { choice, line, remarksOf } from '../fields.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

export interface PeoplePage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly people: readonly NamedPerson[];
  readonly fields: Fields;
  readonly wrong: readonly Remark[];
  readonly done?: 'named' | 'dropped' | undefined;
}

const DONE = { named: '已登记，专属链接已发往该邮箱。', dropped: '已取消，其链接和已打开的页面立即停用。' } as const;

/** 人员: who reviews and who reads besides the office. */
export function peoplePage(deps: PortalDeps, page: PeoplePage): Html {
  const { people, csrf, fields, wrong, done, view } = page;
  const remarks = (name: string) => remarksOf({ wrong, missing: [] }, name);
  const own = [...view.mailboxes.office.map((mail) => ({ mail, role: 'office' as const })), ...view.mailboxes.head.map((mail) => ({ mail, role: 'head' as const }))];
  return organiserPage(deps, {
    ...page, title: '人员', at: '/organiser/people', body: html`
${done !== undefined && html`<div class="note done" role="status">${DONE[done]}</div>`}
<p>审核人员可以审核报送材料，查阅人员只看不办。办公室和负责同志由活动方案确定，更换请修订方案。</p>
<table class="list"><thead><tr><th scope="col">邮箱</th><th scope="col">身份</th><th scope="col">登记日期</th><th scope="col"><span class="aside">办理</span></th></tr></thead><tbody>
${own.map(({ mail, role }) => html`<tr><td>${mail}</td><td>${ROLE_NAMES[role]}</td><td>活动方案</td><td></td></tr>`)}
${people.toSorted((a, b) => a.since - b.since).map(({ mail, role, since }) => html`<tr><td>${mail}</td><td>${ROLE_NAMES[role]}</td><td>${chineseDate(dayOf(fromMillis(since)))}</td>
<td><form method="post" action="/organiser/people/drop"><input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="mail" value="${mail}"><button class="plain" type="submit" aria-label="取消 ${mail}">取消</button></form></td></tr>`)}
</tbody></table>
<h2>登记</h2>
<form class="form" method="post" action="/organiser/people"><input type="hidden" name="csrf" value="${csrf}">
${line({ name: 'mail', label: '邮箱', value: one(fields, 'mail'), remarks: remarks('mail'), kind: 'email', max: 200 })}
${choice({ name: 'role', label: '身份', value: one(fields, 'role') || 'reviewer', remarks: remarks('role'), options: [['reviewer', '审核人员：审核报送材料'], ['auditor', '查阅人员：只看不办']] })}
<div class="actions"><button type="submit">登记并发送专属链接</button></div></form>`,
  });
}
