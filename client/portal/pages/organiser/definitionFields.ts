import type { Problem } from '../../../../campaign/definition/problem.ts';
import type { SourceFile } from '../../../../campaign/definition/sources.ts';
import type { Remark } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { field, remarksOf } from '../fields.ts';

/** What is wrong with a definition, each with its place and remedy. */
export function problemList(problems: readonly Problem[]): Html {
  return html`<div class="note wrong" role="alert"><p>定义有 ${problems.length} 处问题，改正后再预览；什么都没有改变。</p><table class="list"><thead><tr><th scope="col">位置</th><th scope="col">问题</th><th scope="col">办法</th></tr></thead><tbody>
${problems.slice(0, 50).map(({ file, line, column, message, remedy }) => html`<tr><td>${file} 第 ${line} 行第 ${column} 列</td><td>${message}</td><td>${remedy}</td></tr>`)}</tbody></table>
${problems.length > 50 && html`<p>另有 ${problems.length - 50} 处，改正以上后再看。</p>`}</div>`;
}

/** The files of a definition as texts to be changed, or to be replaced by uploaded ones of their names. */
export function definitionFields(files: readonly SourceFile[], wrong: readonly Remark[]): Html {
  return html`${files.map(({ name, text }, index) => html`<div class="field"><label for="f-text-${index}">${name}</label><input type="hidden" name="name" value="${name}"><textarea id="f-text-${index}" name="text" class="source" rows="16" spellcheck="false">
${text}</textarea></div>`)}
${field({ name: 'files', remarks: remarksOf({ wrong, missing: [] }, 'files') }, html`<label for="upload">上传文件（YAML，可多选）</label><input id="upload" name="files" type="file" multiple accept=".yaml,.yml">`)}`;
}

/** The same, carried on as they are. */
export function carriedFiles(files: readonly SourceFile[]): Html {
  return html`${files.map(({ name, text }) => html`<input type="hidden" name="name" value="${name}"><textarea name="text" hidden aria-hidden="true">
${text}</textarea>`)}`;
}
