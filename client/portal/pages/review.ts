import type { PortalRole } from '../../../activities/links/link.ts';
import { FLAG_TITLES, isFlag } from '../../../campaign/summary/evidence.ts';
import { lineWorkflowId } from '../../../workflows/contract.ts';
import type { Queued } from '../../reviewQueue.ts';
import type { ShownReport } from '../../shownReport.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { askedFor, chineseInstant, dueText, versionText } from '../words.ts';
import { type Compared, comparison } from './differences.ts';
import { words } from './layout.ts';
import { reviewPath } from './paths.ts';
import { pictures, reportBody } from './reportBody.ts';
import { type Deciding, decideForms } from './reviewForms.ts';
import { reviewFiles } from './reviewFiles.ts';

export interface ReviewPage extends Deciding {
  readonly view: UnitView;
  readonly task: UnitTask;
  readonly role: PortalRole;
  /** Nothing was handed in yet, or one version of it. */
  readonly shown: ShownReport | undefined;
  /** With the version before it, unless only one is wanted. */
  readonly compared: Compared | undefined;
  readonly against: number | undefined;
  /** What happened just now: done, or why not. */
  readonly told: { readonly text: string; readonly wrong: boolean } | undefined;
  readonly place: { readonly at: number; readonly of: number; readonly previous: Queued | undefined; readonly next: Queued | undefined };
  /** The filter of the queue, as the end of an address. */
  readonly query: string;
}

/** A report as its reviewer needs it: what was asked, what is missing, what changed, and the two answers. */
export function reviewBody(deps: PortalDeps, page: ReviewPage): Html {
  const { view, task, shown, told, role } = page;
  const path = reviewPath({ unit: view.unit.id, task: task.task });
  const officers = role !== 'contact';
  return html`${told !== undefined && html`<div class="note ${told.wrong ? 'wrong' : 'done'}" role="${told.wrong ? 'alert' : 'status'}">${told.text}</div>`}
${position(page, true)}
${shown === undefined ? html`<p class="lead">还没有收到材料。约定时间：${dueText(task)}。</p>` : html`${facts(page, shown)}
${doubts(shown)}
${earlierWord(page, shown)}
${page.mayReview && html`<p class="actions"><a class="button second" href="#decide">跳到审核意见</a></p>`}
${versionLinks(page, shown, path)}
${page.compared === undefined ? reportBody(shown, versionAddress(path, shown.version), 'picture') : html`${comparison(page.compared)}${large(shown, path)}`}
${reviewFiles(deps, page, shown, path)}
${decideForms(page, path)}`}
${position(page, false)}
${officers && deps.workflowUrl !== undefined && html`<p class="quiet"><a href="${deps.workflowUrl(lineWorkflowId(view.campaign, view.line.line))}">在 Temporal 中查看这条报送线</a></p>`}`;
}

/** Beside a comparison: the pictures of the version itself, large. */
function large({ files, version }: ShownReport, path: string): Html | false {
  const shown = pictures(files, versionAddress(path, version), 'picture');
  return shown !== undefined && html`<h3>图片（第 ${version} 版）</h3>${shown}`;
}

export const versionAddress = (path: string, version: number): string => `${path}/versions/${String(version)}`;

/** Where in the queue. Keys, once a page: browsers add Alt, or Control and Option. */
function position({ place: { at, of, previous, next }, query }: ReviewPage, keys: boolean): Html | false {
  const link = (to: Queued | undefined, text: string, key: string): Html | false => to !== undefined && html`<a class="step" href="${reviewPath(to)}${query}"${keys && html` accesskey="${key}"`}>${text}：${to.name}</a>`;
  return (at >= 0 || next !== undefined) && html`<p class="steps">${at >= 0 && html`<span class="quiet">待审核 ${at + 1} / ${of}</span>`} ${link(previous, '‹ 上一份', 'p')} ${link(next, '下一份 ›', 'n')}</p>`;
}

function facts({ view, task }: ReviewPage, shown: ShownReport): Html {
  const story = task.versions.find(({ version }) => version === shown.version);
  const state = story === undefined ? '' : versionText(view, story);
  return html`<dl class="facts"><dt>情况</dt><dd><span class="tag ${shown.state === 'accepted' ? 'done' : shown.state === 'submitted' ? 'todo' : ''}">${state}</span>${shown.late && html` <span class="tag">晚于约定时间收到</span>`}</dd>
<dt>收到</dt><dd>${story !== undefined && `${chineseInstant(story.receivedAt)}，回执号 ${story.receipt}`}</dd>
<dt>约定时间</dt><dd>${dueText(task)}</dd>
<dt>所请内容</dt><dd>${askedFor(task).join('；')}</dd></dl>`;
}

function doubts({ flags, missing, version, latest }: ShownReport): Html {
  const flagTexts = flags.map((flag) => (isFlag(flag) ? FLAG_TITLES[flag] : flag));
  return html`${version < latest && html`<div class="note">这是第 ${version} 版，最新为第 ${latest} 版。</div>`}
${flagTexts.length > 0 && html`<div class="note wrong"><p><strong>请核实：</strong></p><ul>${flagTexts.map((each) => html`<li>${each}</li>`)}</ul></div>`}
${missing.length > 0 && html`<div class="note"><p><strong>还没有：</strong></p><ul>${missing.map((each) => html`<li>${each}</li>`)}</ul></div>`}`;
}

/** What was said about the version before, so that the reviewer sees whether it was done. */
function earlierWord({ view, task: { versions } }: ReviewPage, { version }: ShownReport): Html {
  const own = versions.find((each) => each.version === version);
  const before = versions.findLast((each) => each.version < version && each.state === 'returned');
  const quote = (story: typeof own): Html | false => story?.comment !== undefined && html`<blockquote class="comment">${words(story.comment)}<p class="quiet">关于第 ${story.version} 版，${versionText(view, story)}</p></blockquote>`;
  return html`${quote(before)}${quote(own)}`;
}

function versionLinks({ task: { versions }, against, query }: ReviewPage, { version }: ShownReport, path: string): Html | false {
  if (versions.length < 2) return html`<h2>材料</h2>`;
  const end = (more: Readonly<Record<string, number>>): string => {
    const all = new URLSearchParams(query.slice(1));
    for (const [name, value] of Object.entries(more)) all.set(name, String(value));
    return `${path}?${all.toString()}`;
  };
  const link = (href: string, text: string, current: boolean): Html => html`<li><a href="${href}"${current && html` aria-current="true"`}>${text}</a></li>`;
  return html`<h2>材料</h2><ul class="tabs">${versions.filter((each) => each.version < version).map((each) => link(end({ version, against: each.version }), `与第 ${String(each.version)} 版对照`, against === each.version))}
${versions.map((each) => link(end({ version: each.version, against: 0 }), `第 ${String(each.version)} 版`, against === undefined && each.version === version))}</ul>`;
}
