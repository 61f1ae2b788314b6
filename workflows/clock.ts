import { condition } from '@temporalio/workflow';
import { type Instant, earlier, later } from '../campaign/time/instant.ts';
import { type Timeline, nominalAt, realAt } from '../campaign/time/timeline.ts';

/**
 * How late a timer may be, in real milliseconds, for its moment still to count as met: servers and workers are busy, and
 * results must not depend on it. Beyond it we were away, and the time is what it is: windows may have passed.
 */
const LAG_MS = 10_000;
/** Less than this is no clock that was put back. */
const PUT_BACK_MS = 1_000;

/** A batch takes its time, in real milliseconds, after it was decided. */
const BATCH_MS = 60_000;

/** The campaign's time. It stands still while a moment is dealt with, and never runs back. */
export interface Clock {
  /** The moment that is being dealt with. */
  now(): Instant;
  /**
   * The instant at which something is entered, whatever moment is being dealt with: when the facade was `asked`, in real
   * milliseconds, or now. So an update that the server applies again after a Reset comes to the same, receipt and all. What is asked
   * never comes before what was asked earlier, whatever the facades' clocks say; to look without asking changes nothing.
   */
  entered(asked?: number): Instant;
  /** The last instant that was `asked`, for the next run. */
  lastAsked(): Instant | undefined;
  /** Before the opening is over: what came in before is dealt with as of then (workflows/catchUp.ts). */
  isCatchingUp(): boolean;
  caughtUp(): void;
  /** Whether a command comes again that was `asked` long ago: only a Reset does that. */
  isAgain(asked: number | undefined): boolean;
  /** How long to wait for others who should have answered, in real milliseconds: `most`, less where time runs fast. */
  patience(most: number): number;
  /** Until when, in real milliseconds, what is decided now for up to `when` may be begun: where time runs fast, never too short for a batch. */
  stands(when: Instant): number;
  /** Waits until `when` has come or there is news. Without `when`, waits for news only. */
  until(when: Instant | undefined, hasNews: () => boolean, summary: string): Promise<void>;
}

/**
 * `from`: where the run before stopped, or who started us stood; if that was just now, moments since then are still to be met.
 * `begun`: when this run began, in real milliseconds. `asked`: the last instant at which anything was asked of the run before.
 */
export function createClock(timeline: Timeline | null, from?: Instant, begun = Date.now(), asked?: Instant): Clock {
  const lag = timeline?.lag ?? LAG_MS;
  const isFresh = from !== undefined && Date.now() - realAt(timeline, from) <= lag;
  let current = isFresh ? from : nominalAt(timeline, Date.now());
  // Reset to its beginning, a workflow opens long after it began and finds all its commands waiting: none may count as given now.
  let isBehind = Date.now() - begun > LAG_MS;
  const start = from ?? nominalAt(timeline, begun);
  let last = asked;

  /** The time it is, but not past a moment that is only just due: moments are met one after the other. */
  function advance(due: Instant | undefined): void {
    const real = nominalAt(timeline, Date.now());
    const met = due !== undefined && Date.now() - realAt(timeline, due) <= lag;
    current = later(current, met ? earlier(real, due) : real);
  }

  /**
   * How long until `when`. Our time stands while a clock that was put back has not caught up; an answer a person waits for, a second
   * after the last one, must not wait for that.
   */
  function waitFor(when: Instant): number {
    const [due, stands, real] = [realAt(timeline, when), realAt(timeline, current), Date.now()];
    return stands - real > PUT_BACK_MS && due - stands <= LAG_MS ? due - stands : due - real;
  }

  return {
    now: () => current,
    patience: (most) => Math.min(most, timeline?.patience ?? timeline?.lag ?? most),
    stands: (when) => (timeline === null ? realAt(timeline, when) : Math.max(realAt(timeline, when), Date.now() + lag + BATCH_MS)),
    entered: (ms) => {
      const least = later(isBehind ? start : current, last ?? start);
      if (ms === undefined) return isBehind ? least : later(least, nominalAt(timeline, Date.now()));
      return last = later(least, nominalAt(timeline, Math.min(ms, Date.now())));
    },
    lastAsked: () => last,
    isCatchingUp: () => isBehind,
    caughtUp: () => { isBehind = false; },
    isAgain: (ms) => isBehind || (ms !== undefined && Date.now() - ms > LAG_MS),
    until: async (when, hasNews, summary) => {
      if (when === undefined) {
        await condition(hasNews);
      } else if (!hasNews()) {
        const wait = waitFor(when);
        // No timer for what has come already: the server may take a second for the shortest, and who is late would never catch up.
        const news = wait > 0 && await condition(hasNews, wait, { summary });
        if (!news && Date.now() - realAt(timeline, when) <= lag) {
          current = later(current, when);
          return;
        }
      }
      advance(when);
    },
  };
}
