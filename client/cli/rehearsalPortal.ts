import { join } from 'node:path';
import { openKeys } from '../../activities/links/secret.ts';
import { startPortal } from '../portal/portal.ts';
import type { OpenPortal } from '../rehearsal/rehearse.ts';
import { freePorts } from '../../workers/local/ports.ts';
import { portalLog } from './portalHost.ts';

/** The portal of a rehearsal: on its own store, with a key of its own, on this machine, whatever PORTAL_URL says: its letters leave nowhere. */
export const rehearsalPortal: OpenPortal = async ({ client, campaigns, store, folder, smtpUrl, mailFrom, temporalUi }) => {
  // Never the usual port: rehearsals may run side by side, and beside a real portal.
  const [[port = 0], keys] = await Promise.all([freePorts(1), openKeys({ dataDir: folder })]);
  return startPortal({
    client, campaigns, store, keys, uploadsFolder: join(folder, 'uploads'), smtpUrl, mailFrom, temporalUi, host: '127.0.0.1', port, url: `http://127.0.0.1:${String(port)}`, rehearsal: true, log: portalLog(folder),
  });
};
