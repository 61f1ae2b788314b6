import type { Call } from '../../../../calls.ts';
import { type Html, html } from '../../../html.ts';
import { phone } from '../../layout.ts';
import { organiserUnitPath } from '../paths.ts';
import { sign } from './signs.ts';

/** Calls that are seen at once; the others on request, and of a thousand not all. */
const SEEN = 5;
const LISTED = 100;

/** 电话清单: the number first, for who has the receiver in the hand. */
export function callsPart(calls: readonly Call[]): Html {
  if (calls.length === 0) return html`<h2>电话清单</h2><p>没有需要电话联系的单位。</p>`;
  const rest = calls.slice(SEEN, LISTED);
  return html`<h2>电话清单（${calls.length}）</h2>${list(calls.slice(0, SEEN))}
${rest.length > 0 && html`<details><summary>其余 ${calls.length - SEEN} 个单位</summary>${list(rest)}${calls.length > LISTED && html`<p class="quiet">只列最急的 ${LISTED} 个；全部见命令 calls。</p>`}</details>`}`;
}

function list(calls: readonly Call[]): Html {
  return html`<ul class="calls">${calls.map(({ unit, name, level, contact, why, say }) => html`<li><p class="call">${level !== null && sign(level)} <strong class="number">${contact.phone === null ? '通讯录无电话' : phone(contact.phone)}</strong> <a href="${organiserUnitPath(unit)}">${name}</a> <span class="quiet">${contact.role ?? '联络员'}</span></p><p>${why}</p><p class="quiet">话术：${say}</p></li>`)}</ul>`;
}
