import { keyOf } from '../../line/plan.ts';
import type { Instant } from '../../time/instant.ts';
import { type Check, tally } from '../finding.ts';
import { isGeneral, short } from '../kinds.ts';

/** Per task and recipient the moments of letters strictly rise, in the order in which mail servers took them; receipts apart. */
export const rising: Check = ({ accepted }) => {
  const { look, finding } = tally();
  const last = new Map<string, Instant>();
  for (const { unit, role, kind, at, items } of accepted) {
    if (kind === 'receipt' || isGeneral(kind)) continue;
    for (const key of new Set(items.map(keyOf))) {
      const pair = `${unit}:${role} ${key}`;
      const before = last.get(pair);
      look(before === undefined || at > before, unit, at, () => `关于 ${key} 的函件（${short(at)}）不晚于前一封（${short(before ?? at)}）`);
      last.set(pair, at);
    }
  }
  return finding();
};
