import { readLink } from '../../activities/links/link.ts';
import { takeLinkPlace } from '../../activities/store/links.ts';
import { listCampaigns, readMarker } from '../../activities/store/campaignStore.ts';
import { Refused } from '../refused.ts';
import type { UnitView } from '../units.ts';
import type { PortalDeps } from './deps.ts';
import { errorLine } from './requestLog.ts';

/** Links of one unit that may be asked for within an hour, at all portals together. */
const PLACES = 2;

/** What somebody knows: a link that works no more, or the mailbox that letters go to. */
type Known = { readonly token: string } | { readonly mail: string };

const underWay = new Set<Promise<void>>();

/** Mails a new link to the unit's own mailbox, never to whom asks. Nobody waits for it; `asked` does when the portal ends. */
export function askForLink(deps: PortalDeps, known: Known, now: number): void {
  const work = find(deps, known, now).catch((error: unknown) => { deps.log(errorLine('new-link', error)); }).finally(() => underWay.delete(work));
  underWay.add(work);
}

/** Resolves when every link that was asked for has been sent. */
export async function asked(): Promise<void> {
  await Promise.all(underWay);
}

async function find(deps: PortalDeps, known: Known, now: number): Promise<void> {
  if ('mail' in known) {
    await byMailbox(deps, known.mail.trim().toLowerCase(), now);
    return;
  }
  const read = readLink(deps.keys, known.token, now);
  if (read.is === 'invalid') return;
  const { campaign, unit, role } = read.link;
  if (role === 'contact' || role === 'superior') await send(deps, await deps.campaigns.unit(campaign, { unit }), role, now);
}

async function byMailbox(deps: PortalDeps, mail: string, now: number): Promise<void> {
  for (const campaign of await listCampaigns(deps.store)) {
    if (await readMarker(deps.store, campaign) === 'stopped') continue;
    for (const unit of await deps.campaigns.unitsOfMailbox(campaign, { mail })) {
      const view = await viewed(deps, campaign, unit);
      if (view?.mailboxes.contact.some((each) => each.toLowerCase() === mail) === true) await send(deps, view, 'contact', now);
    }
  }
}

async function viewed({ campaigns }: PortalDeps, campaign: string, unit: string): Promise<UnitView | undefined> {
  try {
    return await campaigns.unit(campaign, { unit });
  } catch (error) {
    if (error instanceof Refused) return undefined; // its line has closed
    throw error;
  }
}

async function send({ store, mailLink }: PortalDeps, view: UnitView, role: 'contact' | 'superior', now: number): Promise<void> {
  const { campaign, unit: { id: unit }, mailboxes: { [role]: [mail] } } = view;
  if (mailLink === undefined || mail === undefined || view.closed || !await takeLinkPlace(store, campaign, unit, now, PLACES)) return;
  await mailLink({ scope: { campaign, unit, role }, mail, view });
}
