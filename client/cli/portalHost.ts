import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { PortalLinks } from '../../activities/letters/personalLink.ts';
import { openKeys } from '../../activities/links/secret.ts';
import { folderStore } from '../../activities/store/folderStore.ts';
import { makeFolder } from '../../activities/store/folders.ts';
import { type Target, connectClient } from '../../config/connection.ts';
import type { Environment } from '../../config/environment.ts';
import { readEmbeddedState } from '../../workers/local/embeddedState.ts';
import { createCampaigns } from '../campaigns.ts';
import { choosePort } from '../portal/port.ts';
import { type RunningPortal, startPortal } from '../portal/portal.ts';

interface HostedPortal extends RunningPortal, PortalLinks {
  readonly port: number;
}

interface HostPortal {
  readonly smtpUrl: string | undefined;
  readonly log: (line: string) => void;
  readonly host?: string;
  readonly port?: number;
  readonly proxies?: readonly string[];
}

/** Starts the portal of this process on a server and the environment's store. */
export async function hostPortal(target: Target, environment: Environment, options: HostPortal): Promise<HostedPortal> {
  const { dataDir, secretFile, mailFrom, portalUrl, provider, temporalUi = readEmbeddedState(dataDir)?.uiUrl } = environment;
  const { host = '127.0.0.1', port: wanted, proxies, smtpUrl, log } = options;
  const [port, keys, client, store] = await Promise.all([
    choosePort(wanted, portalUrl), openKeys({ secretFile, dataDir }), connectClient(target, 'portal'), folderStore(dataDir),
  ]);
  const url = portalUrl ?? `http://127.0.0.1:${String(port)}`;
  try {
    const portal = await startPortal({
      client, campaigns: createCampaigns({ client, store }), store, keys, uploadsFolder: join(dataDir, 'uploads'), host, port, url, smtpUrl, mailFrom, temporalUi, provider, rehearsal: false, log,
      ...(proxies === undefined ? {} : { proxies }),
    });
    return { ...portal, port, keys, close: async () => { await portal.close(); await client.connection.close(); } };
  } catch (error) {
    await client.connection.close();
    throw error;
  }
}

/** Writes a portal's log beside its data, where nobody looks at it while all goes well. */
export function portalLog(folder: string): (line: string) => void {
  let file: ReturnType<typeof createWriteStream> | undefined;
  void makeFolder(folder);
  return (line) => { (file ??= createWriteStream(join(folder, 'portal.log'), { flags: 'a', mode: 0o600 })).write(`${line}\n`); };
}
