import type { DoneStep } from '../../line/facts.ts';
import { keyOf } from '../../line/plan.ts';
import { type Day, type Instant, dayOf } from '../../time/instant.ts';
import { type Check, tally } from '../finding.ts';
import { type Ground, type Walk, stepId, unitOf } from '../ground.ts';

interface Told { readonly step: Pick<DoneStep, 'key' | 'round' | 'slot'>; readonly at: Instant; readonly on: Day }

/**
 * Who is late is asked before anybody else hears of it: overdue letter and escalation of one task never share a day, and what comes
 * first in the ladder leaves first. An overdue letter that never left is none.
 */
export const asked: Check = (ground) => {
  const { look, finding } = tally();
  for (const walk of ground.walks) {
    const overdue = Map.groupBy(lettersOf(walk, 'overdue'), ({ step }) => step.key);
    for (const { step, at, on } of [...lettersOf(walk, 'escalate'), ...digestsOf(ground, walk)]) {
      const letters = overdue.get(step.key) ?? [];
      const shared = letters.find((letter) => letter.on === on);
      const later = letters.find((letter) => letter.on > on && letter.step.round === step.round && offsetOf(letter.step) < offsetOf(step));
      look(shared === undefined, unitOf(step.key), at, () => `${stepId(step)} 与逾期提示在同一天（${on}）`);
      look(later === undefined, unitOf(step.key), at, () => `${stepId(step)} 于 ${on} 提请，而此前应发的逾期提示 ${String(later?.on)} 才发出`);
    }
  }
  return finding();
};

function lettersOf({ moments }: Walk, wanted: 'overdue' | 'escalate'): Told[] {
  return moments.flatMap(({ fact }) => (fact.fact !== 'letterSent' ? [] : fact.steps
    .filter(({ kind }) => kind === wanted).map((step) => ({ step, at: fact.at, on: fact.on }))));
}

/** What office and head were told of the line's units. */
function digestsOf({ accepted }: Ground, { plan }: Walk): Told[] {
  const units = new Set(plan.units.map(({ id }) => id));
  return accepted.filter(({ kind }) => kind === 'digest').flatMap(({ at, items }) => items
    .filter(({ kind, unit }) => kind === 'escalate' && units.has(unit))
    .map((item) => ({ step: { ...item, key: keyOf(item) }, at, on: dayOf(at) })));
}

/** `T+2`: the second working day after the due day. */
function offsetOf({ slot }: Pick<DoneStep, 'slot'>): number {
  return Number(slot.slice(1));
}
