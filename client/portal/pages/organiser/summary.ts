import type { Campaigns } from '../../../campaigns.ts';
import type { ConcernView } from '../../../concerns.ts';
import type { PortalDeps } from '../../deps.ts';
import type { Fields, Remark } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { markdown } from '../markdown.ts';
import { deedForm, doneNote } from './deedForm.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

export const SUMMARY = '/organiser/summary';

export interface SummaryPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  /** Or why there is none. */
  readonly draft: Awaited<ReturnType<Campaigns['summaryDraft']>> | string;
  /** Those without an answer. */
  readonly open: readonly ConcernView[];
  readonly done: boolean;
  readonly fields: Fields;
  readonly wrong: readonly Remark[];
}

/** 总结: the draft as everybody would get it, what stands before its approval, and the approval of exactly what was read. */
export function summaryPage(deps: PortalDeps, { draft, open, done, fields, wrong, ...page }: SummaryPage): Html {
  return organiserPage(deps, {
    ...page, title: '总结', at: SUMMARY, body: html`${doneNote(done ? '已审定。总结随即发给各参与单位，并写入归档。' : undefined)}
${typeof draft === 'string' ? html`<div class="note">${draft}</div>` : html`
<p class="lead">${draft.approved ? '此稿已审定。' : '以下是自动汇总的总结稿，尚未审定。截止后收到补充、案例选用有变化，都会重新汇总。'}</p>
${open.length > 0 && html`<div class="note wrong"><p>有 ${open.length} 件反映问题尚未答复，总结暂不能审定：<a href="/organiser/concerns">去答复</a>。</p></div>`}
<p class="actions"><a class="button second" href="${SUMMARY}/draft.md">下载</a></p>
${markdown(draft.text)}
${draft.annex !== null && html`<details><summary>仅供组织方：未报情况和需核实的内容</summary>${markdown(draft.annex)}</details>`}
${page.role === 'office' && !draft.approved && html`<div class="panel"><h2>审定</h2>${deedForm({
    deed: { title: '审定', button: '审定并印发', asks: [], says: ['审定的就是上面这一稿；此间如有变化，会请您再看。', '审定后发给各参与单位，不能撤回。'] },
    action: SUMMARY, csrf: page.csrf, about: { draft: draft.digest }, fields, wrong,
  })}</div>`}`}`,
  });
}
