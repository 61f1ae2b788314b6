import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { plainMail } from '../store/mailboxes.ts';
import { fingerprint, seal, unseal } from './sealed.ts';
import type { Keys } from './secret.ts';

/** Who somebody is to the portal. All but the first two belong to the organiser; reviewer and auditor are named by its office. */
export const PORTAL_ROLES = ['contact', 'superior', 'office', 'head', 'reviewer', 'auditor'] as const;
export type PortalRole = (typeof PORTAL_ROLES)[number];

/** What a link opens. */
export interface Scope {
  readonly campaign: string;
  readonly unit: string;
  readonly role: PortalRole;
}

/** A personal link, as its token says. */
export interface Link extends Scope {
  readonly id: string;
  /** Milliseconds since the epoch: real time, also in a rehearsal. */
  readonly issued: number;
  readonly expires: number;
  /** Fingerprint of the mailbox it was sent to: it works as long as that is the unit's. */
  readonly mailbox: string;
}

type ReadLink =
  | { readonly is: 'valid' | 'expired'; readonly link: Link }
  | { readonly is: 'invalid' };

/** Longer than from any assignment to the last letter about it. */
const DAYS = 60;
const DAY_MS = 86_400_000;
const LONGEST = 4_000;

// An array, not an object: a link stands in mails and shall be short.
const shape = z.tuple([z.literal(1), z.string(), z.string(), z.enum(PORTAL_ROLES), z.int(), z.int(), z.string(), z.string()]);

/** The token of a new link for this mailbox. */
export function signLink(keys: Keys, scope: Scope, mail: string, now: number): string {
  return seal(keys('link'), [
    1, scope.campaign, scope.unit, scope.role, now, now + DAYS * DAY_MS, mailboxOf(keys, mail), randomBytes(6).toString('base64url'),
  ]);
}

/** What a token says; nothing of what it says is true unless the seal is ours. */
export function readLink(keys: Keys, token: string, now: number): ReadLink {
  const read = token.length > LONGEST ? undefined : shape.safeParse(unseal(keys('link'), token)).data;
  if (read === undefined) return { is: 'invalid' };
  const [, campaign, unit, role, issued, expires, mailbox, id] = read;
  return { is: expires > now ? 'valid' : 'expired', link: { campaign, unit, role, issued, expires, mailbox, id } };
}

/** How links name a mailbox. */
export function mailboxOf(keys: Keys, mail: string): string {
  return fingerprint(keys('mailbox'), plainMail(mail));
}

/** The address of a link. */
export function urlOfLink(portalUrl: string, token: string): string {
  return new URL(`l/${token}`, portalUrl.endsWith('/') ? portalUrl : `${portalUrl}/`).href;
}
