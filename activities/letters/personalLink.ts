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
 * things stand, delegated or not.
 */
export function personalLink({ url, keys }: PortalLinks, campaign: string, letter: Letter, roster: Roster, now: number): string {
  return urlOfLink(url, signLink(keys, { campaign, unit: letter.unit, role: roleOf(letter) }, recipientsOf(letter, roster).to, now));
}

/** The organiser's own tasks are its office's; its superior is its head. */
function roleOf({ unit, role }: Letter): PortalRole {
  return unit !== ORGANISER ? role : role === 'contact' ? 'office' : role === 'superior' ? 'head' : role;
}
