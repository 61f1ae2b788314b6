import { toMillis } from '../../../campaign/time/instant.ts';
import { type Timeline, realAt } from '../../../campaign/time/timeline.ts';
import type { Outage } from './trouble.ts';

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

/** The timeline of a bad month: outages take the real time they need to be felt, everything after them comes later. */
export function roomFor(timeline: Timeline, outages: readonly Outage[], startupMs: number): Timeline {
  const { points } = outages.reduce((found, outage) => stretched(found, outage, outage.who === 'mail' ? MAIL_MS : LAG_MS + WORKER_MS + startupMs), timeline);
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
