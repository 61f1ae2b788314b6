import type { Instant } from '../../time/instant.ts';
import { isChasing } from '../../definition/planLetters.ts';
import { type Check, tally } from '../finding.ts';
import { stepId, stepsDone, unitOf } from '../ground.ts';
import { short } from '../kinds.ts';

/** Who is exempt, suspended or removed by an amendment is asked for nothing, and nobody hears of it: from that fact on, until it is resumed or added again. */
export const resting: Check = ({ walks }) => {
  const { look, finding } = tally();
  for (const { moments } of walks) {
    const since = new Map<string, Instant>();
    for (const { fact } of moments) {
      if (fact.fact === 'exempted' || fact.fact === 'suspended') since.set(fact.key, fact.at);
      // A report returned for more ends a suspension too.
      if (fact.fact === 'resumed' || (fact.fact === 'dueMoved' && fact.by === 'return')) since.delete(fact.key);
      if (fact.fact === 'amended') for (const { key } of fact.added) since.delete(key);
      for (const step of stepsDone(fact).filter(({ kind }) => isChasing(kind) || kind === 'escalate')) {
        const from = since.get(step.key);
        // What came in while a letter was on its way was not known to it.
        look(from === undefined || fact.at <= from, unitOf(step.key), fact.at, () => `${step.key} 自 ${short(from ?? fact.at)} 起免报、中止或已移出，仍办理 ${stepId(step)}`);
      }
    }
  }
  return finding();
};
