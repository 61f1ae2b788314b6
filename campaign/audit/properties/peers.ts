import { type Check, tally } from '../finding.ts';

/** Nothing goes to the superior of a body of equal rank: neither to an address of that kind, nor about it to anybody's superior. */
export const peers: Check = ({ plans, ledger }) => {
  const { look, finding } = tally();
  const equal = new Set(plans.flatMap(({ lines }) => lines.filter(({ relation }) => relation === 'peer').flatMap(({ units }) => units.map(({ id }) => id))));
  for (const { role, unit, at, items, state } of ledger) {
    if (role !== 'superior' || state === 'deferred') continue;
    look(!equal.has(unit) && items.every((item) => !equal.has(item.unit)), unit, at, () => `向同级单位的领导发出函件（${state}）`);
  }
  return finding();
};
