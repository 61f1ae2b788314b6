import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 500;
/** Below this share of the machine's processors other programs do not matter. */
const NOTICED = 0.35;
/** Two minutes leave so much of an idle machine unused. */
const SPARE = 0.8;
const SLOWEST = 2;

/** The share of this machine's processors that other programs use just now, 0 to 1. Call it while we do nothing ourselves. */
export async function busyShare(): Promise<number> {
  const before = times();
  await pause(LOOK_MS);
  const after = times();
  const all = after.all - before.all;
  return all <= 0 ? 0 : (after.busy - before.busy) / all;
}

function times(): { busy: number; all: number } {
  return cpus().reduce((sum, { times: { user, nice, sys, idle, irq } }) => (
    { busy: sum.busy + user + nice + sys + irq, all: sum.all + user + nice + sys + irq + idle }), { busy: 0, all: 0 });
}

/** From so much for each line on, a rehearsal has room enough for whatever else the machine does. */
const LEISURE_MINUTES = 1 / 6;

/** How many minutes a rehearsal takes on a machine this busy: one that is slow anyhow takes no longer. */
export function stretched(minutes: number, lines: number, busy: number): number {
  return Math.max(minutes, Math.min(minutes, lines * LEISURE_MINUTES) * slowness(busy));
}

/** How many times as long a rehearsal takes on a machine that others use too: the letters must be done before the next day comes. */
export function slowness(busy: number): number {
  if (busy < NOTICED) return 1;
  return Math.min(SLOWEST, Math.max(1, SPARE / (1 - Math.min(busy, 0.99))));
}
