import type { Level } from '../../../campaign/line/letter.ts';
import type { Instant } from '../../../campaign/time/instant.ts';
import type { WorkingDays } from '../../../campaign/time/workingDays.ts';

/** How far a group of units is. */
export interface Tally {
  readonly name: string;
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  readonly exempt: number;
}

/** Everything the screen shows, in words and numbers. */
export interface Model {
  readonly title: string;
  readonly now: Instant;
  readonly elapsedMs: number;
  readonly totalMs: number;
  /** `part`: where in the whole of the real time it begins, 0 to 1. */
  readonly phases: readonly { readonly name: string; readonly part: number }[];
  readonly calendar: WorkingDays;
  readonly letters: { readonly sent: number; readonly latest: readonly { readonly at: string; readonly to: string; readonly kind: string }[] };
  readonly reports: readonly Tally[];
  /** What just came in or was decided. */
  readonly events: readonly { readonly at: string; readonly who: string; readonly what: string }[];
  readonly overdue: readonly { readonly name: string; readonly count: number; readonly level: Level | null }[];
  readonly next: { readonly at: Instant; readonly letters: number } | undefined;
  /** What a person should know about the run itself. */
  readonly note: string | undefined;
}
