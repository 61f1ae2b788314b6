import { OUTSTANDING, type Outstanding } from '../../../planning.ts';
import type { Deed } from '../../deeds/deed.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Fields, type Remark, one } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { deedForm, doneNote } from './deedForm.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

export const NOTICE = '/organiser/notice';
export const NOTICE_DONE = { notice: '已印发通知，随即发给各参与单位。', announce: '已受理，宣传材料随即发给各参与单位。' } as const;

export const NOTICE_DEEDS: Readonly<Record<keyof typeof NOTICE_DONE, Deed>> = {
  notice: {
    title: '印发通知', button: '印发通知', blame: '', says: ['发给每个参与单位的联络员，不能撤回。', '会签未复、不同意，或牵头单位未确认的，不能印发。'],
    asks: [{ name: 'documentNumber', label: '文号', as: 'line' }, { name: 'text', label: '通知正文（可不填；纸质印发的，只写文号即可）', as: 'area' }],
  },
  announce: {
    title: '发送宣传材料', button: '发送宣传材料', blame: 'text', says: ['发给每个参与单位的联络员：海报、工作简报等，不要求反馈。'],
    asks: [{ name: 'text', label: '正文', as: 'area' }, { name: 'link', label: '海报等的网址（可不填）', as: 'line', hint: '以 https:// 开头的完整网址' }],
  },
};

export interface NoticePage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly issued: boolean;
  readonly outstanding: readonly Outstanding[];
  readonly done: keyof typeof NOTICE_DONE | undefined;
  readonly typed: Fields;
  readonly wrong: readonly Remark[];
}

/** 通知和宣传: whom the notice waits for, its issue, and what is sent to everybody. */
export function noticePage(deps: PortalDeps, { issued, outstanding, done, typed, wrong, ...page }: NoticePage): Html {
  const form = (what: keyof typeof NOTICE_DONE): Html => deedForm({
    deed: NOTICE_DEEDS[what], action: NOTICE, csrf: page.csrf, about: { what }, id: `${what}-`, ...(one(typed, 'what') === what ? { fields: typed, wrong } : {}),
  });
  return organiserPage(deps, {
    ...page, title: '通知和宣传', at: NOTICE, body: html`${doneNote(done && NOTICE_DONE[done])}
<h2>印发通知</h2>${issued ? html`<p>通知已经印发。</p>` : html`${waiting(outstanding)}${form('notice')}`}
<h2>宣传材料</h2>${form('announce')}`,
  });
}

function waiting(outstanding: readonly Outstanding[]): Html {
  if (outstanding.length === 0) return html`<p>会签单位均已同意，可以印发。</p>`;
  return html`<p>还在等 <strong>${outstanding.length}</strong> 项：</p><table class="list"><thead><tr><th scope="col">单位</th><th scope="col">情况</th><th scope="col">推定由其牵头的活动</th></tr></thead><tbody>
${outstanding.map(({ unit, name, what, state, actions }) => html`<tr><td><a href="/organiser/units/${unit}/act">${name}</a></td><td>${OUTSTANDING[what][state]}</td><td>${actions.join('、')}</td></tr>`)}</tbody></table>`;
}
