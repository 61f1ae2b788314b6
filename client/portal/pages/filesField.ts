import type { StoredFile } from '../../../activities/store/files.ts';
import { type Html, html } from '../html.ts';
import { isShown } from '../pictures.ts';
import { MAX_RESUMABLE_BYTES } from '../resumable.ts';
import { MAX_FILE_BYTES, type Ticket } from '../upload.ts';
import { sizeText } from '../words.ts';
import { field, remarksOf } from './fields.ts';
import { taskPath } from './paths.ts';
import type { ReportPage } from './report.ts';

const ACCEPT = 'image/*,video/*,.pdf,.ofd,.doc,.docx,.wps,.xls,.xlsx,.et,.ppt,.pptx,.dps,.odt,.zip,.txt,.md,.csv,.heic';

/** Pictures, videos and papers: those uploaded already, and new ones. */
export function filesField(page: ReportPage): Html {
  const { form: { files }, tickets, task: { rule: { evidence } } } = page;
  const counted = (name: string, count: number | undefined, unit: string): string[] => (count === undefined || count === 0 ? [] : [`${name} ${String(count)} ${unit}以上`]);
  const asked = [...counted('图片', evidence.photos, '张'), ...counted('视频', evidence.videos, '个'), ...counted('文件', evidence.files, '个')];
  return html`<fieldset class="group" id="f-files"><legend>图片、视频、附件</legend>
${field({ name: 'files', remarks: remarksOf(page, 'files') }, html`
<ul class="kept" id="kept">${files.map((file, index) => keptFile(page, file, tickets[index], String(index)))}</ul>
<ul class="uploads" id="uploads" aria-label="正在上传的文件"></ul>
<p class="unseen" id="upload-status" role="status"></p>
<label for="upload">${files.length > 0 ? '再选择文件' : '选择文件（可多选）'}</label>
<p class="hint" id="upload-h">${asked.length > 0 && `需要${asked.join('、')}。`}支持图片、视频、PDF、OFD、Word、WPS、Excel 等，单个不超过 <span id="upload-max" data-resumable="${sizeText(MAX_RESUMABLE_BYTES)}，网络中断后可接着传">${sizeText(MAX_FILE_BYTES)}</span>。不得上传涉密文件。</p>
<input id="upload" name="files" type="file" multiple accept="${ACCEPT}" aria-describedby="upload-h">`)}</fieldset>`;
}

/** A file that is in the store: it goes with the report as long as it is ticked. */
export function keptFile({ view, task }: Pick<ReportPage, 'view' | 'task'>, file: StoredFile, ticket: Ticket | undefined, key: string): Html {
  return html`<li class="tick"><input id="keep-${key}" name="keep" type="checkbox" value="${ticket?.keep}" checked><label for="keep-${key}">${
    isShown(file) && html`<img class="thumb" src="${taskPath(view, task)}/thumbnail?file=${ticket?.picture}" alt=""> `}${file.name} <span class="quiet">${sizeText(file.size)}，已上传；不要的，取消勾选</span></label></li>`;
}
