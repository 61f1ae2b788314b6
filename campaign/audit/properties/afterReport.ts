import { isChasing } from '../../definition/planLetters.ts';
import { keyOf } from '../../line/plan.ts';
import { nominalAt, realAt } from '../../time/timeline.ts';
import type { Evidence, LedgerLine } from '../evidence.ts';
import { type Check, tally } from '../finding.ts';
import { short } from '../kinds.ts';

/** A stretch of real time in which a unit had its receipt and nothing was to be asked of it. */
interface Quiet {
  readonly from: number;
  readonly until: number;
}

type Seen = Pick<Evidence, 'journals' | 'receipts' | 'ledger' | 'timeline'>;

/** No chasing letter starts after the receipt of the report was shown, until the report was withdrawn or returned. */
export const afterReport: Check = (ground) => {
  const { look, finding } = tally();
  const late = new Map(lettersAfterReport(ground).map((letter) => [letter, true]));
  for (const letter of ground.ledger.filter(({ state, items }) => state === 'sending' && items.some(({ kind }) => isChasing(kind)))) {
    look(!late.has(letter), letter.unit, letter.at, () => `给出回执之后仍于 ${short(nominalAt(ground.timeline, letter.ms))} 开始发出催办`);
  }
  return finding();
};

/** Chasing letters that started after the receipt of a report was shown, and before it was withdrawn or returned; each attempt. */
export function lettersAfterReport(seen: Seen): LedgerLine[] {
  const quiet = quietTimes(seen);
  // `sending` is marked with the time before anything was looked up for the letter.
  const started = seen.ledger.filter(({ state }) => state === 'sending');
  return started.filter(({ items, ms }) => items.some((item) => (
    isChasing(item.kind) && (quiet.get(keyOf(item)) ?? []).some(({ from, until }) => ms > from && ms < until))));
}

function quietTimes({ journals, receipts, timeline }: Seen): Map<string, Quiet[]> {
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
