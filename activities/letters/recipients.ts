import type { Roster } from '../../campaign/definition/plan.ts';
import type { Letter } from '../../campaign/line/letter.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';

/** Whom a letter goes to: the first contact, the further ones in copy. */
export interface Recipients {
  readonly to: string;
  readonly cc: readonly string[];
}

/** The addresses of a letter. Throws if the roster has none: `check` refuses such a definition. */
export function recipientsOf(letter: Letter, roster: Roster): Recipients {
  const [to, ...cc] = addresses(letter, roster);
  if (to === undefined) throw new RangeError(`no address for ${letter.unit} as ${letter.role}`);
  return { to, cc };
}

function addresses({ unit, role }: Letter, roster: Roster): readonly string[] {
  switch (role) {
    case 'office': return [roster.office.mail];
    case 'head': return [roster.head.mail];
    case 'superior': {
      if (unit === ORGANISER) return [roster.head.mail];
      const superior = roster.superiors[unit];
      return superior === undefined ? [] : [superior.mail];
    }
    case 'contact': {
      const cards = roster.contacts[unit] ?? [];
      return unit === ORGANISER && cards.length === 0 ? [roster.office.mail] : cards.map((card) => card.mail);
    }
  }
}
