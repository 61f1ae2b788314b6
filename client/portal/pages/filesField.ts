import { type Html, html } from '../html.ts';
import { sizeText } from '../words.ts';
import { field, remarksOf } from './fields.ts';
import type { ReportPage } from './report.ts';

const ACCEPT = 'image/*,video/*,.pdf,.ofd,.doc,.docx,.wps,.xls,.xlsx,.et,.ppt,.pptx,.dps,.odt,.zip,.txt,.md,.csv,.heic';

/** Pictures, videos and papers: those uploaded already, and new ones. */
export function filesField(page: ReportPage): Html {
  const { form: { files }, tickets, task: { rule: { evidence } } } = page;
  const counted = (name: string, count: number | undefined, unit: string): string[] => (count === undefined || count === 0 ? [] : [`${name} ${String(count)} ${unit}以上`]);
  const asked = [...counted('图片', evidence.photos, '张'), ...counted('视频', evidence.videos, '个'), ...counted('文件', evidence.files, '个')];
  return html`<fieldset class="group" id="f-files"><legend>图片、视频、附件</legend>
${field({ name: 'files', remarks: remarksOf(page, 'files') }, html`
${files.length > 0 && html`<ul class="kept">${files.map((file, index) => html`<li class="tick"><input id="keep-${index}" name="keep" type="checkbox" value="${tickets[index]}" checked><label for="keep-${index}">${file.name} <span class="quiet">${sizeText(file.size)}，已上传；不要的，取消勾选</span></label></li>`)}</ul>`}
<label for="upload">${files.length > 0 ? '再选择文件' : '选择文件（可多选）'}</label>
<p class="hint" id="upload-h">${asked.length > 0 && `需要${asked.join('、')}。`}支持图片、视频、PDF、OFD、Word、WPS、Excel 等，单个不超过 500 MB。不得上传涉密文件。</p>
<input id="upload" name="files" type="file" multiple accept="${ACCEPT}" aria-describedby="upload-h">`)}</fieldset>`;
}
