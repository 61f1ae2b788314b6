import type { FactOf } from '../../line/facts.ts';
import { type Figures, outcome } from '../../line/outcome.ts';
import { type TaskPlan, keyOf } from '../../line/plan.ts';
import { type Day, type Instant, at, dayOf, earlier, timeOf } from '../../time/instant.ts';
import { shift, workingDaysBetween } from '../../time/workingDays.ts';
import { type Check, tally } from '../finding.ts';
import type { Walk } from '../ground.ts';

type Counted = Pick<Figures, 'due' | 'onTime' | 'late' | 'exempt' | 'missing'>;

/** due = onTime + late + exempt + missing; and each is what a plain count of the journal gives, whatever the state says. */
export const figures: Check = ({ walks, records, asOf }) => {
  const { look, finding } = tally();
  for (const walk of walks) {
    const now = records.has(walk.line) ? walk.plan.close : asOf;
    const { figures: found } = outcome(walk.plan, records.get(walk.line) ?? walk.final, now);
    const { due, onTime, late, exempt, missing, open } = found;
    look(due === onTime + late + exempt + missing + open, walk.line, asOf, () => (
      `应报 ${String(due)} ≠ 按时 ${String(onTime)} + 逾期 ${String(late)} + 免报 ${String(exempt)} + 未报 ${String(missing)} + 待报 ${String(open)}`));
    const counted = countOf(walk);
    for (const name of ['due', 'onTime', 'late', 'exempt'] as const) {
      look(counted[name] === found[name], walk.line, asOf, () => `${NAMES[name]} ${String(found[name])}，按流水清点为 ${String(counted[name])}`);
    }
    look(counted.missing === missing + open, walk.line, asOf, () => `未报和待报 ${String(missing + open)}，按流水清点为 ${String(counted.missing)}`);
  }
  return finding();
};

const NAMES = { due: '应报', onTime: '按时', late: '逾期', exempt: '免报' } as const;

function countOf(walk: Walk): Counted {
  const kinds = walk.plan.tasks.map((task) => kindOf(walk, task));
  const count = (name: string): number => kinds.filter((kind) => kind === name).length;
  return { due: kinds.length, onTime: count('onTime'), late: count('late'), exempt: count('exempt'), missing: count('missing') };
}

/** By the first version alone: strictly after the due time as it stood then, or would if a suspension ended then, is late. */
function kindOf({ moments, plan }: Walk, task: TaskPlan): keyof Counted {
  const key = keyOf(task);
  let due = task.due;
  let original: FactOf<'originalReceived'>['entry']['receivedAt'] | undefined;
  let suspended: Day | undefined;
  let kind: keyof Counted = 'missing';
  for (const { fact } of moments) {
    if (!('key' in fact) || fact.key !== key) continue;
    if (fact.fact === 'dueMoved') ({ due } = fact);
    else if (fact.fact === 'suspended') suspended = dayOf(fact.at);
    else if (fact.fact === 'resumed') suspended = undefined;
    else if (fact.fact === 'originalReceived') original = earlier(original ?? fact.entry.receivedAt, fact.entry.receivedAt);
    else if (fact.fact === 'exempted') kind = 'exempt';
    else if (fact.fact === 'settled') return 'onTime';
    else if (fact.fact === 'reportSubmitted') {
      const received = original === undefined ? fact.entry.receivedAt : earlier(original, fact.entry.receivedAt);
      return received > dueAfter(plan, due, suspended, received) ? 'late' : 'onTime';
    }
  }
  return kind;
}

/** Suspended for so long that no day is left to report by, nobody is late before the line closes. */
function dueAfter({ calendar, close }: Walk['plan'], due: Instant, suspended: Day | undefined, received: Instant): Instant {
  const lost = suspended === undefined ? 0 : workingDaysBetween(calendar, suspended, dayOf(received));
  const on = shift(calendar, dayOf(due), lost);
  if (lost <= 0) return due;
  return on === undefined ? close : at(on, timeOf(due));
}
