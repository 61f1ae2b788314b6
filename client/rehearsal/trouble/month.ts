import { dayOf } from '../../../campaign/time/instant.ts';
import { cast } from '../script/casting.ts';
import { workingDaysOf } from '../script/hours.ts';
import { type Original, revisionsOf } from './amendments.ts';
import { outagesOf } from './outages.ts';
import type { Month } from './trouble.ts';

/** The bad month of a definition: what is away when, and how its plan is amended. */
export function badMonth(original: Original, seed: number): Month {
  const { plan } = original.compiled;
  const outages = outagesOf(plan);
  const begin = plan.phases.find(({ name }) => name === 'activities')?.at;
  const close = plan.phases.find(({ name }) => name === 'close')?.at;
  const days = begin === undefined || close === undefined ? [] : workingDaysOf(plan.calendar, dayOf(begin), dayOf(close)).slice(1, -1);
  const quiet = days.filter((on) => outages.every(({ from, until }) => on < dayOf(from) || on > dayOf(until)));
  const revisions = revisionsOf(original, cast(plan, seed), quiet, seed);
  return { plan: revisions.at(-1)?.plan ?? plan, revisions, outages, quiet, seed };
}
