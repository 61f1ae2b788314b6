import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { type Day, type Instant, type TimeOfDay, at, dayOf, earlier, later, timeOf, toMillis } from '../../campaign/time/instant.ts';
import type { Timeline } from '../../campaign/time/timeline.ts';
import { isWorkingDay } from '../../campaign/time/workingDays.ts';
import { OUTLOOK, actingHours, workingDaysOf } from './script/hours.ts';

/** Something that wakes a line, or the campaign; `load` counts wakings, some 50 ms of a small machine each. */
export interface Moment {
  readonly at: Instant;
  readonly line?: string;
  readonly load: number;
}

export interface Pace {
  /** Real time of the first moment, in milliseconds since the epoch. */
  readonly startReal: number;
  /** How long it all takes, from the first moment to the end of the archive's day. */
  readonly minutes: number;
  readonly load: readonly Moment[];
}

/** Every moment gets as much room as so many lines: timers, digests and signals take their time even if only one line wakes. */
const EACH_MOMENT = 3;
/** A line does one thing after the other, and waits for its activities: alone it takes so many times as long as its share of the machine. */
const SERIAL = 4;
/** A stretch of a working day on which nothing happens: just enough to see the days go by. */
const NOTHING = 0.05;

/** A busy machine may fall behind, a killed worker comes back: moments are still met one after the other, for so many real milliseconds. */
const LAG_MS = 60_000;

/** Real time that a small, idle machine needs for one waking, in milliseconds. */
const WAKING_MS = 20;

/** The shortest rehearsal, in minutes, in which the lines are done with each moment before the next one comes. */
export function shortest(plan: CampaignPlan, load: readonly Moment[]): number {
  return stretchesOf(plan, load).reduce((sum, { weight }) => sum + weight, 0) * WAKING_MS / 60_000;
}

/**
 * How time runs in a rehearsal. Nights, weekends, holidays and everything outside sending hours take no time; between two moments of a
 * working day passes real time in proportion to what the first of them wakes, so that the lines are done before the next one comes.
 */
export function buildTimeline(plan: CampaignPlan, { startReal, minutes, load }: Pace): Timeline {
  const stretches = stretchesOf(plan, load);
  const total = stretches.reduce((sum, { weight }) => sum + weight, 0);
  const points: { nominal: number; real: number }[] = [];
  let passed = 0;
  const point = (nominal: Instant): void => {
    const real = startReal + Math.round((passed / total) * minutes * 60_000);
    if (points.at(-1)?.nominal !== toMillis(nominal)) points.push({ nominal: toMillis(nominal), real });
  };
  for (const { from, until, weight } of stretches) {
    point(from);
    passed += weight;
    point(until);
  }
  return { points, lag: LAG_MS };
}

interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly weight: number;
}

/** The working days from the first moment to the archive, cut at every moment. */
function stretchesOf(plan: CampaignPlan, load: readonly Moment[]): Stretch[] {
  const archive = plan.phases.at(-1)?.at;
  const first = plan.phases.reduce<Instant | undefined>((found, { at: when }) => (found === undefined ? when : earlier(found, when)), undefined);
  if (archive === undefined || first === undefined) throw new RangeError('a plan without phases has no time to rehearse');
  const worked = load.filter(({ at: when }) => isWorkingDay(plan.calendar, dayOf(when)));
  const byDay = Map.groupBy(worked, ({ at: when }) => dayOf(when));
  return workingDaysOf(plan.calendar, dayOf(first), dayOf(archive)).flatMap((on) => {
    const stretches = stretchesOfDay(plan, on, byDay.get(on) ?? []);
    return on === dayOf(first) ? stretches.filter(({ until }) => until > first).map((each) => ({ ...each, from: later(each.from, first) })) : stretches;
  });
}

/** Letters, digests and phases cut the day where they stand; the actors' afternoon is one stretch, however many they are. */
function stretchesOfDay(plan: CampaignPlan, on: Day, load: readonly Moment[]): Stretch[] {
  const { sending, phases } = plan;
  const acting = actingHours(sending);
  const isActing = (time: TimeOfDay): boolean => time >= acting.from && time <= acting.until;
  const own = phases.filter((phase) => dayOf(phase.at) === on).map((phase) => ({ at: phase.at, load: 0 }));
  const moments = [...load, ...own].filter(({ at: when }) => when >= at(on, sending.at) && when < at(on, sending.until));
  const cuts = moments.map(({ at: when }) => timeOf(when)).filter((time) => !isActing(time));
  const all = [sending.at, sending.digest, acting.from, OUTLOOK, ...cuts].filter((time) => time >= sending.at && time < sending.until);
  // A day on which nothing happens is one stretch: there are many, and every line loads the timeline.
  const starts = moments.length === 0 ? [sending.at] : [...new Set(all)].sort();
  return starts.map((start, index) => {
    const next = starts[index + 1] ?? sending.until;
    const here = moments.filter(({ at: when }) => timeOf(when) >= start && timeOf(when) < next);
    return { from: at(on, start), until: at(on, next), weight: here.length === 0 ? NOTHING : EACH_MOMENT + weightOf(here) };
  });
}

/** What the machine needs for all of them, or the busiest line for itself, whichever is longer. */
function weightOf(moments: readonly Moment[]): number {
  const sum = (all: readonly Moment[]): number => all.reduce((total, { load }) => total + load, 0);
  const lines = [...Map.groupBy(moments.filter(({ line }) => line !== undefined), ({ line }) => line).values()];
  return Math.max(sum(moments), ...lines.map((own) => SERIAL * sum(own)));
}
