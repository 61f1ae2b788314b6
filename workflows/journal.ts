import { allHandlersFinished, condition } from '@temporalio/workflow';
import { act } from './activities.ts';
import type { JournalPage, JournalTail } from './contract.ts';

/** Characters of one chunk: in Chinese three bytes each, and well below what the server warns of (256 KiB). */
const CHUNK = 60_000;

/** 流水 of one workflow: the facts of this run in memory, earlier ones in the store, chained by digest. */
export interface Journal<F> {
  add(fact: F): void;
  page(): JournalPage;
  /** Moves what is in memory to the store; done before continue-as-new and at the end. */
  keep(): Promise<JournalTail>;
}

export function openJournal<F>(campaign: string, line: string, carried: JournalTail | undefined): Journal<F> {
  let tail: JournalTail = carried ?? { chunk: null, count: 0 };
  let facts: F[] = [];
  return {
    add: (fact) => { facts.push(fact); },
    page: () => ({ earlier: tail.chunk, from: tail.count, facts, total: tail.count + facts.length }),
    keep: async () => {
      while (facts.length > 0) {
        const keeping = chunkOf(facts);
        const chunk = await act.keepJournal({ campaign, line, previous: tail.chunk, from: tail.count, facts: keeping });
        // Only now: if this is cancelled, the facts stay where they were.
        tail = { chunk, count: tail.count + keeping.length };
        facts = facts.slice(keeping.length);
      }
      return tail;
    },
  };
}

/** As many of the first facts as go into one activity. */
function chunkOf<F>(facts: readonly F[]): readonly F[] {
  let size = 0;
  const end = facts.findIndex((fact, index) => (size += JSON.stringify(fact).length) > CHUNK && index > 0);
  return end < 0 ? facts.slice() : facts.slice(0, end);
}

/**
 * Keeps the journal when no handler is under way. A signal or update may come in together with the store's answer: its
 * handler has begun then but not acted, and what it does would stay behind in the old run.
 */
export async function keepAll<F>(journal: Journal<F>): Promise<JournalTail> {
  for (;;) {
    await condition(allHandlersFinished);
    const tail = await journal.keep();
    if (allHandlersFinished() && journal.page().facts.length === 0) return tail;
  }
}
