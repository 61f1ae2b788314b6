import { join } from 'node:path';
import { type Campaigns, createCampaigns } from '../campaigns.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import type { Store } from '../../activities/store/store.ts';
import { chooseTarget, connectClient } from '../../config/connection.ts';
import { type Environment, loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { ensureSearchAttributes } from '../../workers/searchAttributes.ts';
import { readEmbeddedState } from '../../workers/local/embeddedState.ts';

export interface Reached {
  readonly campaigns: Campaigns;
  readonly store: Store;
  readonly environment: Environment;
}

/** Where archives lie. */
export function archivesOf({ dataDir }: Pick<Environment, 'dataDir'>): string {
  return join(dataDir, 'archives');
}

/** Runs a command against the server there is: TEMPORAL_ADDRESS, else the embedded one of the data directory. */
export async function withCampaigns<T>(command: (reached: Reached) => Promise<T>): Promise<T> {
  loadDotEnv();
  const environment = readEnvironment();
  const target = chooseTarget(readEmbeddedState(environment.dataDir));
  const client = await connectClient(target, 'cli');
  try {
    const store = await folderStore(environment.dataDir);
    const prepare = () => ensureSearchAttributes(client.connection, target.namespace);
    return await command({ campaigns: createCampaigns({ client, store, prepare }), store, environment });
  } finally {
    await client.connection.close();
  }
}
