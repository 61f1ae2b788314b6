import { lettersAbout } from '../../activities/letters/carried.ts';
import type { SentAbout } from '../../activities/letters/carried.ts';
import { scrubArchive } from '../../activities/documents/scrub.ts';
import type { Store } from '../../activities/store/store.ts';
import type { Copies } from '../removals.ts';

/** The copies of a campaign's files outside the store's contents: its archive, and the letters that left. */
export function copiesOf(store: Store, archiveFolder: string, campaign: string): Copies<SentAbout> {
  return {
    remove: (purge) => scrubArchive(store, archiveFolder, purge),
    letters: (wanted) => lettersAbout(store, campaign, wanted),
  };
}
