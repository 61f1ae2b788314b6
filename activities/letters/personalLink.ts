import type { Roster } from '../../campaign/definition/plan.ts';
import type { Letter } from '../../campaign/line/letter.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { type PortalRole, signLink, urlOfLink } from '../links/link.ts';
import type { Keys } from '../links/secret.ts';
import { recipientsOf } from './recipients.ts';

/** Where the portal is, and what signs its links. */
export interface PortalLinks {
  readonly url: string;
  readonly keys: Keys;
}

/**
 * The recipient's personal link, made when the letter is written: it is in the letter and nowhere else. `roster` names the contact as
 * things stand, delegated or not. Undefined for whom the portal has no pages.
 */
export function personalLink({ url, keys }: PortalLinks, campaign: string, letter: Letter, roster: Roster, now: number): string | undefined {
  const role = roleOf(letter);
  if (role === undefined) return undefined;
  return urlOfLink(url, signLink(keys, { campaign, unit: letter.unit, role }, recipientsOf(letter, roster).to, now));
}

/** The organiser's own pages are to come: until then its office and head get no link. */
function roleOf({ unit, role }: Letter): PortalRole | undefined {
  return unit === ORGANISER || role === 'office' || role === 'head' ? undefined : role;
}
