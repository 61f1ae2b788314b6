import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Link, readLink } from '../../../activities/links/link.ts';
import { endSessionEarly } from '../../../activities/store/links.ts';
import { ANY } from '../access.ts';
import { askForLink } from '../askedLinks.ts';
import type { App, PortalDeps } from '../deps.ts';
import { sendPage } from '../errors.ts';
import { Denied, endSession, isOfUnit, organiserOf, setSession, viewOf } from '../guard.ts';
import { organiserHead } from '../pages/organiser/frame.ts';
import { deadLinkPage, enterPage, leftPage, linkAskedPage, newLinkPage, welcomePage } from '../pages/entry.ts';
import { type Session, beginSession } from '../session.ts';

const Token = z.string().max(4_000);
/** An address asks for few links; a machine that tries mailboxes for many. */
const ASKING = { rateLimit: { max: 6, timeWindow: '10 minutes' } };

/** The way in: a letter's link shows a page, and only the page's button makes a session. */
export function addLinkRoutes(app: App, deps: PortalDeps): void {
  const now = deps.now ?? Date.now;

  /** Where the organiser has a provider of its own, a letter's link leads there. */
  const bySigningIn = (link: Link): boolean => deps.provider !== undefined && !isOfUnit(link);

  const dead = (reply: FastifyReply, why: 'invalid' | 'expired' | 'revoked', token: string) => (
    sendPage(reply, deadLinkPage(deps, { why, ...(why === 'invalid' ? {} : { token }) }), why === 'invalid' ? 404 : 410));

  app.get('/', { config: { access: 'open' }, schema: {} }, async (request, reply) => {
    const { session } = request;
    if (session !== undefined) return reply.redirect(homeOf(session), 303);
    return sendPage(reply, welcomePage(deps));
  });

  app.get('/l/:token', { config: { access: 'open' }, schema: { params: z.object({ token: Token }) } }, async (request, reply) => {
    const { token } = request.params;
    const opened = await open(deps, token, now());
    if ('why' in opened) return dead(reply, opened.why, token);
    if (bySigningIn(opened.link)) return reply.redirect('/sign-in', 303);
    return sendPage(reply, enterPage(deps, { token, view: opened.view, role: opened.link.role }));
  });

  app.post('/enter', { config: { access: 'open' }, schema: { body: z.object({ token: Token }) } }, async (request, reply) => {
    const { token } = request.body;
    const opened = await open(deps, token, now());
    if ('why' in opened) return dead(reply, opened.why, token);
    if (bySigningIn(opened.link)) return reply.redirect('/sign-in', 303);
    const session = beginSession(opened.link, now());
    await setSession(reply, deps, session);
    return reply.redirect(homeOf(session), 303);
  });

  app.get('/new-link', { config: { access: 'open' }, schema: {} }, (_, reply) => sendPage(reply, newLinkPage(deps)));

  app.post('/new-link', { config: { access: 'open', ...ASKING }, schema: { body: z.union([z.object({ token: Token }), z.object({ mail: z.string().max(200) })]) } }, (request, reply) => {
    // Answered before anything is looked up: neither words nor time tell whether there is such a mailbox.
    reply.raw.once('finish', () => { askForLink(deps, request.body, now()); });
    return sendPage(reply, linkAskedPage(deps));
  });

  app.post('/leave', { config: { access: ANY }, schema: { body: z.object({ csrf: z.string() }) } }, async (request, reply) => {
    if (request.session !== undefined) await endSessionEarly(deps.store, request.session);
    endSession(reply, deps);
    // Nobody finds on a shared computer what was read here.
    return sendPage(reply.header('clear-site-data', '"cache", "storage"'), leftPage(deps));
  });
}

/** Where somebody begins. */
export function homeOf(session: Session): string {
  return isOfUnit(session) ? `/units/${session.unit}` : '/organiser';
}

/** What a token opens, or why nothing. */
async function open(deps: PortalDeps, token: string, now: number) {
  const read = readLink(deps.keys, token, now);
  if (read.is === 'invalid') return { why: 'invalid' as const };
  if (read.is === 'expired') return { why: 'expired' as const };
  try {
    const { link } = read;
    return { link, view: isOfUnit(link) ? await viewOf(deps, link) : organiserHead(await organiserOf(deps, link)) };
  } catch (error) {
    if (error instanceof Denied) return { why: 'revoked' as const };
    throw error;
  }
}
