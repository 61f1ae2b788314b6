import { type Rate, percentOf, type ratesOf } from '../../../dashboard/rates.ts';
import { type Html, html } from '../../../html.ts';

/** 按时率: a bar and the figures beside it. */
export function ratesPart({ groups, columns }: ReturnType<typeof ratesOf>): Html {
  if (groups.length === 0) return html`<h2>按时率</h2><p>还没有到期或报送的事项。</p>`;
  return html`<h2>按时率</h2><table class="list tight rates"><thead><tr><th scope="col">类别</th><th scope="col"><span class="unseen">图</span></th><th scope="col" class="figure">按时</th><th scope="col" class="figure">迟报</th><th scope="col" class="figure">未到</th><th scope="col" class="figure">按时率</th></tr></thead>
<tbody>${groups.map(row)}</tbody><tbody>${columns.map(row)}</tbody></table>
<p class="quiet">已到期或已报送的事项：实心为按时，斜线为迟报，空白为尚未收到；免报和未到期的不计。</p>`;
}

function row(rate: Rate): Html {
  const { title, onTime, late, absent } = rate;
  return html`<tr><th scope="row">${title}</th><td class="bar">${bar(rate)}</td><td class="figure">${onTime}</td><td class="figure">${late}</td><td class="figure">${absent}</td><td class="figure"><strong>${percentOf(rate)}%</strong></td></tr>`;
}

/** What the figures beside it say, drawn: nobody is read it twice. */
function bar({ onTime, late, absent }: Rate): Html {
  const all = onTime + late + absent;
  const [one, two] = [Math.round((onTime / all) * 118), Math.round((late / all) * 118)];
  return html`<svg viewBox="0 0 120 14" aria-hidden="true" focusable="false"><rect x="0.5" y="1.5" width="119" height="11" fill="#ffffff" stroke="#6f6a60"/><rect x="1" y="2" width="${one}" height="10" fill="#4a5d52"/>${two > 0 && html`<rect x="${1 + one}" y="2" width="${two}" height="10" fill="#d9d4ca"/>${slashes(1 + one, two)}`}</svg>`;
}

function slashes(from: number, width: number): Html {
  const path = Array.from({ length: Math.ceil(width / 4) }, (_, index) => `M${String(from + index * 4)} 12l${String(Math.min(4, width - index * 4))} -10`).join('');
  return html`<path d="${path}" stroke="#4a463f" fill="none"/>`;
}
