// A workflow of the tests' own, with one update made by the wrapper that all of ours are made by.
import { allHandlersFinished, condition, continueAsNew, defineSignal, setHandler } from '@temporalio/workflow';
import { instant } from '../../campaign/time/instant.ts';
import type { SeenUpdate } from '../../workflows/contract.ts';
import { malformed } from '../../workflows/guards.ts';
import { onUpdate, seenUpdates } from '../../workflows/updates.ts';

/** Opens at once, or at the signal `open`; the signal `renew` starts another run, `end` ends it. Returns how often it decided. */
export async function wrapped(input: { open: boolean; decided: number; seen: readonly SeenUpdate[] }): Promise<number> {
  const seen = seenUpdates(input.seen);
  let { open, decided } = input;
  let next: 'renew' | 'end' | undefined;
  onUpdate('ask', {
    description: 'a test', isOpen: () => open, seen: () => seen,
    check: (given) => { if (given === 'malformed') throw malformed('参数不对。'); },
    decide: (given) => {
      if (given === 'unexpected') throw new RangeError('zhang.san@example.test');
      decided += 1;
      if (given === 'refused') return { key: 'ask', refused: `第${String(decided)}次：不行。` };
      return { key: 'ask', answer: { at: instant('2024-10-12T09:00:00+08:00'), facts: ['acknowledged'], version: decided } };
    },
  });
  setHandler(defineSignal('open'), () => { open = true; });
  setHandler(defineSignal('renew'), () => { next = 'renew'; });
  setHandler(defineSignal('end'), () => { next = 'end'; });
  await condition(() => next !== undefined);
  await condition(allHandlersFinished);
  if (next === 'renew') await continueAsNew<typeof wrapped>({ open, decided, seen: seen.all() });
  return decided;
}
