import { type Instant, fromMillis, toMillis } from './instant.ts';

/**
 * How a rehearsal's time runs: piecewise linear through these points, both coordinates rising (nominal strictly).
 * Nominal instants are milliseconds since the epoch, and so is real time.
 */
export interface Timeline {
  readonly points: readonly { readonly nominal: number; readonly real: number }[];
  /** How late, in real milliseconds, a moment may be dealt with and still count as met. */
  readonly lag?: number;
  /** How long, in real milliseconds, the campaign waits for lines that should have answered; as long as the lag unless told. */
  readonly patience?: number;
}

/** The nominal instant at real time `ms`; production (`null`) is the identity. Before and after, time runs as it is. */
export function nominalAt(timeline: Timeline | null, ms: number): Instant {
  // Rounded, for fromMillis cuts: a hair's breadth before the second would be the second before.
  return fromMillis(timeline === null ? ms : along(timeline, ms, 'real', 'nominal', Math.round));
}

/** The real time, in milliseconds, at which the nominal instant has surely come. */
export function realAt(timeline: Timeline | null, when: Instant): number {
  const nominal = toMillis(when);
  return timeline === null ? nominal : Math.ceil(along(timeline, nominal, 'nominal', 'real', Math.ceil));
}

function along(
  { points }: Timeline, value: number, from: 'nominal' | 'real', to: 'nominal' | 'real', whole: (ms: number) => number,
): number {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return value;
  if (value < first[from]) return first[to] + (value - first[from]);
  if (value >= last[from]) return last[to] + (value - last[from]);
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    // Where no time passes (nights) the later point wins, so that real time never maps into the night.
    if ((points[middle]?.[from] ?? Infinity) <= value) low = middle;
    else high = middle;
  }
  const a = points[low] ?? first;
  const b = points[high] ?? last;
  if (b[from] === a[from]) return b[to];
  // Made whole before it is added: beside a date's 1.7e12 a small fraction would be lost.
  return a[to] + whole(((value - a[from]) * (b[to] - a[to])) / (b[from] - a[from]));
}
