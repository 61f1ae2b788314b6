import type { Total } from '../../../../campaign/summary/sums.ts';
import { type Part, placeOf } from '../../../../campaign/summary/rollUp.ts';
import type { UnitTask, UnitView } from '../../../units.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, html } from '../../html.ts';
import { sizeText } from '../../words.ts';
import { leadPath, taskPath } from '../paths.ts';
import { leadPage } from './frame.ts';

export interface RollUpPage {
  readonly view: UnitView;
  readonly task: UnitTask;
  readonly csrf: string;
  readonly parts: readonly Part[];
  readonly totals: readonly Total[];
  /** Units that are not in it, and how they stand. */
  readonly without: readonly { readonly name: string; readonly text: string }[];
  /** A draft lies there already, or a version was handed in. */
  readonly hasDraft: boolean;
  readonly wrong: string | undefined;
}

/** 汇总: what the units reported, to be picked from; it becomes a draft and nothing more. */
export function rollUpPage(deps: PortalDeps, page: RollUpPage): Html {
  const { view, task, csrf, parts, totals, without, hasDraft, wrong } = page;
  const told = parts.filter(({ report }) => !report.nil);
  return leadPage(deps, {
    view, csrf, title: `汇总：${task.title}`, at: leadPath(view.unit.id), body: html`
<p class="lead">取自下属单位<strong>审核通过</strong>的材料 ${parts.length} 份，生成本单位材料的草稿，由您修改后自行报送；不会自动报送。</p>
${wrong !== undefined && html`<div class="note wrong" role="alert">${wrong}</div>`}
${without.length > 0 && html`<div class="note"><p><strong>不含下列 ${without.length} 个单位：</strong></p><ul>${without.map(({ name, text }) => html`<li>${name}：${text}</li>`)}</ul></div>`}
${parts.length === 0 ? html`<p>还没有审核通过的材料可汇总。</p>` : html`<form class="form" method="post" action="${leadPath(view.unit.id)}/rollup/${task.task}"><input type="hidden" name="csrf" value="${csrf}">
${totals.length > 0 && html`<h2>数据合计</h2><table class="list"><tbody>${totals.map(({ name, total }) => html`<tr><th scope="row">${name}</th><td class="figure">${total}</td></tr>`)}</tbody></table>`}
<h2>情况说明</h2>${tick('narratives', 'on', '按单位列入各单位的情况说明', true)}
${picks('典型案例', 'cases', told, ({ report }) => report.cases.map(({ title }) => title))}
${picks('图片和附件', 'files', told, ({ report }) => report.files.map(({ name, size }) => `${name}（${sizeText(size)}）`))}
${hasDraft && html`<h2>已有草稿</h2><p>本事项已有<a href="${taskPath(view, task)}/report">未提交的草稿</a>，汇总会替换它。</p>${tick('replace', 'on', '替换现有草稿', false)}`}
<div class="actions"><button type="submit">生成草稿并打开</button></div></form>`}`,
  });
}

function picks(title: string, name: string, parts: readonly Part[], of: (part: Part) => readonly string[]): Html | false {
  const some = parts.filter((part) => of(part).length > 0);
  return some.length > 0 && html`<fieldset class="group"><legend>${title}</legend><p class="hint">勾选要列入的。</p>${some.map((part) => html`<h3>${part.name}</h3>${of(part).map((text, index) => tick(name, placeOf(part.unit, index + 1), text, false))}`)}</fieldset>`;
}

function tick(name: string, value: string, label: string, checked: boolean): Html {
  return html`<div class="tick"><input id="${name}-${value}" name="${name}" type="checkbox" value="${value}"${checked && html` checked`}><label for="${name}-${value}">${label}</label></div>`;
}
