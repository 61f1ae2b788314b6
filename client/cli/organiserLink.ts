import { openKeys } from '../../activities/links/secret.ts';
import { loadDotEnv, readEnvironment } from '../../config/environment.ts';
import { organiserLink } from '../portal/organiserLink.ts';
import { PORTAL_ADDRESS } from '../portal/portal.ts';
import { Refused } from '../refused.ts';
import { print, printJson } from './output.ts';
import { folderOf, withCampaigns } from './server.ts';

/** Prints a link into the organiser's pages of a campaign. */
export async function showOrganiserLink(campaign: string, role: 'office' | 'head', json: boolean): Promise<void> {
  loadDotEnv();
  const environment = readEnvironment();
  const folder = folderOf(environment, campaign);
  const isRehearsal = folder !== environment.dataDir;
  const link = await withCampaigns(campaign, async ({ campaigns, store }) => {
    const url = (isRehearsal ? undefined : environment.portalUrl) ?? await store.getReference(PORTAL_ADDRESS);
    if (url === undefined) throw new Refused('还没有启动过门户，不知道它的网址。请先执行 npx campaign up 或 portal，或设 PORTAL_URL。');
    const keys = await openKeys({ dataDir: folder, ...(isRehearsal ? {} : { secretFile: environment.secretFile }) });
    return organiserLink({ campaigns, keys, url }, campaign, role);
  });
  if (json) printJson({ campaign, role, link });
  else print(link);
}
