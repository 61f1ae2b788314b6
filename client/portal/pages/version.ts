import { DECLARATIONS, DECLARATION_TITLES, type Report } from '../../../campaign/summary/report.ts';
import type { VersionStory } from '../../unitTasks.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, type Piece, html } from '../html.ts';
import { isShown } from '../pictures.ts';
import { chineseInstant, sizeText, verbOf, versionText } from '../words.ts';
import { layout, words } from './layout.ts';
import { taskPath, versionPath } from './paths.ts';

export interface VersionPage {
  readonly view: UnitView;
  readonly task: UnitTask;
  readonly csrf: string;
  readonly version: VersionStory;
  readonly report: Report;
  /** What was asked for and is not in it. */
  readonly missing: readonly string[];
  /** It was just handed in. */
  readonly fresh: boolean;
}

const ANSWERS = { agree: '同意', comments: '有修改意见', disagree: '不同意' } as const;

/** A version as it was handed in, with its receipt on top. */
export function versionPage(deps: PortalDeps, page: VersionPage): Html {
  const { view, task, version, report, csrf } = page;
  return layout(deps, {
    title: page.fresh ? '已收到，感谢支持' : `${task.title}（第 ${String(version.version)} 版）`, view, csrf, back: { href: taskPath(view, task), text: task.title },
    body: html`${receipt(page)}
${version.comment !== undefined && html`<h2>审核意见</h2><blockquote class="comment">${words(version.comment)}</blockquote>`}
<h2>${verbOf(view)}内容</h2>
${report.nil ? html`<p>零报告。</p>${report.reason !== undefined && words(report.reason)}` : content(view, task, version, report)}`,
  });
}

function receipt({ view, task, version, missing, fresh }: VersionPage): Html {
  return html`<div class="receipt"${fresh && html` role="status"`}>
<p class="receipt-title">回　执</p>
<dl class="facts"><dt>回执号</dt><dd class="number">${version.receipt}</dd><dt>事项</dt><dd>${task.title}（第 ${version.version} 版）</dd>
<dt>收到时间</dt><dd>${chineseInstant(version.receivedAt)}</dd><dt>情况</dt><dd>${versionText(view, version)}</dd></dl>
${fresh && html`<p>不再就此事项发送提示，无需其他操作。审核前可以更正或撤回。</p>`}
${fresh && missing.length > 0 && html`<p class="quiet">下列内容可在审核前补充：${missing.join('；')}。</p>`}
</div>`;
}

function content(view: UnitView, task: UnitTask, version: VersionStory, report: Report): Html {
  const figures = Object.entries(report.figures);
  const ticked = DECLARATIONS.filter((each) => report.declarations[each]);
  return html`${section('意见', report.answer === undefined ? undefined : html`<p>${ANSWERS[report.answer]}</p>`)}
${section('情况说明', report.narrative === '' ? undefined : words(report.narrative))}
${section('数据', figures.length === 0 ? undefined : html`<table class="list"><tbody>${figures.map(([name, number]) => html`<tr><th scope="row">${name}</th><td class="figure">${number}</td></tr>`)}</tbody></table>`)}
${section('典型案例', report.cases.length === 0 ? undefined : report.cases.map(({ title, text }) => html`<h4>${title}</h4>${words(text)}`))}
${section('公开链接', report.links.length === 0 ? undefined : html`<ul>${report.links.map((link) => html`<li><a href="${link}" rel="noopener noreferrer">${link}</a></li>`)}</ul>`)}
${section('公开发布日期', report.publishedOn === undefined ? undefined : html`<p>${report.publishedOn}</p>`)}
${section('图片', pictures(view, task, version, report))}
${section('附件', report.files.length === 0 ? undefined : html`<ul class="files">${report.files.map(({ name, size }, index) => html`<li><a href="${versionPath(view, task, version.version)}/files/${index + 1}">${name}</a> <span class="quiet">${sizeText(size)}</span></li>`)}</ul>`)}
${section('承诺', ticked.length === 0 ? undefined : html`<p>${ticked.map((each) => DECLARATION_TITLES[each]).join('；')}</p>`)}
${section('签发', report.signoff === undefined ? undefined : html`<p>拟稿人 ${report.signoff.drafter}，审签人 ${report.signoff.approver}</p>`)}
${section('文号', report.documentNumber === undefined ? undefined : html`<p>${report.documentNumber}</p>`)}`;
}

/** What can be shown of the files, small; each opens larger. */
function pictures(view: UnitView, task: UnitTask, version: VersionStory, { files }: Report): Html | undefined {
  const shown = files.flatMap((file, index) => (isShown(file) ? [{ name: file.name, path: `${versionPath(view, task, version.version)}/files/${String(index + 1)}` }] : []));
  return shown.length === 0 ? undefined : html`<ul class="pictures">${shown.map(({ name, path }) => html`<li><a href="${path}/picture"><img class="thumb" src="${path}/thumbnail" alt="${name}" loading="lazy"></a></li>`)}</ul>`;
}

function section(title: string, body: Piece): Html | false {
  return body !== undefined && html`<h3>${title}</h3>${body}`;
}
