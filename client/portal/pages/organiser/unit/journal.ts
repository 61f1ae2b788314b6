import type { Fact } from '../../../../../campaign/line/facts.ts';
import { type Html, html } from '../../../html.ts';
import { factText } from '../../../journal/factText.ts';
import type { Names } from '../../../journal/names.ts';
import { chineseInstant } from '../../../words.ts';

const SEEN = 12;

/** 流水, the latest first. */
export function journalPart(facts: readonly Fact[], names: Names): Html {
  const latest = facts.toReversed();
  return html`<h2>流水（${latest.length}）</h2>${latest.length === 0 ? html`<p>还没有记录。</p>` : list(latest.slice(0, SEEN), names)}
${latest.length > SEEN && html`<details><summary>更早的 ${latest.length - SEEN} 条</summary>${list(latest.slice(SEEN), names)}</details>`}`;
}

function list(facts: readonly Fact[], names: Names): Html {
  return html`<ol class="journal">${facts.map((fact) => html`<li><time datetime="${fact.at}">${chineseInstant(fact.at)}</time> <span>${factText(fact, names)}</span></li>`)}</ol>`;
}
