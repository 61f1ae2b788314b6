import type { DoneStep } from '../../line/facts.ts';
import { type Check, tally } from '../finding.ts';
import { itemId, stepId, unitOf } from '../ground.ts';

/** Each step is done at most once: in the journals, and in the letters that mail servers took. */
export const once: Check = ({ walks, accepted }) => {
  const { look, finding } = tally();
  for (const { moments } of walks) {
    const done = new Set<string>();
    for (const { fact } of moments) {
      const steps: readonly DoneStep[] = fact.fact === 'letterSent' || fact.fact === 'handedToOffice'
        || (fact.fact === 'letterRefused' && fact.role === 'contact') ? fact.steps : [];
      for (const step of steps) {
        const id = stepId(step);
        look(!done.has(id), unitOf(step.key), fact.at, () => `流水中节点 ${id} 办理了不止一次`);
        done.add(id);
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
