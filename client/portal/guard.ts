import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mailboxOf } from '../../activities/links/link.ts';
import { linksRevokedAt } from '../../activities/store/links.ts';
import type { UnitView } from '../units.ts';
import { judge } from './access.ts';
import type { App, PortalDeps } from './deps.ts';
import { type Session, csrfOf, readSession, sealSession } from './session.ts';
import { ForeignForm } from './upload.ts';

/** No session, or one that may not: said by a page (errors.ts). */
export class Denied extends Error {
  override readonly name = 'Denied';
  readonly verdict: 'signIn' | 'forbidden' | 'unknown' | 'revoked';

  constructor(verdict: Denied['verdict']) {
    super(verdict);
    this.verdict = verdict;
  }
}

/** Looks at every request before its route does: who it is, whether it may, whether a form is ours. */
export function guard(app: App, deps: PortalDeps): void {
  app.decorateRequest('session', undefined);
  app.decorateRequest('view', undefined);
  app.addHook('onRequest', (request, _, done) => {
    const { access = { roles: [] } } = request.routeOptions.config;
    if (access === 'token') { done(); return; } // its own guard looks (api/bearer.ts); what a browser sends by itself counts for nothing
    request.session = readSession(deps.keys, request.cookies[cookieName(deps)], (deps.now ?? Date.now)());
    const verdict = request.is404 ? 'yes' : judge(access, request.session, unitIn(request));
    if (request.method !== 'GET' && request.method !== 'HEAD' && isForeign(request, deps)) done(new ForeignForm());
    else done(verdict === 'yes' ? undefined : new Denied(verdict));
  });
  app.addHook('preHandler', async (request) => {
    const { access, upload } = request.routeOptions.config;
    if (request.session === undefined || access === 'open' || request.is404) return;
    if (request.method === 'POST' && upload !== true) requireToken(request, deps, request.session);
    request.view = await viewOf(deps, request.session);
  });
}

/** The session and the unit's own view, where the route asks for one: the hooks have looked. */
export function actor(request: FastifyRequest): { readonly session: Session; readonly view: UnitView } {
  const { session, view } = request;
  if (session === undefined || view === undefined) throw new Denied('signIn');
  return { session, view };
}

/** What the unit may see; a session ends where its link does: its mailbox is no longer the unit's, or the organiser stopped its links. */
export async function viewOf({ campaigns, store, keys }: PortalDeps, { campaign, unit, role, mailbox, issued }: Pick<Session, 'campaign' | 'unit' | 'role' | 'mailbox' | 'issued'>): Promise<UnitView> {
  if (role !== 'contact' && role !== 'superior') throw new Denied('forbidden');
  if (await linksRevokedAt(store, campaign, unit) > issued) throw new Denied('revoked');
  const view = await campaigns.unit(campaign, { unit });
  if (!view.mailboxes[role].some((mail) => mailboxOf(keys, mail) === mailbox)) throw new Denied('revoked');
  return view;
}

/** Gives the browser its session. */
export function setSession(reply: FastifyReply, deps: PortalDeps, session: Session): void {
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

function unitIn({ params }: FastifyRequest): string | undefined {
  return typeof params === 'object' && params !== null && 'unit' in params && typeof params.unit === 'string' ? params.unit : undefined;
}

/** Browsers say where a form came from. Those too old to say so have the token only. */
function isForeign({ headers: { origin, 'sec-fetch-site': site } }: FastifyRequest, { url }: PortalDeps): boolean {
  return (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== new URL(url).origin);
}

function requireToken({ body }: FastifyRequest, { keys }: PortalDeps, session: Session): void {
  const given = Buffer.from(typeof body === 'object' && body !== null && 'csrf' in body && typeof body.csrf === 'string' ? body.csrf : '');
  const wanted = Buffer.from(csrfOf(keys, session));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new ForeignForm();
}
