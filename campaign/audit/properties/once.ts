import type { DoneStep, Fact } from '../../line/facts.ts';
import type { LineState } from '../../line/state.ts';
import { type Check, tally } from '../finding.ts';
import { itemId, stepId, stepsDone, unitOf } from '../ground.ts';

/** Each step is done at most once: in the journals, and in the letters that mail servers took. */
export const once: Check = ({ walks, accepted }) => {
  const { look, finding } = tally();
  for (const { moments } of walks) {
    const done = new Set<string>();
    // What a contact refused is for the next one: nobody has had it yet.
    const refused = new Map<string, string>();
    for (const { fact, before } of moments) {
      if (fact.fact === 'delegated') for (const [id, unit] of refused) if (unit === fact.unit) refused.delete(id);
      for (const step of [...stepsDone(fact), ...stepsRefused(fact, before)]) {
        const id = stepId(step);
        look(!done.has(id) && !refused.has(id), unitOf(step.key), fact.at, () => `流水中节点 ${id} 办理了不止一次`);
        if (fact.fact === 'letterRefused') refused.set(id, unitOf(step.key));
        else done.add(id);
      }
    }
  }
  const told = new Set<string>();
  for (const { items, at } of accepted) {
    for (const item of items) {
      const id = itemId(item);
      look(!told.has(id), item.unit, at, () => `台账中节点 ${id} 在不止一封函件里`);
      told.add(id);
    }
  }
  return finding();
};

/** What a contact refused that was not replaced while the letter was on its way. */
function stepsRefused(fact: Fact, { units }: LineState): readonly DoneStep[] {
  if (fact.fact !== 'letterRefused' || fact.role !== 'contact') return [];
  return fact.contact === undefined || fact.contact === (units[fact.unit]?.contact ?? null) ? fact.steps : [];
}
