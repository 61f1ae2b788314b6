import { isChasing } from '../../definition/planLetters.ts';
import { ORGANISER, keyOf } from '../../line/plan.ts';
import { dayOf } from '../../time/instant.ts';
import { workingDaysBetween } from '../../time/workingDays.ts';
import { type Check, type Tally, tally } from '../finding.ts';
import { type Ground, type Walk, unitOf } from '../ground.ts';

type Look = Tally['look'];

/** The stretch that `budget.perWeek` speaks of, in working days. */
const WEEK = 5;

/** 减负: chasing letters about one task over all rounds, and to a silent contact in five working days. */
export const budget: Check = (ground) => {
  const { look, finding } = tally();
  perTask(ground, look);
  if (ground.perWeek !== undefined) for (const walk of ground.walks) perWeek(walk, ground.perWeek, look);
  return finding();
};

function perTask({ walks, accepted }: Ground, look: Look): void {
  const chasing = accepted.flatMap(({ role, items, at }) => (role === 'contact' ? items.filter(({ kind }) => isChasing(kind)).map((item) => ({ at, key: keyOf(item) })) : []));
  const letters = Map.groupBy(chasing, ({ key }) => key);
  for (const { plan } of walks) {
    for (const task of plan.tasks) {
      const own = letters.get(keyOf(task)) ?? [];
      look(own.length <= plan.perTask, task.unit, own.at(-1)?.at ?? task.due, () => `${keyOf(task)} 的提醒 ${String(own.length)} 封，超过每项 ${String(plan.perTask)} 封`);
    }
  }
}

/** Of contacts who never said a word; who answers may be reminded anew. The organiser's own line has no silent contact. */
function perWeek({ line, moments, plan }: Walk, most: number, look: Look): void {
  if (line === ORGANISER) return;
  const speaking = new Set(moments.flatMap(({ fact }) => ('unit' in fact && fact.fact !== 'letterSent' && fact.fact !== 'letterRefused' ? [fact.unit] : 'key' in fact ? [unitOf(fact.key)] : [])));
  const sent = moments.flatMap(({ fact }) => (fact.fact === 'letterSent' && fact.role === 'contact' && fact.steps.some(({ kind }) => isChasing(kind)) ? [fact] : []));
  for (const [unit, letters] of Map.groupBy(sent, (fact) => fact.unit)) {
    if (speaking.has(unit)) continue;
    for (const [index, { at, on }] of letters.entries()) {
      const next = letters[index + most];
      look(next === undefined || workingDaysBetween(plan.calendar, on, dayOf(next.at)) >= WEEK, unit, at, () => `自 ${on} 起五个工作日内提醒超过 ${String(most)} 封`);
    }
  }
}
