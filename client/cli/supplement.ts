import { supplementAll } from '../../activities/documents/supplement.ts';
import type { Store } from '../../activities/store/store.ts';
import type { LateReport } from '../../activities/store/supplements.ts';
import { readEnvironment } from '../../config/environment.ts';
import { archivesIn, folderOf } from './server.ts';

/** Adds what came late to the archive of this data directory; undefined if there is none yet: then writing it adds it. */
export async function addToArchive(store: Store, { campaign, key, version }: LateReport): Promise<string | undefined> {
  const archiveFolder = archivesIn(folderOf(readEnvironment(), campaign));
  return (await supplementAll({ store, archiveFolder }, campaign)).get(`${key}/${String(version)}`);
}
