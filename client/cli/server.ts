import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
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
}

/** The store that knows a campaign: a rehearsal has a folder of its own below the data directory. */
export function folderOf({ dataDir }: Pick<Environment, 'dataDir'>, campaign = ''): string {
  const own = join(dataDir, 'rehearsals', campaign);
  return /^[a-z0-9-]+$/.test(campaign) && existsSync(own) ? own : dataDir;
}

/** The rehearsals of this data directory, newest first. */
export async function listRehearsals({ dataDir }: Pick<Environment, 'dataDir'>): Promise<string[]> {
  const root = join(dataDir, 'rehearsals');
  const names = (await readdir(root, { withFileTypes: true }).catch(() => [])).filter((each) => each.isDirectory()).map(({ name }) => name);
  const dated = await Promise.all(names.map(async (name) => ({ name, born: (await stat(join(root, name))).birthtimeMs })));
  return dated.sort((a, b) => b.born - a.born).map(({ name }) => name);
}

/** Whether this is a rehearsal of the campaign `of`: then its definition may be used for it. */
export function isRehearsalOf(campaign: string, of: string): boolean {
  return campaign.startsWith(`${of}-r`) && /^\d+-[0-9a-f]+$/.test(campaign.slice(of.length + 2));
}

/** Where archives lie below a store's folder. */
export function archivesIn(folder: string): string {
  return join(folder, 'archives');
}

/** Where the archives of a campaign's store lie. */
export function archivesOf(campaign: string): string {
  loadDotEnv();
  return archivesIn(folderOf(readEnvironment(), campaign));
}

/** Runs a command against the server there is: TEMPORAL_ADDRESS, else the embedded one of the data directory. */
export async function withCampaigns<T>(campaign: string | undefined, command: (reached: Reached) => Promise<T>): Promise<T> {
  loadDotEnv();
  const environment = readEnvironment();
  const target = chooseTarget(readEmbeddedState(environment.dataDir));
  const client = await connectClient(target, 'cli');
  try {
    const store = await folderStore(folderOf(environment, campaign));
    const prepare = () => ensureSearchAttributes(client.connection, target.namespace);
    return await command({ campaigns: createCampaigns({ client, store, prepare }), store });
  } finally {
    await client.connection.close();
  }
}
