import { DECLARATIONS, DECLARATION_TITLES } from '../../../campaign/summary/report.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Remark, type ReportForm, one } from '../form.ts';
import { type Html, html } from '../html.ts';
import { MAX_RESUMABLE_BYTES } from '../resumable.ts';
import type { Ticket } from '../upload.ts';
import { dueText, leftText, verbOf } from '../words.ts';
import { area, choice, field, line, remarksOf, tick } from './fields.ts';
import { filesField } from './filesField.ts';
import { layout, words } from './layout.ts';
import { taskPath } from './paths.ts';

export interface ReportPage {
  readonly view: UnitView;
  readonly task: UnitTask;
  readonly csrf: string;
  readonly form: ReportForm;
  /** The sealed words by which the form carries its files on, in their order. */
  readonly tickets: readonly Ticket[];
  /** What cannot be meant so: it is corrected first. */
  readonly wrong: readonly Remark[];
  /** What was asked for and is not there: it may go all the same. */
  readonly missing: readonly Remark[];
  /** Blocks for cases. */
  readonly cases: number;
  readonly saved?: boolean;
  /** Of the page as it is opened now. */
  readonly tab: string;
}

// The first button is what Enter in a line presses: it must neither submit nor add a case.
/** The form of a report, made from what the task asks for. Works without script; nothing typed is lost by an error. */
export function reportPage(deps: PortalDeps, page: ReportPage): Html {
  const { view, task, csrf, form, wrong, missing, saved } = page;
  const left = leftText(view, task);
  const verb = verbOf(view);
  const last = task.versions.at(-1);
  return layout(deps, {
    title: task.title, view, csrf, back: { href: taskPath(view, task), text: '返回事项' }, script: true, body: html`
<p class="lead"><strong>${dueText(task)}</strong>${left !== '' && html`<span class="left">${left}</span>`}</p>
${saved === true && html`<div class="note done" role="status">草稿已保存，可以离开，以后从同一链接继续填写。</div>`}
${top(wrong, missing)}
${last?.state === 'returned' && last.comment !== undefined && html`<blockquote class="comment">${words(last.comment)}<p class="quiet">对第 ${last.version} 版的审核意见</p></blockquote>`}
<form class="form" id="report" method="post" action="${taskPath(view, task)}/report" enctype="multipart/form-data" data-uploads="${taskPath(view, task)}/uploads" data-max="${MAX_RESUMABLE_BYTES}">
<input type="hidden" name="csrf" value="${csrf}">
<input type="hidden" name="request" value="${form.request}">
<input type="hidden" name="seen" value="${form.saved ?? 0}">
<input type="hidden" name="tab" value="${page.tab}">
<button class="unseen" type="submit" name="do" value="save" tabindex="-1" aria-hidden="true">保存草稿</button>
${parts(page)}
<div class="panel"><h2>零报告</h2>
${tick({ name: 'nil', value: 'on', label: '确无相关情况', checked: one(form.fields, 'nil') === 'on', remarks: [] })}
${line({ name: 'reason', label: '说明（可不填）', value: one(form.fields, 'reason'), remarks: remarksOf(page, 'reason'), max: 2000 })}
</div>
<p class="secrecy-check">提交前请再次确认：所填内容和附件<strong>均不涉密</strong>，并已经本单位审核。</p>
<div class="actions">
${wrong.length === 0 && missing.length > 0
    ? html`<button type="submit" name="do" value="anyway">仍然提交</button><button class="second" type="submit" name="do" value="submit">补充后提交</button>`
    : html`<button type="submit" name="do" value="submit">提交${verb}材料</button>`}
<button class="second" type="submit" name="do" value="save">保存草稿</button>
</div>
<p class="remark" id="held" role="status"></p>
<p class="quiet" id="autosave" role="status"></p>
</form>`,
  });
}

function top(wrong: readonly Remark[], missing: readonly Remark[]): Html | false {
  if (wrong.length > 0) return html`<div class="note wrong" role="alert"><p><strong>尚未提交，请先改正：</strong></p>${list(wrong)}</div>`;
  return missing.length > 0 && html`<div class="note" role="alert"><p><strong>尚未提交。</strong>下列内容还没有；可以补充，确实没有的也可直接提交：</p>${list(missing)}</div>`;
}

function list(remarks: readonly Remark[]): Html {
  return html`<ul>${remarks.map(({ field: name, text }) => html`<li>${name === '' ? text : html`<a href="#f-${name}">${text}</a>`}</li>`)}</ul>`;
}

/** The fields, as the task's rule asks for them. */
function parts(page: ReportPage): Html {
  const { form: { fields }, task: { rule }, cases } = page;
  const { evidence } = rule;
  const opinion = rule.form === 'proposal' || rule.form === 'countersign';
  const figures = evidence.figures ?? [];
  const remarks = (name: string) => remarksOf(page, name);
  const declarations = DECLARATIONS.filter((each) => rule.declarations.includes(each));
  return html`${opinion && choice({ name: 'answer', label: '意见', value: one(fields, 'answer'), remarks: remarks('answer'), options: [['agree', '同意'], ['comments', '有修改意见'], ['disagree', '不同意']] })}
${area({ name: 'narrative', label: opinion ? '具体意见' : '情况说明', value: fields['narrative']?.[0] ?? '', remarks: remarks('narrative'), rows: 10,
    hint: evidence.narrative === undefined || evidence.narrative === 0 ? '篇幅不限；正式文件可作为附件上传。' : `${String(evidence.narrative)} 字左右；正式文件可作为附件上传。` })}
${figures.length > 0 && html`<fieldset class="group"><legend>数据</legend><p class="hint">只填数字；没有请填 0。</p>${figures.map((name) => (
    line({ name: `figures.${name}`, label: name, value: one(fields, `figures.${name}`), remarks: remarks(`figures.${name}`), kind: 'decimal' })))}</fieldset>`}
${(evidence.cases !== undefined || (fields['case.text'] ?? []).some((text) => text !== '')) && html`<fieldset class="group" id="f-cases"><legend>典型案例</legend>${field({ name: 'cases', remarks: remarks('cases') }, '')}
${Array.from({ length: cases }, (_, index) => html`<div class="case">${line({ name: 'case.title', id: `case-${String(index + 1)}`, label: `案例 ${String(index + 1)}：标题`, value: fields['case.title']?.[index] ?? '', remarks: [], max: 200 })}
${area({ name: 'case.text', id: `case-text-${String(index + 1)}`, label: `案例 ${String(index + 1)}：内容`, value: fields['case.text']?.[index] ?? '', remarks: [], rows: 5 })}</div>`)}
<button class="second" type="submit" name="do" value="case">再加一个案例</button></fieldset>`}
${(evidence.links !== undefined || evidence.publishedOn !== undefined || one(fields, 'links') !== '') && area({ name: 'links', label: '公开链接', value: fields['links']?.[0] ?? '', remarks: remarks('links'), rows: 2, hint: '以 https:// 或 http:// 开头，每行一个；没有可不填。' })}
${evidence.publishedOn !== undefined && line({ name: 'publishedOn', label: '公开发布日期', value: one(fields, 'publishedOn'), remarks: remarks('publishedOn'), kind: 'date' })}
${filesField(page)}
${declarations.length > 0 && html`<fieldset class="group"><legend>承诺</legend>${declarations.map((each) => tick({
    name: 'declarations', value: each, label: DECLARATION_TITLES[each], checked: fields['declarations']?.includes(each) === true, remarks: remarks(`declarations.${each}`) }))}</fieldset>`}
<fieldset class="group" id="f-signoff"><legend>签发</legend>${field({ name: 'signoff', remarks: remarks('signoff') }, '')}<div class="pair">
${line({ name: 'drafter', label: '拟稿人', value: one(fields, 'drafter'), remarks: [], max: 40 })}${line({ name: 'approver', label: '审签人', value: one(fields, 'approver'), remarks: [], max: 40 })}</div>
${line({ name: 'documentNumber', label: '文号（如已另行函送）', value: one(fields, 'documentNumber'), remarks: [], max: 80 })}</fieldset>`;
}
