import { z } from 'zod';
import { getDocument } from '../activities/store/documents.ts';
import { StoreError } from '../activities/store/errors.ts';
import type { Digest, Store } from '../activities/store/store.ts';
import type { Channel, Fact } from '../campaign/line/facts.ts';
import { keyOf } from '../campaign/line/plan.ts';
import type { Instant } from '../campaign/time/instant.ts';
import { receiptNumber } from './receipt.ts';
import type { Room } from './room.ts';

/** One version that a unit handed in, with its receipt and what became of it. */
export interface VersionStory {
  readonly version: number;
  readonly report: Digest;
  /** 回执号. */
  readonly receipt: string;
  readonly receivedAt: Instant;
  readonly channel: Channel;
  readonly nil: boolean;
  readonly late: boolean;
  readonly state: 'submitted' | 'accepted' | 'returned' | 'withdrawn' | 'replaced';
  /** The reviewer's words. */
  readonly comment?: string;
}

/** What happened to one task, as its unit may know it. */
export interface TaskStory {
  readonly versions: readonly VersionStory[];
  /** Originals that came on paper. */
  readonly originals: readonly { readonly receipt: string; readonly receivedAt: Instant; readonly channel: Channel }[];
  /** The latest request to extend, and the answer. */
  readonly extension?: { readonly until: Instant; readonly why?: string; readonly granted?: boolean; readonly text?: string };
  readonly suspended: boolean;
}

/** Told from the facts of the unit's line, with the words that the store keeps. */
export async function storyOf({ store }: Room, campaign: string, task: { readonly unit: string; readonly task: string }, facts: readonly Fact[]): Promise<TaskStory> {
  const versions: VersionStory[] = [];
  const originals: TaskStory['originals'][number][] = [];
  let extension: TaskStory['extension'];
  let suspended = false;
  const mark = (to: Pick<VersionStory, 'state' | 'comment'>): void => {
    const last = versions.pop();
    if (last !== undefined) versions.push({ ...last, ...to });
  };
  const receipt = (): string => receiptNumber({ campaign, ...task }, versions.length + originals.length + 1);
  for (const fact of facts.filter((each) => 'key' in each && each.key === keyOf(task))) {
    switch (fact.fact) {
      case 'reportSubmitted': {
        const own = receipt();
        if (versions.at(-1)?.state === 'submitted') mark({ state: 'replaced' });
        const { version, report, nil, late, settles, entry: { receivedAt, channel } } = fact;
        versions.push({ version, report, receipt: own, receivedAt, channel, nil, late, state: settles ? 'accepted' : 'submitted' });
        break;
      }
      case 'originalReceived': originals.push({ receipt: receipt(), receivedAt: fact.entry.receivedAt, channel: fact.entry.channel }); break;
      case 'reportWithdrawn': mark({ state: 'withdrawn' }); break;
      case 'reportAccepted': mark({ state: 'accepted', ...await words(store, 'comment', fact.text) }); break;
      case 'reportReturned': mark({ state: 'returned', ...await words(store, 'comment', fact.text) }); break;
      case 'extensionRequested': extension = { until: fact.until, ...await words(store, 'why', fact.why) }; break;
      case 'extensionDecided': if (extension !== undefined) extension = { ...extension, granted: fact.granted, ...await words(store, 'text', fact.text) }; break;
      case 'suspended': suspended = true; break;
      case 'resumed': suspended = false; break;
      default:
    }
  }
  return { versions, originals, ...(extension === undefined ? {} : { extension }), suspended };
}

/** A text that was purged, or lies in another store, is left out. */
async function words<K extends string>(store: Store, name: K, digest: Digest | undefined): Promise<Partial<Record<K, string>>> {
  const made: Partial<Record<K, string>> = {};
  if (digest === undefined) return made;
  try {
    made[name] = await getDocument(store, digest, z.string());
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
  return made;
}
