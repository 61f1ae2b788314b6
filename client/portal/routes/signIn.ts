import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { mailboxOf } from '../../../activities/links/link.ts';
import { seal, unseal } from '../../../activities/links/sealed.ts';
import { standingCampaigns } from '../../../activities/store/campaignStore.ts';
import { sameMailbox } from '../../../activities/store/mailboxes.ts';
import { ORGANISER } from '../../../campaign/line/plan.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied, setSession } from '../guard.ts';
import { chooseRolePage } from '../pages/signIn.ts';
import { ORGANISER_ROLES } from '../access.ts';
import { SESSION_MS, beginSession } from '../session.ts';

const MINUTES = 10;

/** What somebody who signed in may be. */
const offer = z.object({ campaign: z.string(), role: z.enum(ORGANISER_ROLES), mailbox: z.string(), at: z.number() });
type Offer = z.infer<typeof offer>;

/** The organiser's people sign in with their own provider, where one is configured. */
export function addSignInRoutes(app: App, deps: PortalDeps): void {
  const { provider, keys } = deps;
  if (provider === undefined) return;
  const now = deps.now ?? Date.now;
  const COOKIE = deps.url.startsWith('https:') ? '__Secure-sign-in' : 'sign-in';
  const ownCookie = { httpOnly: true, sameSite: 'lax', secure: deps.url.startsWith('https:'), path: '/sign-in' } as const;

  app.get('/sign-in', { config: { access: 'open' }, schema: {} }, async (_, reply) => {
    const { url, cookie } = await provider.begin();
    reply.setCookie(COOKIE, cookie, { ...ownCookie, maxAge: MINUTES * 60 });
    return reply.redirect(url, 303);
  });

  app.get('/sign-in/done', { config: { access: 'open' }, schema: { querystring: z.looseObject({}) } }, async (request, reply) => {
    const mail = await provider.finish(new URL(request.url, deps.url), request.cookies[COOKIE]);
    reply.clearCookie(COOKIE, ownCookie);
    const offers = await offersFor(deps, mail, now());
    const [only, ...more] = offers;
    if (only === undefined) throw new Denied('stranger');
    if (more.length > 0) return sendPage(reply, chooseRolePage(deps, offers.map((each) => ({ ...each, ticket: seal(keys('sign-in'), each) }))));
    await begin(reply, only);
    return reply.redirect('/organiser', 303);
  });

  app.post('/sign-in/choose', { config: { access: 'open' }, schema: { body: z.object({ ticket: z.string().max(2_000) }) } }, async (request, reply) => {
    const chosen = offer.safeParse(unseal(keys('sign-in'), request.body.ticket)).data;
    if (chosen === undefined || chosen.at + MINUTES * 60_000 < now()) throw new Denied('signIn');
    await begin(reply, chosen);
    return reply.redirect('/organiser', 303);
  });

  async function begin(reply: Parameters<typeof setSession>[0], { campaign, role, mailbox }: Offer): Promise<void> {
    await setSession(reply, deps, beginSession({ campaign, role, mailbox, unit: ORGANISER, id: `oidc-${randomBytes(6).toString('base64url')}`, issued: now(), expires: now() + SESSION_MS }, now()));
  }
}

/** Everything that this mailbox speaks for, in every campaign that is not over. */
async function offersFor({ store, campaigns, keys }: PortalDeps, mail: string, at: number): Promise<(Offer & { readonly title: string })[]> {
  const views = await Promise.all((await standingCampaigns(store)).map((campaign) => campaigns.organiser(campaign)));
  return views.flatMap(({ campaign, title, mailboxes }) => ORGANISER_ROLES.flatMap((role) => (
    mailboxes[role].some((other) => sameMailbox(other, mail)) ? [{ campaign, title, role, mailbox: mailboxOf(keys, mail), at }] : [])));
}
