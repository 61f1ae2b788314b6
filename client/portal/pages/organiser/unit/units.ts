import { type LinePlan } from '../../../../../campaign/line/plan.ts';
import type { LineStatus } from '../../../../../workflows/contract.ts';
import type { Overview } from '../../../../overview.ts';
import { gravest, isDone, lightOf } from '../../../dashboard/lights.ts';
import { soonOf } from '../../../dashboard/rows.ts';
import { type Html, html } from '../../../html.ts';
import { sign } from '../dashboard/signs.ts';
import { organiserUnitPath } from '../paths.ts';

/** Its subordinate units, those with something not in order first. */
export function unitsPart(line: LinePlan, { tasks, units = [] }: LineStatus, { plan, now }: Overview): Html | false {
  const soon = soonOf(plan, now);
  const words = new Map(units.map((word) => [word.unit, word]));
  const rows = line.units.filter(({ id, removed }) => id !== line.line && removed !== true).flatMap(({ id, name }) => {
    const lights = tasks.filter(({ unit }) => unit === id).map((task) => lightOf(task, now, soon));
    const light = gravest(lights);
    return light === undefined ? [] : [{ id, name, light, count: lights.length, done: lights.filter(isDone).length, word: words.get(id) }];
  });
  const open = rows.filter(({ done, count }) => done < count);
  return rows.length > 0 && html`<h2>下属单位（${rows.length}）</h2>
<p class="quiet">${open.length === 0 ? '事项均已办结。' : `${String(open.length)} 个单位有未办结的事项。`}</p>
<ul class="below">${[...open, ...rows.filter(({ done, count }) => done === count)].map(({ id, name, light, count, done, word }) => html`<li>${sign(light)} <a href="${organiserUnitPath(id)}">${name}</a> <span class="quiet">${done}/${count}${word?.refusing === true && '，邮箱拒收'}</span></li>`)}</ul>`;
}
