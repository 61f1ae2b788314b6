import { join } from 'node:path';
import { folderContents } from './folderContents.ts';
import { folderLogs } from './folderLogs.ts';
import { folderReferences } from './folderReferences.ts';
import { guarded } from './guarded.ts';
import { makeFolder, sweep } from './folders.ts';
import type { Store } from './store.ts';

/** The store in a folder (CAMPAIGN_DATA). Several processes of one machine may share it. */
export async function folderStore(root: string): Promise<Store> {
  await makeFolder(root);
  await sweep(join(root, 'tmp'), Date.now());
  return guarded({ ...folderContents(root), ...folderReferences(root), ...folderLogs(root) });
}
