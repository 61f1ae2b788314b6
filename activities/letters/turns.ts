/** Letters of a moment go before receipts. */
export type Urgency = 'moment' | 'receipt';

/** The mail room closes: what had not begun is not begun any more. */
export class MailRoomClosed extends Error {
  override readonly name = 'MailRoomClosed';
  constructor() { super('the mail room is closing'); }
}

/** So many jobs at a time, the urgent ones first, each kind in the order of asking. */
export interface Turns {
  run<T>(urgency: Urgency, job: () => Promise<T>): Promise<T>;
  /** Refuses what waits and what comes; resolves when nothing runs any more. */
  close(): Promise<void>;
}

/** Turns for `places` jobs at a time. */
export function turns(places: number): Turns {
  const waiting: Record<Urgency, { start: () => void; refuse: () => void }[]> = { moment: [], receipt: [] };
  const running = new Set<Promise<unknown>>();
  let taken = 0;
  let closed = false;

  async function take(urgency: Urgency): Promise<void> {
    if (closed) throw new MailRoomClosed();
    if (taken < places) taken += 1;
    else await new Promise<void>((start, fail) => waiting[urgency].push({ start, refuse: () => { fail(new MailRoomClosed()); } }));
  }

  function pass(): void {
    const next = waiting.moment.shift() ?? waiting.receipt.shift();
    if (next === undefined) taken -= 1;
    else next.start(); // the place goes from hand to hand
  }

  return {
    run: async (urgency, job) => {
      await take(urgency);
      const work = job();
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
        pass();
      }
    },
    close: async () => {
      closed = true;
      for (const { refuse } of [...waiting.moment.splice(0), ...waiting.receipt.splice(0)]) refuse();
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
