import type { Report } from '../../../campaign/summary/report.ts';
import { type Differences, saysTheSame } from '../../differences.ts';
import type { VersionStory } from '../../unitTasks.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import type { PortalDeps } from '../deps.ts';
import { type Html, html } from '../html.ts';
import { chineseInstant, verbOf, versionText } from '../words.ts';
import { comparison } from './differences.ts';
import { layout, words } from './layout.ts';
import { taskPath, versionPath } from './paths.ts';
import { reportBody } from './reportBody.ts';

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
  /** The version before it, and what changed since. */
  readonly earlier?: { readonly version: number; readonly report: Report; readonly differences: Differences } | undefined;
}

/** A version as it was handed in, with its receipt on top. */
export function versionPage(deps: PortalDeps, page: VersionPage): Html {
  const { view, task, version, report, csrf } = page;
  return layout(deps, {
    title: page.fresh ? '已收到，感谢支持' : `${task.title}（第 ${String(version.version)} 版）`, view, csrf, back: { href: taskPath(view, task), text: task.title },
    body: html`${receipt(page)}
${version.comment !== undefined && html`<h2>审核意见</h2><blockquote class="comment">${words(version.comment)}</blockquote>`}
<h2>${verbOf(view)}内容</h2>
${reportBody(report, versionPath(view, task, version.version))}
${changes(page)}`,
  });
}

function receipt({ view, task, version, missing, fresh }: VersionPage): Html {
  const stands = fresh && (version.state === 'submitted' || version.state === 'accepted'); // the page may be opened again
  return html`<div class="receipt"${fresh && html` role="status"`}>
<p class="receipt-title">回　执</p>
<dl class="facts"><dt>回执号</dt><dd class="number">${version.receipt}</dd><dt>事项</dt><dd>${task.title}（第 ${version.version} 版）</dd>
<dt>收到时间</dt><dd>${chineseInstant(version.receivedAt)}</dd><dt>情况</dt><dd>${versionText(view, version)}</dd></dl>
${stands && html`<p>不再就此事项发送提示，无需其他操作。审核前可以更正或撤回。</p>`}
${stands && missing.length > 0 && html`<p class="quiet">下列内容可在审核前补充：${missing.join('；')}。</p>`}
</div>`;
}

function changes({ view, task, version, report, earlier }: VersionPage): Html | false {
  if (earlier === undefined) return false;
  const { version: number, report: before, differences } = earlier;
  return html`<h2 id="changes">与第 ${number} 版的不同</h2>${saysTheSame(differences) ? html`<p>内容没有变化。</p>` : comparison({
    differences, names: [`第 ${String(number)} 版`, `第 ${String(version.version)} 版`], sides: false,
    fileOf: (side, file) => `${versionPath(view, task, side === 'before' ? number : version.version)}/files/${String((side === 'before' ? before : report).files.indexOf(file) + 1)}`,
  })}`;
}
