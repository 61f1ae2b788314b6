import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Link, PORTAL_ROLES, type Scope } from '../../activities/links/link.ts';
import { fingerprint, seal, unseal } from '../../activities/links/sealed.ts';
import type { EnteredBy } from '../../campaign/line/facts.ts';
import type { Keys } from '../../activities/links/secret.ts';

/** Who is acting: what the link said, for a working day. Nothing of it is kept on the server. */
export interface Session extends Scope {
  /** Of the session: its forms carry a token made from it. */
  readonly id: string;
  /** Of the link it began with, and when that was sent (ms). */
  readonly link: string;
  readonly issued: number;
  readonly mailbox: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** A working day with its lunch break. */
export const SESSION_MS = 10 * 3_600_000;

const shape = z.object({
  id: z.string(), campaign: z.string(), unit: z.string(), role: z.enum(PORTAL_ROLES), link: z.string(), issued: z.number(), mailbox: z.string(), expires: z.number(),
}) satisfies z.ZodType<Session>;

/** A session from a link; never longer than the link itself. */
export function beginSession({ campaign, unit, role, id, issued, mailbox, expires }: Link, now: number): Session {
  return { id: randomBytes(12).toString('base64url'), campaign, unit, role, link: id, issued, mailbox, expires: Math.min(expires, now + SESSION_MS) };
}

/** The cookie's text. */
export function sealSession(keys: Keys, session: Session): string {
  return seal(keys('session'), session);
}

/** The session of a cookie; undefined if it is not ours or over. */
export function readSession(keys: Keys, cookie: string | undefined, now: number): Session | undefined {
  if (cookie === undefined || cookie.length > 4_000) return undefined;
  const session = shape.safeParse(unseal(keys('session'), cookie)).data;
  return session !== undefined && session.expires > now ? session : undefined;
}

/**
 * What every form carries, so that no other site can send one in its name. The same for every session of one mailbox: who has to open
 * the letter's link again meanwhile can still send the form that is open.
 */
export function csrfOf(keys: Keys, { campaign, unit, role, mailbox }: Pick<Session, 'campaign' | 'unit' | 'role' | 'mailbox'>): string {
  return fingerprint(keys('csrf'), [campaign, unit, role, mailbox].join('|'));
}

/** Whether this is the token of the session's forms; how long it takes tells nothing about it. */
export function isCsrf(keys: Keys, session: Session, given: string): boolean {
  const [seen, wanted] = [Buffer.from(given), Buffer.from(csrfOf(keys, session))];
  return seen.length === wanted.length && timingSafeEqual(seen, wanted);
}

/** Whether this session may change what its unit's pages show. */
export function mayAct({ role }: Pick<Session, 'role'>): boolean {
  return role === 'contact' || role === 'office';
}

/** As whom a session's commands are entered. */
export function entererOf({ role }: Pick<Session, 'role'>): EnteredBy {
  return role === 'contact' ? 'contact' : role === 'reviewer' ? 'reviewer' : 'organiser';
}
