import { type Scope, readLink } from '../../activities/links/link.ts';
import { takeLinkPlace } from '../../activities/store/links.ts';
import { sameMailbox } from '../../activities/store/mailboxes.ts';
import { standingCampaigns } from '../../activities/store/campaignStore.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import type { OrganiserView } from '../organiser.ts';
import { Refused } from '../refused.ts';
import type { UnitView } from '../units.ts';
import { ORGANISER_ROLES, type OrganiserRole } from './access.ts';
import type { PortalDeps } from './deps.ts';
import type { Letterhead } from './pages/layout.ts';
import { organiserHead } from './pages/organiser/frame.ts';
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
    await byMailbox(deps, known.mail, now);
    return;
  }
  const read = readLink(deps.keys, known.token, now);
  if (read.is === 'invalid') return;
  const { campaign, unit, role } = read.link;
  if (role === 'contact' || role === 'superior') {
    await toUnit(deps, await deps.campaigns.unit(campaign, { unit }), role, now);
    return;
  }
  const organiser = await deps.campaigns.organiser(campaign);
  await toOrganiser(deps, organiser, role, organiser.mailboxes[role][0], now);
}

async function byMailbox(deps: PortalDeps, mail: string, now: number): Promise<void> {
  const isSame = (other: string): boolean => sameMailbox(other, mail);
  for (const campaign of await standingCampaigns(deps.store)) {
    const organiser = await deps.campaigns.organiser(campaign);
    for (const role of ORGANISER_ROLES) await toOrganiser(deps, organiser, role, organiser.mailboxes[role].find(isSame), now);
    for (const unit of await deps.campaigns.unitsOfMailbox(campaign, { mail })) {
      const view = await viewed(deps, campaign, unit);
      if (view?.mailboxes.contact.some(isSame) === true) await toUnit(deps, view, 'contact', now);
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

async function toUnit(deps: PortalDeps, view: UnitView, role: 'contact' | 'superior', now: number): Promise<void> {
  const { campaign, unit: { id: unit }, mailboxes: { [role]: [mail] } } = view;
  if (!view.closed) await send(deps, { campaign, unit, role }, mail, view, now);
}

/** Who signs in with a provider needs no link. Each of the organiser's roles has places of its own; of several reviewers whoever asked gets it. */
async function toOrganiser(deps: PortalDeps, view: OrganiserView, role: OrganiserRole, mail: string | undefined, now: number): Promise<void> {
  if (deps.provider !== undefined) return;
  await send(deps, { campaign: view.campaign, unit: ORGANISER, role }, mail, organiserHead(view), now);
}

async function send({ store, mailLink }: PortalDeps, scope: Scope, mail: string | undefined, head: Letterhead, now: number): Promise<void> {
  const place = scope.unit === ORGANISER ? `${scope.unit}-${scope.role}` : scope.unit;
  if (mailLink === undefined || mail === undefined || !await takeLinkPlace(store, scope.campaign, place, now, PLACES)) return;
  await mailLink({ scope, mail, head });
}
