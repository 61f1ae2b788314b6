import { ORGANISER, keyOf } from '../../line/plan.ts';
import { type Day, type Instant, dayOf } from '../../time/instant.ts';
import { type Check, tally } from '../finding.ts';
import { reachedOn, wasReached } from '../reached.ts';
import { type Ground, type Walk, itemId, stepId, unitOf } from '../ground.ts';

interface Told { readonly id: string; readonly key: string; readonly at: Instant; readonly on: Day }

/**
 * Never our own failure: what a superior or the head was told of, the unit itself was told of before. The assignment and one later letter
 * on that task were taken by its mail server at least two working days earlier; journal and ledger must both say so.
 */
export const ownFailure: Check = (ground) => {
  const { look, finding } = tally();
  const taken = new Set(ground.accepted.flatMap(({ items }) => items.map(itemId)));
  for (const walk of ground.walks) {
    const reached = reachedOn(walk, (step) => taken.has(stepId(step)));
    for (const { id, key, at, on } of [...superiorsTold(walk), ...headTold(ground, walk)]) {
      look(wasReached(walk, reached.get(key), on), unitOf(key), at, () => `${id} 已提请，而两个工作日之前，布置和后续函件并未都送达本单位`);
    }
  }
  return finding();
};

/** A subordinate unit's delay is told to its participant, and a call item to the office: neither is meant here. */
function superiorsTold({ line, moments }: Walk): Told[] {
  return moments.flatMap(({ fact }) => (fact.fact !== 'letterSent' ? [] : fact.steps
    .filter(({ key, kind }) => kind === 'escalate' && unitOf(key) === line)
    .map((step) => ({ id: stepId(step), key: step.key, at: fact.at, on: fact.on }))));
}

function headTold({ accepted }: Ground, { line }: Walk): Told[] {
  return accepted.filter(({ role, unit }) => role === 'head' && unit === ORGANISER).flatMap(({ at, items }) => items
    .filter(({ kind, unit }) => kind === 'escalate' && unit === line)
    .map((item) => ({ id: itemId(item), key: keyOf(item), at, on: dayOf(at) })));
}
