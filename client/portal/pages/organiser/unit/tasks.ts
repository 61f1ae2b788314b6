import type { Overview } from '../../../../overview.ts';
import type { UnitTask, UnitView } from '../../../../units.ts';
import { type Light, LIGHT_TEXTS, isLate } from '../../../dashboard/lights.ts';
import { standingLight } from '../../../dashboard/unitLight.ts';
import { type Html, html } from '../../../html.ts';
import { chineseInstant, standingOf, versionText } from '../../../words.ts';
import { reviewPath } from '../paths.ts';
import { sign } from '../dashboard/signs.ts';

/** What it owes: state, due time, level, every version. */
export function tasksPart(view: UnitView, overview: Overview): Html {
  return html`<h2>报送事项</h2>${view.tasks.length === 0 ? html`<p>没有报送事项。</p>` : html`<table class="list tight stack"><thead><tr><th scope="col"><span class="unseen">标志</span></th><th scope="col">事项</th><th scope="col">期限</th><th scope="col">情况</th></tr></thead><tbody>
${view.tasks.map((task) => row(view, task, standingLight(task, overview)))}</tbody></table>`}`;
}

function row(view: UnitView, task: UnitTask, light: Light): Html {
  const { versions, originals, extension } = task;
  return html`<tr><td>${sign(light)}</td><th scope="row" class="title">${task.title}</th><td>${chineseInstant(task.due)}</td><td>${isLate(light) ? html`<strong class="grave">${LIGHT_TEXTS[light]}</strong>` : standingOf(view, task).text}
${versions.toReversed().map((version) => html`<div><a href="${reviewPath({ unit: view.unit.id, task: task.task })}">第 ${version.version} 版</a>${version.nil && '（零报告）'} ${chineseInstant(version.receivedAt)}${version.late && '，迟报'}，${versionText(view, version)}</div>`)}
${originals.map(({ receivedAt, channel }) => html`<div>原件 ${chineseInstant(receivedAt)}（${channel}）</div>`)}
${extension !== undefined && html`<div>申请延期到${chineseInstant(extension.until)}：${extension.granted === undefined ? html`<a href="/organiser/extensions">待答复</a>` : extension.granted ? '已同意' : '未同意'}</div>`}</td></tr>`;
}
