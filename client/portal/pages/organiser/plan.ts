import { randomUUID } from 'node:crypto';
import type { Problem } from '../../../../campaign/definition/problem.ts';
import type { SourceFile } from '../../../../campaign/definition/sources.ts';
import type { PortalDeps } from '../../deps.ts';
import type { Remark } from '../../form.ts';
import { type Html, html } from '../../html.ts';
import { words } from '../layout.ts';
import { doneNote } from './deedForm.ts';
import { carriedFiles, definitionFields, problemList } from './definitionFields.ts';
import { type OrganiserPage, organiserPage } from './frame.ts';

export const PLAN = '/organiser/plan';

export interface PlanPage extends Pick<OrganiserPage, 'view' | 'role' | 'csrf'> {
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
  readonly wrong: readonly Remark[];
  /** What it would change, and the digest of that: confirmed is what was seen. */
  readonly preview?: { readonly text: string; readonly seen: string; readonly isEmpty: boolean } | undefined;
  readonly done: string | undefined;
}

/** 变更方案: the definition as it stands, to be changed; then everything that would move; then the button. */
export function planPage(deps: PortalDeps, { files, problems, wrong, preview, done, ...page }: PlanPage): Html {
  const own = wrong.filter(({ field: about }) => about === '');
  return organiserPage(deps, {
    ...page, title: preview === undefined ? '变更方案' : '变更预览', at: PLAN, body: html`${doneNote(done)}
${own.length > 0 && html`<div class="note wrong" role="alert">${own.map(({ text }) => words(text))}</div>`}
${problems.length > 0 && problemList(problems)}
<form class="form" method="post" action="${PLAN}" enctype="multipart/form-data"><input type="hidden" name="csrf" value="${page.csrf}">
<input type="hidden" name="request" value="${randomUUID()}">
${preview === undefined ? editing(files, wrong) : confirming(files, preview)}</form>`,
  });
}

function editing(files: readonly SourceFile[], wrong: readonly Remark[]): Html {
  return html`<p class="lead">下面是现行的活动定义。可直接修改，或上传改好的文件（同名的替换下面的内容）。先预览，什么都不会改变。</p>
${definitionFields(files, wrong)}
<div class="actions"><button type="submit" name="do" value="preview">预览变更</button></div>`;
}

function confirming(files: readonly SourceFile[], { text, seen, isEmpty }: NonNullable<PlanPage['preview']>): Html {
  return html`${words(text)}
${carriedFiles(files)}<input type="hidden" name="seen" value="${seen}">
${!isEmpty && html`<p>以上只是预览，什么都没有改变。执行的就是上面这些；此间情况如有变化，会请您再看。</p>`}
<div class="actions">${!isEmpty && html`<button type="submit" name="do" value="confirm">执行变更</button>`}<button class="second" type="submit" name="do" value="edit">返回修改</button></div>`;
}
