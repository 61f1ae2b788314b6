import { signLink, urlOfLink } from '../../activities/links/link.ts';
import type { Keys } from '../../activities/links/secret.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import type { Campaigns } from '../campaigns.ts';
import { Refused } from '../refused.ts';

/** A link into the organiser's pages, for who runs the system and so could read everything anyway. @throws Refused if there is no such campaign. */
export async function organiserLink({ campaigns, keys, url }: { readonly campaigns: Campaigns; readonly keys: Keys; readonly url: string }, campaign: string, role: 'office' | 'head' = 'office'): Promise<string> {
  const [mail] = (await campaigns.organiser(campaign)).mailboxes[role];
  if (mail === undefined) throw new Refused(`活动 ${campaign} 的方案没有写明${role === 'office' ? '办公室' : '负责同志'}的邮箱。`);
  return urlOfLink(url, signLink(keys, { campaign, unit: ORGANISER, role }, mail, Date.now()));
}
