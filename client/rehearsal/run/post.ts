import { setTimeout as pause } from 'node:timers/promises';
import { type HeaderItem, itemsFromHeader } from '../../../activities/letters/headers.ts';
import { readLedger } from '../../../activities/letters/ledger.ts';
import type { Logs } from '../../../activities/store/store.ts';
import type { InboxClient } from '../../../workers/local/inboxClient.ts';
import type { InboxLetter } from '../../../workers/local/inboxWire.ts';
import { itemId } from '../../../campaign/line/stepId.ts';

/** A letter that arrived, as its headers tell it. */
interface Arrived {
  readonly messageId: string;
  readonly at: string;
  readonly unit: string;
  readonly role: string;
  readonly kind: string;
  readonly items: readonly HeaderItem[];
}

/** The letters of one rehearsal as they arrive: what the actors read. */
export interface Post {
  /** Every letter so far, in the order of arrival, repeated ones too. */
  letters(): readonly Arrived[];
  /** Looks for new ones. */
  refresh(): Promise<void>;
  /** Waits until a letter about this step has come; false if none has at that real time, in milliseconds. */
  arrived(step: string, until: number): Promise<boolean>;
}

const LOOK_MS = 150;

/** Reads the inbox that all letters go to. */
export function inboxPost(inbox: InboxClient, campaign: string): Post {
  let seen = 0;
  return post(async () => {
    const letters = await inbox.letters(seen);
    seen += letters.length;
    return letters.filter(({ headers }) => headers['x-campaign-id'] === campaign).map(fromHeaders);
  });
}

/** The same from the ledger, where the letters go to somebody else's inbox. */
export function ledgerPost(store: Logs, campaign: string): Post {
  let seen = 0;
  return post(async () => {
    const accepted = (await readLedger(store, campaign)).filter(({ state }) => state === 'accepted');
    const fresh = accepted.slice(seen);
    seen = accepted.length;
    return fresh.map(({ messageId, at, unit, role, kind, items }): Arrived => ({
      messageId, at, unit, role, kind,
      items: items.map(({ level, ...item }) => ({ ...item, ...(level === undefined ? {} : { level }) })),
    }));
  });
}

function post(more: () => Promise<readonly Arrived[]>): Post {
  const letters: Arrived[] = [];
  const steps = new Set<string>();
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    for (const letter of await more()) {
      letters.push(letter);
      for (const item of letter.items) steps.add(itemId(item));
    }
  };
  // One look at a time, shared by all who wait: two would read the same letters.
  const refresh = (): Promise<void> => looking ??= look().finally(() => { looking = undefined; });
  return {
    letters: () => letters,
    refresh,
    arrived: async (step, until) => {
      for (;;) {
        if (steps.has(step)) return true;
        await refresh();
        if (steps.has(step)) return true;
        if (Date.now() > until) return false;
        await pause(LOOK_MS);
      }
    },
  };
}

function fromHeaders({ headers }: InboxLetter): Arrived {
  return {
    messageId: headers['message-id'] ?? '', at: headers['x-campaign-at'] ?? '', unit: headers['x-campaign-unit'] ?? '',
    role: headers['x-campaign-role'] ?? '', kind: headers['x-campaign-kind'] ?? '', items: itemsFromHeader(headers['x-campaign-items'] ?? ''),
  };
}
