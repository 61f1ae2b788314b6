import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { silentSteps } from '../../../campaign/definition/planLetters.ts';
import { type Day, at, dayOf } from '../../../campaign/time/instant.ts';
import { shift } from '../../../campaign/time/workingDays.ts';
import { workingDaysOf } from '../script/hours.ts';
import type { Outage } from './trouble.ts';

/** Working days between two outages: people recover, and so do ladders. */
const BETWEEN = 3;

/** The mail is away for two working days, the worker for four; where the calendar has no room for one of them, it stays. */
export function outagesOf(plan: CampaignPlan): Outage[] {
  const mail = busiest(plan, 'mail', 2, []);
  const worker = busiest(plan, 'worker', 4, mail === undefined ? [] : [mail]);
  return [mail, worker].filter((outage) => outage !== undefined).sort((a, b) => (a.from < b.from ? -1 : 1));
}

/**
 * So many working days on which most letters would leave, between the activities' beginning and the close, apart from other outages. It
 * begins in the night before the first of them, and ends in the night after the last.
 */
function busiest(plan: CampaignPlan, who: Outage['who'], length: number, others: readonly Outage[]): Outage | undefined {
  const begin = plan.phases.find(({ name }) => name === 'activities')?.at;
  const close = plan.phases.find(({ name }) => name === 'close')?.at;
  if (begin === undefined || close === undefined) return undefined;
  const letters = Map.groupBy(plan.lines.flatMap(silentSteps), (step) => dayOf(step.at));
  const days = workingDaysOf(plan.calendar, dayOf(begin), dayOf(close));
  const candidates = days.slice(1, -length - BETWEEN).map((_, index) => days.slice(index + 1, index + 1 + length))
    .filter((stretch) => others.every((other) => isApart(plan, stretch, other)));
  const weight = (stretch: readonly Day[]): number => stretch.reduce((sum, on) => sum + (letters.get(on)?.length ?? 0), 0);
  const [best] = candidates.sort((a, b) => weight(b) - weight(a));
  const [first, last] = [best?.[0], best?.at(-1)];
  const eve = first === undefined ? undefined : shift(plan.calendar, first, -1);
  return eve === undefined || last === undefined ? undefined : { who, from: at(eve, plan.sending.until), until: at(last, plan.sending.until) };
}

function isApart({ calendar }: CampaignPlan, stretch: readonly Day[], { from, until }: Outage): boolean {
  const before = shift(calendar, dayOf(from), -BETWEEN);
  const after = shift(calendar, dayOf(until), BETWEEN);
  return before !== undefined && after !== undefined && stretch.every((on) => on < before || on > after);
}
