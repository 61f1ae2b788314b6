import { type LinePlan, ORGANISER, type UnitPlan } from '../../line/plan.ts';
import type { ContactCard, Roster } from '../plan.ts';
import type { Contact, Definition, Participant } from '../schema.ts';

/** Everything personal of a definition, in one place. */
export function rosterOf({ organiser, participants }: Definition): Roster {
  const units = participants.flatMap((participant) => [participant, ...participant.units]);
  return {
    contacts: {
      ...Object.fromEntries(units.map(({ id, contacts }) => [id, contacts.map(card)])),
      [ORGANISER]: [{ role: organiser.office, mail: organiser.mail, phone: organiser.phone }],
    },
    superiors: Object.fromEntries(participants.flatMap(({ id, superior }) => (superior === undefined ? [] : [[id, superior]]))),
    office: { name: organiser.office, mail: organiser.mail, phone: organiser.phone },
    head: organiser.head,
  };
}

/** Recipients are told apart by address: who in a line shares one, so that they get one letter. */
export function sharedContacts(participant: Participant): Pick<LinePlan, 'units' | 'superiorIs'> {
  const first = new Map<string, string>();
  const units = [participant, ...participant.units].map(({ id, name, contacts }): UnitPlan => {
    const address = contacts[0]?.mail.toLowerCase() ?? '';
    const known = first.get(address);
    if (known === undefined) first.set(address, id);
    return known === undefined ? { id, name } : { id, name, contact: known };
  });
  const superior = first.get(participant.superior?.mail.toLowerCase() ?? '');
  return superior === undefined ? { units } : { units, superiorIs: superior };
}

function card({ role, mail, phone }: Contact): ContactCard {
  return { mail, ...(role === undefined ? {} : { role }), ...(phone === undefined ? {} : { phone }) };
}
