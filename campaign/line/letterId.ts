import { type Instant, type TimeOfDay, dayOf, timeOf } from '../time/instant.ts';
import type { Role } from './letter.ts';

/**
 * What a person calls a letter that is still to leave: `1011-mot`, to the superior `1011-sd:superior`, at an unusual time
 * `1011-mot@1400`. It stays the same while items come and go, and can be read over the telephone.
 */
export function letterId({ unit, role, at }: { readonly unit: string; readonly role: Role; readonly at: Instant }, usual: TimeOfDay): string {
  const time = timeOf(at);
  return `${dayOf(at).slice(5).replace('-', '')}-${unit}${role === 'superior' ? ':superior' : ''}${time === usual ? '' : `@${time.replace(':', '')}`}`;
}

const ID = /^\d{4}-([a-z0-9-]+(?:\.[a-z0-9-]+)?)(?::superior)?(?:@\d{4})?$/;

/** The unit a letter's id speaks of; undefined if it is none. */
export function unitOfLetterId(id: string): string | undefined {
  return ID.exec(id)?.[1];
}
