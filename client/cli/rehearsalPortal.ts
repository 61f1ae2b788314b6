import { openKeys } from '../../activities/links/secret.ts';
import { choosePort } from '../portal/port.ts';
import { startPortal } from '../portal/portal.ts';
import type { OpenPortal } from '../rehearsal/rehearse.ts';
import { portalLog } from './portalHost.ts';

/** The portal of a rehearsal: on its own store, with a key of its own, on this machine, whatever PORTAL_URL says: its letters leave nowhere. */
export const rehearsalPortal: OpenPortal = async ({ client, campaigns, store, folder, smtpUrl, mailFrom }) => {
  const [port, keys] = await Promise.all([choosePort(undefined, undefined), openKeys({ dataDir: folder })]);
  return startPortal({
    client, campaigns, store, keys, smtpUrl, mailFrom, host: '127.0.0.1', port, url: `http://127.0.0.1:${String(port)}`, rehearsal: true, log: portalLog(folder),
  });
};
