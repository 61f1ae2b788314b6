import { type Day, type Instant, dayOf } from '../../time/instant.ts';
import { isAwkward } from '../../time/workingDays.ts';
import { type Check, tally } from '../finding.ts';

/** Nothing is escalated on a make-up day, nor on the first working day after three or more days off. */
export const comfortable: Check = ({ walks, accepted, plans }) => {
  const { look, finding } = tally();
  const fits = (unit: string, at: Instant, on: Day): void => {
    look(!plans.every(({ calendar }) => isAwkward(calendar, on)), unit, at, () => `${on} 是调休上班日或长假后首日，不应提请`);
  };
  for (const { moments } of walks) {
    for (const { fact } of moments) {
      if (fact.fact === 'letterSent' && fact.steps.some(({ kind }) => kind === 'escalate')) fits(fact.unit, fact.at, fact.on);
    }
  }
  for (const { kind, unit, at, items } of accepted) {
    if (kind === 'digest' && items.some((item) => item.kind === 'escalate')) fits(unit, at, dayOf(at));
  }
  return finding();
};
