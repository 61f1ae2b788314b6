import { keyOf } from '../../../campaign/line/plan.ts';
import { isChasing } from '../../../campaign/definition/planLetters.ts';
import { realAt } from '../../../campaign/time/timeline.ts';
import type { Evidence } from './figures.ts';

/** A stretch of real time in which a unit had its receipt and nothing was to be asked of it. */
interface Quiet {
  readonly from: number;
  readonly until: number;
}

/** Chasing items that started after the receipt of their report was shown, and before it was withdrawn or returned. */
export function lettersAfterReport(evidence: Pick<Evidence, 'journals' | 'receipts' | 'ledger' | 'timeline'>): number {
  const quiet = quietTimes(evidence);
  // `sending` is marked with the time before anything was looked up for the letter.
  const started = evidence.ledger.filter(({ state }) => state === 'sending');
  const late = started.filter(({ items, ms }) => items.some((item) => (
    isChasing(item.kind) && (quiet.get(keyOf(item)) ?? []).some(({ from, until }) => ms > from && ms < until))));
  return new Set(late.map(({ messageId }) => messageId)).size;
}

function quietTimes({ journals, receipts, timeline }: Pick<Evidence, 'journals' | 'receipts' | 'timeline'>): Map<string, Quiet[]> {
  const shown = new Map(receipts.map((mark) => [`${keyOf(mark)} ${String(mark.count)}`, mark.at]));
  const quiet = new Map<string, Quiet[]>();
  const counts = new Map<string, number>();
  for (const fact of [...journals.values()].flat()) {
    if (fact.fact === 'reportSubmitted' || fact.fact === 'originalReceived') {
      const count = (counts.get(fact.key) ?? 0) + 1;
      counts.set(fact.key, count);
      const from = shown.get(`${fact.key} ${String(count)}`);
      if (from !== undefined) quiet.set(fact.key, [...quiet.get(fact.key) ?? [], { from, until: Infinity }]);
    }
    if (fact.fact === 'reportWithdrawn' || fact.fact === 'reportReturned') {
      const ends = realAt(timeline, fact.at);
      quiet.set(fact.key, (quiet.get(fact.key) ?? []).map((each) => ({ ...each, until: Math.min(each.until, ends) })));
    }
  }
  return quiet;
}
