import { inject } from 'vitest';
import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { silentSteps } from '../../campaign/definition/planLetters.ts';
import { type Instant, at, dayOf, instant, toMillis } from '../../campaign/time/instant.ts';
import { type Timeline, realAt } from '../../campaign/time/timeline.ts';
import { dayFromNumber, dayNumber, isWorkingDay, shift } from '../../campaign/time/workingDays.ts';

export interface Pace {
  /** Real milliseconds from one moment to the next. */
  readonly moment?: number;
  /** Real milliseconds added after an instant: room for people to act. */
  readonly room?: Readonly<Record<string, number>>;
  /** How late, in real milliseconds, a moment may be and still count as met. */
  readonly lag?: number;
}

/** Real milliseconds of a working day on which nothing is planned. */
const EMPTY_DAY = 3;
/** Real milliseconds until the first day: campaign and lines are open by then. */
const HEAD_START = 3_000;

/** The campaign's time in a few seconds: only the moments of the plan take time, and where people are given room. */
export function quickly(plan: CampaignPlan, { moment = 120, room = {}, lag }: Pace = {}): Timeline {
  const { pace } = inject('temporal');
  const moments = Map.groupBy(momentsOf(plan, Object.keys(room).map(instant)), dayOf);
  const [from, until] = [plan.phases[0]!.at, plan.phases.at(-1)!.at].map(dayOf);
  const points: { nominal: number; real: number }[] = [];
  let real = Date.now() + HEAD_START * pace;
  for (let n = dayNumber(from!); n <= dayNumber(until!); n += 1) {
    const day = dayFromNumber(n);
    if (!isWorkingDay(plan.calendar, day)) continue;
    const here = moments.get(day) ?? [];
    const cuts = [...new Set([at(day, plan.sending.at), ...here])].sort();
    for (const when of cuts) {
      points.push({ nominal: toMillis(when), real });
      real += here.includes(when) ? Math.round((moment + (room[when] ?? 0)) * pace) : EMPTY_DAY;
    }
    points.push({ nominal: toMillis(at(day, plan.sending.until)), real });
  }
  return { points, ...(lag === undefined ? {} : { lag: Math.round(lag * pace) }) };
}

/** Everything that wakes somebody if nobody answers: letters, digests, tomorrow's list, phases. */
function momentsOf(plan: CampaignPlan, extra: readonly Instant[]): Instant[] {
  const steps = plan.lines.flatMap(silentSteps).map((step) => step.at);
  const days = [...new Set(steps.map(dayOf))];
  const eves = days.flatMap((day) => shift(plan.calendar, day, -1) ?? []);
  return [
    ...steps, ...plan.phases.map((phase) => phase.at), ...extra,
    ...days.map((day) => at(day, plan.sending.digest)), ...eves.map((day) => at(day, '16:00')),
  ];
}

/** It is `when` now, and time goes on as it does. */
export function asOf(when: string, lag?: number): Timeline {
  return { points: [{ nominal: toMillis(instant(when)), real: Date.now() }], ...(lag === undefined ? {} : { lag }) };
}

/** The campaign's time in a few seconds until `when`; from then on it goes as it does. */
export function quicklyTo(plan: CampaignPlan, when: string): Timeline {
  const { points } = quickly(plan);
  return { points: points.filter(({ nominal }) => nominal <= toMillis(instant(when))) };
}

/** It is `when` now, and time goes on so many times faster, for a real minute. */
export function fastFrom(when: string, times: number): Timeline {
  const [nominal, real] = [toMillis(instant(when)), Date.now()];
  return { points: [{ nominal, real }, { nominal: nominal + 60_000 * times, real: real + 60_000 }] };
}

/** Resolves when the campaign's time has reached `when`. */
export function reached(timeline: Timeline, when: string): Promise<void> {
  const wait = realAt(timeline, instant(when)) - Date.now();
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
}
