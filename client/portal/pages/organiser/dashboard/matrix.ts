import { attentionText } from '../../../../words.ts';
import type { Column } from '../../../dashboard/columns.ts';
import { LIGHT_TEXTS } from '../../../dashboard/lights.ts';
import { type Cell, GROUPS, type Group, type Row, type Show } from '../../../dashboard/rows.ts';
import { type Html, html } from '../../../html.ts';
import { organiserUnitPath } from '../paths.ts';
import { legend, sign } from './signs.ts';

export interface Matrix {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Of how many, and how they were chosen. */
  readonly all: number;
  readonly show: Show | undefined;
  readonly name: string;
  /** Left out because nothing is wrong with them: with so many participants they are looked at on request. */
  readonly folded: number;
}

const CHOICES: readonly { readonly show: Show; readonly text: string }[] = [
  { show: 'all', text: '全部' }, { show: 'overdue', text: '有过期事项' }, { show: 'waiting', text: '有待我办理' },
];

/** 参与单位 x 报送事项: a table, so that every program can read it out; its signs are drawn, so that they print. */
export function matrix({ columns, rows, all, show, name, folded }: Matrix): Html {
  const used = new Set(rows.flatMap((row) => [...row.cells.values()].flatMap(({ light, below }) => (below === undefined ? [light] : [light, below.light]))));
  return html`<h2 id="table">各单位情况</h2>
${choices(show, name)}
${folded > 0 && html`<p class="quiet">${all} 个单位中，${rows.length} 个有过期或待办理的事项，列在下面；其余 ${folded} 个暂无异常。<a href="/organiser?show=all#table">全部列出</a></p>`}
${rows.length === 0 ? html`<p>${name !== '' || show !== undefined ? '没有符合条件的单位。' : '各单位均无过期或待办理的事项。'}</p>` : html`${legend(used)}
<div class="halves">${HALVES.map((groups) => half(groups, rows.filter(({ group }) => groups.includes(group)), columns))}</div>`}`;
}

/** Side by side where there is room: departments, who are asked for much; regions, who are asked for little. */
const HALVES: readonly (readonly Group[])[] = [['own', 'department'], ['region']];

function half(groups: readonly Group[], rows: readonly Row[], all: readonly Column[]): Html | false {
  const columns = all.filter(({ id }) => rows.some(({ cells }) => cells.has(id)));
  const noted = rows.some(({ attention, isUnread }) => isUnread || attention.length > 0);
  return rows.length > 0 && html`<section class="part"><div class="scroll" tabindex="0" role="group" aria-label="${groups.map((group) => GROUPS[group]).join('、')}"><table class="matrix"><thead><tr><th scope="col" class="who">单位</th>${columns.map(({ title }) => html`<th scope="col"><span class="tall">${title}</span></th>`)}${noted && html`<th scope="col" class="notes">备注</th>`}</tr></thead>
${groups.map((group) => groupRows(group, rows.filter((row) => row.group === group), columns, noted))}</table></div></section>`;
}

function choices(show: Show | undefined, name: string): Html {
  return html`<form class="choose" method="get" action="/organiser#table"><p class="choices">${CHOICES.map((each) => (each.show === (show ?? 'none')
    ? html`<strong aria-current="true">${each.text}</strong>` : html`<a href="/organiser?show=${each.show}#table">${each.text}</a>`))}</p>
<p class="find"><label for="q">单位名称</label> <input id="q" type="text" name="q" value="${name}" maxlength="40"> <button class="second small" type="submit">查找</button></p></form>`;
}

function groupRows(group: Group, rows: readonly Row[], columns: readonly Column[], noted: boolean): Html | false {
  return rows.length > 0 && html`<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length + (noted ? 2 : 1)}">${GROUPS[group]}（${rows.length}）</th></tr>
${rows.map((row) => html`<tr><th scope="row" class="who"><a href="${organiserUnitPath(row.line)}">${row.name}</a></th>${columns.map(({ id }) => html`<td>${cell(row.cells.get(id))}</td>`)}${noted && html`<td class="notes">${notes(row)}</td>`}</tr>
`)}</tbody>`;
}

function cell(of: Cell | undefined): Html | false {
  if (of === undefined) return false;
  return html`${sign(of.light, spoken(of))}${of.count > 1 && html`<small>${of.done}/${of.count}</small>`}${of.below !== undefined && html`<small><span class="wordy">下属 </span>${of.below.done}/${of.below.count}</small>`}`;
}

/** In words, for who does not see it and for the mouse. */
function spoken({ light, count, done, below }: Cell): string {
  const several = count > 1 ? `${String(count)} 项，已办结 ${String(done)} 项，其中：` : '';
  return `${several}${LIGHT_TEXTS[light]}${below === undefined ? '' : `；下属单位 ${String(below.count)} 项，已办结 ${String(below.done)} 项${below.done === below.count ? '' : `，其中：${LIGHT_TEXTS[below.light]}`}`}`;
}

function notes({ attention, isUnread }: Row): string {
  return isUnread ? '正在读取' : attentionText(attention);
}

