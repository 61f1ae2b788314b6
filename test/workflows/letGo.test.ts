import { describe, expect, it } from 'vitest';
import { dueNow } from '../../campaign/line/agenda.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import type { LetterOutcome } from '../../campaign/line/letter.ts';
import { lettersOf } from '../../campaign/line/letters.ts';
import { correspondent } from '../../campaign/line/state.ts';
import { createClock } from '../../workflows/clock.ts';
import { deferRest } from '../../workflows/line/carryOut.ts';
import { type LineRun, openRun, record } from '../../workflows/line/lineRun.ts';
import { tryAgain } from '../../workflows/line/unhold.ts';
import { lineOf, when } from '../campaign/line/fixture.ts';
import { toMillis } from '../../campaign/time/instant.ts';

const NOW = when('2024-09-23 09:00');
const MOT = { unit: 'mot', role: 'contact' } as const;
const deferred = (more: Partial<Fact & { fact: 'lettersDeferred' }> = {}): Fact => ({ fact: 'lettersDeferred', at: NOW, retryAt: when('2024-09-23 10:00'), letters: 1, ...more });

/** A line at nine, when its assignment is due. */
function lineRun(): LineRun {
  const clock = { ...createClock({ points: [{ nominal: toMillis(NOW), real: Date.now() }] }), now: () => NOW, entered: () => NOW };
  return openRun({ campaign: 'c', line: 'mot', plan: 'p' }, lineOf(), clock);
}
const retryOf = (run: LineRun) => correspondent(run.state, MOT).retry;
const due = (run: LineRun) => dueNow(run.plan, run.state, NOW).map(({ slot }) => slot);

describe('letters that are let go again', () => {
  it.each([['of one recipient', [MOT]], ['of the whole line, as older builds put them off', undefined]])('leave at once: %s', (_, to) => {
    const run = lineRun();
    record(run, [deferred(to === undefined ? {} : { to })]);
    expect(due(run)).toEqual([]);
    tryAgain(run);
    expect(due(run)).toEqual(['assign']);
  });

  it('and if a mail server defers them then, that was the first time', () => {
    const run = lineRun();
    for (let n = 0; n < 5; n += 1) record(run, [deferred({ to: [MOT] })]);
    expect(retryOf(run)?.tries).toBe(5);
    tryAgain(run);
    record(run, [deferred({ to: [MOT] })]);
    expect(retryOf(run)?.tries).toBe(1);
  });

  it('nothing is noted if nothing waits', () => {
    const run = lineRun();
    tryAgain(run);
    expect(run.changes).toBe(0);
  });
});

describe('the next try', () => {
  const after = (...outcomes: readonly Pick<LetterOutcome, 'result' | 'late'>[]) => {
    const run = lineRun();
    const letters = lettersOf(dueNow(run.plan, run.state, NOW), run.state);
    for (const outcome of outcomes) deferRest(run, letters, [{ letter: 0, items: [], ...outcome }]);
    return retryOf(run);
  };

  it('comes ever later while a mail server cannot take the letter', () => {
    expect(after({ result: 'deferred' })).toEqual({ at: when('2024-09-23 09:05'), tries: 1 });
    expect(after({ result: 'deferred' }, { result: 'deferred' })).toEqual({ at: when('2024-09-23 09:10'), tries: 2 });
  });

  it('comes no later because the batch could not be begun in time', () => {
    expect(after({ result: 'deferred', late: true }, { result: 'deferred', late: true })).toEqual({ at: when('2024-09-23 09:05'), tries: 0 });
  });
});
