import { toMillis } from '../../../campaign/time/instant.ts';
import { type Timeline, realAt } from '../../../campaign/time/timeline.ts';
import { nextOpening } from '../../../campaign/time/sendingHours.ts';
import type { Month, Outage } from './trouble.ts';

/**
 * How late a moment may be and still count as met, in real milliseconds. Outages last longer than that: what they swallow is really missed,
 * while a busy machine may still be a little late.
 */
const LAG_MS = 4_000;
/** Whom the campaign waits for is not away for good. */
const PATIENCE_MS = 60_000;
/** Real time of an outage of the mail: servers and retries take theirs. */
const MAIL_MS = 6_000;
/** Beyond the lag, and until a worker works again. */
const WORKER_MS = 8_000;

/** A new worker replays every line, and answers what was asked meanwhile, before the next morning comes. */
const RECOVERY_MS = 2_000;
const RECOVERY_LINE_MS = 250;

/** The timeline of a bad month: outages take the real time they need to be felt, and to recover from; everything after them comes later. On a slow machine recovery takes longer. */
export function roomFor(timeline: Timeline, { outages, plan }: Pick<Month, 'outages' | 'plan'>, startupMs: number, slower = 1): Timeline {
  const { points } = outages.reduce((found, outage) => {
    if (outage.who === 'mail') return stretched(found, outage, MAIL_MS);
    const away = stretched(found, outage, LAG_MS + WORKER_MS + startupMs);
    const morning = nextOpening(plan.calendar, plan.sending, outage.until);
    return morning === undefined ? away : stretched(away, { from: outage.until, until: morning }, slower * (RECOVERY_MS + RECOVERY_LINE_MS * plan.lines.length));
  }, timeline);
  return { points, lag: LAG_MS, patience: PATIENCE_MS };
}

/** Gives the time between two points of the timeline at least `ms` real milliseconds, evenly. */
export function stretched(timeline: Timeline, { from, until }: Pick<Outage, 'from' | 'until'>, ms: number): Timeline {
  const [begin, end] = [realAt(timeline, from), realAt(timeline, until)];
  const more = ms - (end - begin);
  if (more <= 0) return timeline;
  const [first, last] = [toMillis(from), toMillis(until)];
  const inside = timeline.points.filter(({ nominal }) => nominal > first && nominal < last);
  const share = (real: number): number => (end === begin ? begin : begin + Math.round(((real - begin) * ms) / (end - begin)));
  return {
    ...timeline,
    points: [
      ...timeline.points.filter(({ nominal }) => nominal < first), { nominal: first, real: begin },
      ...inside.map(({ nominal, real }) => ({ nominal, real: share(real) })), { nominal: last, real: begin + ms },
      ...timeline.points.filter(({ nominal }) => nominal > last).map(({ nominal, real }) => ({ nominal, real: real + more })),
    ],
  };
}
