import type { Role } from '../../line/letter.ts';
import { ORGANISER } from '../../line/plan.ts';
import type { Roster } from '../plan.ts';

/** Letters to somebody go to another address from now on. */
export interface AddressChange {
  readonly unit: string;
  readonly role: Role;
  readonly from: string;
  readonly to: string;
}

/** Whose address is another one. Who has none any more, or none before, is no matter of addresses. */
export function addressChanges(old: Roster, next: Roster): AddressChange[] {
  const before = new Map(addresses(old).map((each) => [keyOf(each), each]));
  return addresses(next).flatMap(({ mail, ...whose }) => {
    const from = before.get(keyOf(whose))?.mail;
    return from === undefined || from === mail ? [] : [{ ...whose, from, to: mail }];
  });
}

/** Where letters to an old address go: elsewhere only if everybody who had it moved there together. */
export function moveAddresses(old: Roster, next: Roster): (address: string) => string {
  const now = new Map(addresses(next).map((each) => [keyOf(each), each.mail]));
  const moved = new Map<string, Set<string>>();
  for (const each of addresses(old)) {
    moved.set(each.mail, (moved.get(each.mail) ?? new Set()).add(now.get(keyOf(each)) ?? each.mail));
  }
  return (address) => {
    const to = moved.get(address);
    const [only] = to ?? [];
    return to?.size === 1 && only !== undefined ? only : address;
  };
}

interface Address { readonly unit: string; readonly role: Role; readonly mail: string }

function addresses({ contacts, superiors, office, head }: Roster): Address[] {
  return [
    ...Object.entries(contacts).filter(([unit]) => unit !== ORGANISER)
      .flatMap(([unit, [first]]): Address[] => (first === undefined ? [] : [{ unit, role: 'contact', mail: first.mail }])),
    ...Object.entries(superiors).map(([unit, { mail }]): Address => ({ unit, role: 'superior', mail })),
    { unit: ORGANISER, role: 'office', mail: office.mail }, { unit: ORGANISER, role: 'head', mail: head.mail },
  ];
}

function keyOf({ unit, role }: Pick<Address, 'unit' | 'role'>): string {
  return `${unit}:${role}`;
}
