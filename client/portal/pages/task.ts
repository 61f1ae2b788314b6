import type { VersionStory } from '../../unitTasks.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { askedFor, chineseInstant, dueText, isToDo, leftText, standingOf, verbOf, versionText } from '../words.ts';
import { layout, words } from './layout.ts';
import { taskPath, unitPath, versionPath } from './paths.ts';

export interface TaskPage {
  readonly view: UnitView;
  readonly task: UnitTask;
  readonly csrf: string;
  readonly mayAct: boolean;
  readonly hasDraft: boolean;
  readonly done?: 'withdrawn' | 'asked' | undefined;
}

const DONE = { withdrawn: '已撤回。可修改后重新报送。', asked: '延期申请已提交，答复会以函件告知。' } as const;

/** One task: what is asked, how it stands, what was said about it, what can be done. */
export function taskPage(deps: PortalDeps, page: TaskPage): Html {
  const { view, task, csrf, done } = page;
  const standing = standingOf(view, task);
  const left = leftText(view, task);
  return layout(deps, {
    title: task.title, view, csrf, back: { href: unitPath(view), text: '全部事项' }, body: html`
${done !== undefined && html`<div class="note done" role="status">${DONE[done]}</div>`}
<dl class="facts"><dt>情况</dt><dd><span class="tag ${standing.tone}">${standing.text}</span></dd>
<dt>时间</dt><dd><strong>${dueText(task)}</strong>${left !== '' && html`<span class="left">${left}</span>`}</dd>
<dt>内容</dt><dd><ul class="asked">${askedFor(task).map((each) => html`<li>${each}</li>`)}</ul></dd></dl>
${comment(view, task)}
${extension(task)}
${actions(page)}
${versions(view, task)}`,
  });
}

function comment(view: UnitView, { versions: all }: UnitTask): Html | false {
  const last = all.at(-1);
  return last?.comment !== undefined && html`<h2>审核意见</h2><blockquote class="comment">${words(last.comment)}<p class="quiet">关于第 ${last.version} 版，${versionText(view, last)}</p></blockquote>`;
}

function extension({ extension: asked }: UnitTask): Html | false {
  if (asked === undefined) return false;
  const until = chineseInstant(asked.until);
  if (asked.granted === undefined) return html`<div class="note">已申请延期到${until}，待组织方答复。</div>`;
  return html`<div class="note">延期申请（${until}）：${asked.granted ? '已同意，现期限见上' : '未同意，期限不变'}。${asked.text !== undefined && words(asked.text)}</div>`;
}

/** What can be done now; what cannot is not shown. */
function actions({ view, task, csrf, mayAct, hasDraft }: TaskPage): Html | false {
  if (!mayAct || view.closed) return false;
  const path = taskPath(view, task);
  const last = task.versions.at(-1);
  const mayReport = task.state === 'scheduled' || task.state === 'open' || task.state === 'submitted';
  const text = hasDraft ? '继续填写草稿' : last === undefined ? `填写${verbOf(view)}材料` : last.state === 'submitted' ? '更正：提交新版本' : `修改后重新${verbOf(view)}`;
  return html`<div class="actions">
${mayReport && html`<a class="button${task.state === 'submitted' ? ' second' : ''}" href="${path}/report">${text}</a>`}
${isToDo(task) && task.extension?.granted !== undefined || isToDo(task) && task.extension === undefined ? html`<a class="button second" href="${path}/extension">申请延期</a>` : ''}
${task.state === 'submitted' && html`<form method="post" action="${path}/withdraw"><input type="hidden" name="csrf" value="${csrf}"><button class="second" type="submit">撤回第 ${last?.version ?? 1} 版</button></form>`}
</div>`;
}

function versions(view: UnitView, task: UnitTask): Html | false {
  const { versions: all, originals } = task;
  if (all.length + originals.length === 0) return false;
  return html`<h2>已${verbOf(view)}</h2><table class="list"><thead><tr><th scope="col">版本</th><th scope="col">收到时间</th><th scope="col">情况</th></tr></thead><tbody>
${all.toReversed().map((each) => row(view, task, each))}
${originals.map(({ receivedAt, channel, receipt }) => html`<tr><td>原件</td><td>${chineseInstant(receivedAt)}</td><td>${channel}，回执号 ${receipt}</td></tr>`)}
</tbody></table>`;
}

function row(view: UnitView, task: UnitTask, version: VersionStory): Html {
  return html`<tr><td><a href="${versionPath(view, task, version.version)}">第 ${version.version} 版</a>${version.nil && '（零报告）'}</td><td>${chineseInstant(version.receivedAt)}</td><td>${versionText(view, version)}</td></tr>`;
}
