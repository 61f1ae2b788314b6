import { type Answer, DECLARATIONS, DECLARATION_TITLES, type Report } from '../../../campaign/summary/report.ts';
import { type Html, type Piece, html } from '../html.ts';
import { type PictureSize, isShown } from '../pictures.ts';
import { sizeText } from '../words.ts';
import { words } from './layout.ts';

export const ANSWER_TITLES: Readonly<Record<Answer, string>> = { agree: '同意', comments: '有修改意见', disagree: '不同意' };

type Content = Omit<Report, 'unit' | 'task' | 'files'> & { readonly files: readonly Report['files'][number][] };

/** A report as it was written; `path` is the address of its version, below which its files lie. */
export function reportBody(report: Content, path: string, size: PictureSize = 'thumbnail'): Html {
  if (report.nil) return html`<p>零报告。</p>${report.reason !== undefined && words(report.reason)}`;
  const figures = Object.entries(report.figures);
  const ticked = DECLARATIONS.filter((each) => report.declarations[each]);
  return html`${section('意见', report.answer === undefined ? undefined : html`<p>${ANSWER_TITLES[report.answer]}</p>`)}
${section('情况说明', report.narrative === '' ? undefined : words(report.narrative))}
${section('数据', figures.length === 0 ? undefined : html`<table class="list"><tbody>${figures.map(([name, number]) => html`<tr><th scope="row">${name}</th><td class="figure">${number}</td></tr>`)}</tbody></table>`)}
${section('典型案例', report.cases.length === 0 ? undefined : report.cases.map(({ title, text }) => html`<h4>${title}</h4>${words(text)}`))}
${section('公开链接', report.links.length === 0 ? undefined : html`<ul>${report.links.map((link) => html`<li><a href="${link}" rel="noopener noreferrer">${link}</a></li>`)}</ul>`)}
${section('公开发布日期', report.publishedOn === undefined ? undefined : html`<p>${report.publishedOn}</p>`)}
${section('图片', pictures(report.files, path, size))}
${section('附件', report.files.length === 0 ? undefined : html`<ul class="files">${report.files.map((file, index) => html`<li>${fileLine(`${path}/files/${String(index + 1)}`, file)}</li>`)}</ul>`)}
${section('承诺', ticked.length === 0 ? undefined : html`<p>${ticked.map((each) => DECLARATION_TITLES[each]).join('；')}</p>`)}
${section('签发', report.signoff === undefined ? undefined : html`<p>拟稿人 ${report.signoff.drafter}，审签人 ${report.signoff.approver}</p>`)}
${section('文号', report.documentNumber === undefined ? undefined : html`<p>${report.documentNumber}</p>`)}`;
}

/** What can be shown of the files: small, each opening larger; or large to begin with, for who has to judge them. */
export function pictures(files: Content['files'], path: string, size: PictureSize): Html | undefined {
  const shown = files.flatMap((file, index) => (isShown(file) ? [{ name: file.name, href: `${path}/files/${String(index + 1)}` }] : []));
  if (shown.length === 0) return undefined;
  return size === 'thumbnail'
    ? html`<ul class="pictures">${shown.map(({ name, href }) => html`<li><a href="${href}/picture"><img class="thumb" src="${href}/thumbnail" alt="${name}" loading="lazy"></a></li>`)}</ul>`
    : html`<div class="large">${shown.map(({ name, href }) => html`<figure><a href="${href}/picture"><img src="${href}/picture" alt="${name}" loading="lazy"></a><figcaption>${name}</figcaption></figure>`)}</div>`;
}

/** A file to be taken away, with its size. */
export function fileLine(href: string, { name, size }: Report['files'][number]): Html {
  return html`<a href="${href}">${name}</a> <span class="quiet">${sizeText(size)}</span>`;
}

function section(title: string, body: Piece): Html | false {
  return body !== undefined && html`<h3>${title}</h3>${body}`;
}
