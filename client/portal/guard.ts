import type { FastifyReply, FastifyRequest } from 'fastify';
import { mailboxOf } from '../../activities/links/link.ts';
import { endSessionEarly, isSessionEnded, linksRevokedAt } from '../../activities/store/links.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import type { OrganiserView } from '../organiser.ts';
import type { UnitView } from '../units.ts';
import { judge } from './access.ts';
import type { App, PortalDeps } from './deps.ts';
import { type Session, isCsrf, readSession, sealSession } from './session.ts';
import { ForeignForm } from './upload.ts';

/** No session, or one that may not: said by a page (errors.ts). */
export class Denied extends Error {
  override readonly name = 'Denied';
  readonly verdict: 'signIn' | 'forbidden' | 'unknown' | 'revoked' | 'stranger';

  constructor(verdict: Denied['verdict']) {
    super(verdict);
    this.verdict = verdict;
  }
}

/** Looks at every request before its route does: who it is, whether it may, whether a form is ours. */
export function guard(app: App, deps: PortalDeps): void {
  app.decorateRequest('session', undefined);
  app.decorateRequest('view', undefined);
  app.decorateRequest('organiser', undefined);
  app.addHook('onRequest', (request, _, done) => {
    const { access = {} } = request.routeOptions.config;
    if (access === 'token') { done(); return; } // its own guard looks (api/bearer.ts); what a browser sends by itself counts for nothing
    request.session = readSession(deps.keys, request.cookies[cookieName(deps)], (deps.now ?? Date.now)());
    const verdict = request.is404 ? 'yes' : judge(access, request.session, unitIn(request));
    if (!request.is404 && mayChange(request) && isForeign(request, deps)) done(new ForeignForm());
    else done(verdict === 'yes' ? undefined : new Denied(verdict));
  });
  app.addHook('preHandler', async (request) => {
    const { access, upload } = request.routeOptions.config;
    if (request.session === undefined || access === 'open' || request.is404) return;
    if (mayChange(request) && upload !== true) requireToken(request, deps, request.session);
    const { session } = request;
    if (await isSessionEnded(deps.store, session)) throw new Denied('signIn');
    if (isOfUnit(session)) request.view = await viewOf(deps, session);
    else request.organiser = await organiserOf(deps, session);
    if (request.organiser !== undefined && unitIn(request) === ORGANISER) request.view = await deps.campaigns.unit(session.campaign, { unit: ORGANISER });
  });
}

/** The session and the unit's own view, where the route asks for one: the hooks have looked. */
export function actor(request: FastifyRequest): { readonly session: Session; readonly view: UnitView } {
  const { session, view } = request;
  if (session === undefined || view === undefined) throw new Denied('signIn');
  return { session, view };
}

/** The session and the organiser's own view, where the route is for the organiser's people. */
export function organiser(request: FastifyRequest): { readonly session: Session; readonly view: OrganiserView } {
  const { session, organiser: view } = request;
  if (session === undefined || view === undefined) throw new Denied('signIn');
  return { session, view };
}

type Holder = Pick<Session, 'campaign' | 'unit' | 'role' | 'mailbox' | 'issued'>;
type UnitHolder = Holder & { readonly role: 'contact' | 'superior' };

/** Whether this is one of a unit's people, not the organiser's. */
export function isOfUnit<H extends Holder>(holder: H): holder is H & UnitHolder {
  return holder.role === 'contact' || holder.role === 'superior';
}

/** The organiser as its people may see it. Ends as those of units do: the mailbox speaks for it no more, or its links were stopped. */
export async function organiserOf({ campaigns, store, keys }: PortalDeps, { campaign, unit, role, mailbox, issued }: Holder): Promise<OrganiserView> {
  if (role === 'contact' || role === 'superior') throw new Denied('forbidden');
  if (await linksRevokedAt(store, campaign, unit) > issued) throw new Denied('revoked');
  const view = await campaigns.organiser(campaign);
  if (!view.mailboxes[role].some((mail) => mailboxOf(keys, mail) === mailbox)) throw new Denied('revoked');
  return view;
}

/** What the unit may see; a session ends where its link does: its mailbox is no longer the unit's, or the organiser stopped its links. */
export async function viewOf({ campaigns, store, keys }: PortalDeps, { campaign, unit, role, mailbox, issued }: UnitHolder): Promise<UnitView> {
  if (await linksRevokedAt(store, campaign, unit) > issued) throw new Denied('revoked');
  const view = await campaigns.unit(campaign, { unit });
  if (!view.mailboxes[role].some((mail) => mailboxOf(keys, mail) === mailbox)) throw new Denied('revoked');
  return view;
}

/** Gives the browser its session, in place of the one it had. */
export async function setSession(reply: FastifyReply, deps: PortalDeps, session: Session): Promise<void> {
  const { session: former } = reply.request;
  if (former !== undefined) await endSessionEarly(deps.store, former);
  reply.setCookie(cookieName(deps), sealSession(deps.keys, session), {
    httpOnly: true, sameSite: 'lax', secure: isSecure(deps), path: '/', expires: new Date(session.expires),
  });
}

/** Takes it back. */
export function endSession(reply: FastifyReply, deps: PortalDeps): void {
  reply.clearCookie(cookieName(deps), { httpOnly: true, sameSite: 'lax', secure: isSecure(deps), path: '/' });
}

const isSecure = ({ url }: PortalDeps): boolean => url.startsWith('https:');
/** `__Host-`: no other host of the domain can set it. Browsers take the name with https only. */
const cookieName = (deps: PortalDeps): string => (isSecure(deps) ? '__Host-session' : 'session');

/** Looking changes nothing: what only looks needs no token, and may come from elsewhere. */
const mayChange = ({ method }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD';

function unitIn({ params }: FastifyRequest): string | undefined {
  return typeof params === 'object' && params !== null && 'unit' in params && typeof params.unit === 'string' ? params.unit : undefined;
}

/** Browsers say where a form came from. Those too old to say so have the token only. */
function isForeign({ headers: { origin, 'sec-fetch-site': site } }: FastifyRequest, { url }: PortalDeps): boolean {
  return (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== new URL(url).origin);
}

/** In the form, or in a header where a script sends no form. */
function requireToken({ body, headers }: FastifyRequest, { keys }: PortalDeps, session: Session): void {
  const given = typeof body === 'object' && body !== null && 'csrf' in body && typeof body.csrf === 'string' ? body.csrf : String(headers['x-csrf'] ?? '');
  if (!isCsrf(keys, session, given)) throw new ForeignForm();
}
