import { defineSignal, setHandler } from '@temporalio/workflow';
import type { Retry } from '../../campaign/line/state.ts';
import { HOLD_SIGNAL } from '../contract.ts';
import { untilOpen } from '../updates.ts';
import { type LineRun, record } from './lineRun.ts';

/** 恢复发函: what was kept back leaves at once, not at its next try. Holding itself needs no signal: every letter looks at the marker. */
export function handleUnhold(current: () => LineRun | undefined): void {
  setHandler(defineSignal<[unknown]>(HOLD_SIGNAL), async (held) => {
    await untilOpen(() => current() !== undefined);
    const run = current();
    if (run === undefined || held !== false) return;
    run.unholds += 1;
    tryAgain(run);
  }, { description: '恢复发函，被暂停的函件立即办理（以存储中的标记为准，请用 campaign unhold）' });
}

/** Everybody whose letters wait for another try is tried now: by then it is not known any more whose were held and whose deferred. */
export function tryAgain(run: LineRun): void {
  const { units, superior } = run.state;
  const now = run.clock.entered();
  const waits = (known: { readonly retry?: Retry } | undefined): boolean => known?.retry !== undefined && known.retry.at > now;
  const to = [
    ...Object.entries(units).flatMap(([unit, known]) => (waits(known) ? [{ unit, role: 'contact' as const }] : [])),
    ...(waits(superior) ? [{ unit: run.plan.line, role: 'superior' as const }] : []),
  ];
  const letGo = { fact: 'lettersDeferred', at: now, retryAt: now } as const;
  // Older builds put off the whole line.
  if (waits(run.state)) record(run, [{ ...letGo, letters: 1 }]);
  if (to.length > 0) record(run, [{ ...letGo, letters: to.length, to }]);
}
