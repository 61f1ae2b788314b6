import { ORGANISER } from '../../line/plan.ts';
import type { Instant } from '../../time/instant.ts';
import { type Check, tally } from '../finding.ts';
import { isGeneral, short } from '../kinds.ts';

/** At most one letter per recipient per moment: also at the return from an outage nothing bursts. */
export const oneLetter: Check = ({ walks, accepted }) => {
  const { look, finding } = tally();
  const seen = new Set<string>();
  const one = (unit: string, at: Instant, to: string, what: string): void => {
    const moment = `${what} ${to} ${at}`;
    look(!seen.has(moment), unit, at, () => `同一收件人在 ${short(at)} 收到不止一封函件（${what}）`);
    seen.add(moment);
  };
  for (const { line, moments } of walks) {
    for (const { fact } of moments) {
      if (fact.fact !== 'letterSent' || fact.steps.every(({ kind }) => kind === 'receipt')) continue;
      one(fact.unit, fact.at, `${line} ${fact.unit}:${fact.role}`, '流水');
    }
  }
  for (const { unit, role, kind, at, to } of accepted) {
    // The organiser's digest has its own hour, and goes to the same address as its line's letters.
    if (kind === 'receipt' || isGeneral(kind) || (unit === ORGANISER && kind === 'digest')) continue;
    one(unit, at, to?.[0] ?? `${unit}:${role}`, '台账');
  }
  return finding();
};
