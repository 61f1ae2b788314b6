import type { Variant } from '../../campaign/definition/letterNames.ts';
import type { ItemView, LetterView } from '../../campaign/definition/letterView.ts';
import type { Relation, Role } from '../../campaign/line/letter.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { chineseDate } from '../../campaign/time/chinese.ts';
import { dayOf } from '../../campaign/time/instant.ts';
import type { LetterInput } from './input.ts';
import { itemView } from './itemView.ts';
import { type Names, nameInFull, namesOf } from './names.ts';
import { outlookView } from './outlookView.ts';
import { asOfText, briefTitle, dayText, instantText, titlesText } from './wording.ts';

/** How the recipient's participant stands to the organiser. The organiser speaks to itself as to its own. */
function relationOf({ letter, plan, campaign }: LetterInput): Relation {
  if (letter.unit === ORGANISER) return 'own';
  return (plan ?? namesOf(campaign).lineOf.get(letter.unit))?.relation ?? namesOf(campaign).participants.get(letter.unit)?.relation ?? 'peer';
}

/** Which templates are for this letter. */
export function variantOf(input: LetterInput): Variant {
  const { role, kind } = input.letter;
  const internal = kind === 'digest' || kind === 'outlook';
  return internal && (role === 'office' || role === 'head') ? role : relationOf(input);
}

/** What this letter's template may say. */
export function viewOf(input: LetterInput, more: Pick<LetterView, 'replyTo' | 'form'>): LetterView {
  const { letter, campaign, roster, now, extra = {} } = input;
  const names = namesOf(campaign);
  const relation = relationOf(input);
  const items = input.items.map((item) => itemView(item, input, names));
  const main = input.items.some((item) => item.kind === letter.kind) ? items.filter((item) => item.kind === letter.kind) : items;
  const [due, ...later] = [...new Set(input.items.filter((_, index) => main.some((item) => item === items[index])).map((item) => item.due))].sort();
  return {
    campaign: { id: campaign.campaign, title: campaign.title, theme: campaign.theme }, office: roster.office,
    to: { name: addressee(input, names), you: spokenTo(relation, letter.role, letter.unit) },
    sender: senderOf(input, names, relation),
    relation, role: letter.as, toContact: letter.role === 'contact', internal: letter.unit === ORGANISER,
    rehearsal: input.rehearsal, today: chineseDate(dayOf(now)), now: asOfText(now),
    link: input.link ?? null, ...more,
    stated: main.length > 0 && main.every((item) => item.stated),
    reviewOnly: items.length > 0 && items.every((item) => item.kind === 'review'),
    titles: titlesText(main.map((item) => item.title)), brief: titlesText(main.map((item) => briefTitle(item.title))),
    due: due === undefined ? '' : instantText(due, now), dueDay: due === undefined ? '' : dayText(due, now),
    oneDue: later.length === 0, past: due !== undefined && due < now, asked: main.length, count: items.length, granted: grantedOf(main), version: main[0]?.version ?? 1,
    units: new Set(input.items.map((item) => item.unit)).size, items,
    standing: extra.standing === undefined ? null : { reviewing: 0, releasing: 0, ...extra.standing }, outlook: outlookView(extra.outlook ?? [], now, names),
    outlookCount: (extra.outlook ?? []).reduce((sum, { count, struck }) => sum + (struck ? 0 : count), 0),
    document: extra.document ?? '', number: extra.number ?? null, posters: extra.posters ?? null,
  };
}

function grantedOf(items: readonly ItemView[]): LetterView['granted'] {
  if (items.every((item) => item.granted === true)) return 'all';
  return items.some((item) => item.granted === true) ? 'some' : 'none';
}

function addressee({ letter, roster, plan }: LetterInput, names: Names): string {
  if (letter.role === 'head') return roster.head.title;
  if (letter.unit === ORGANISER) return letter.role === 'superior' ? roster.head.title : roster.office.name;
  const name = nameInFull(names, letter.unit);
  if (letter.role !== 'superior') return name;
  const title = roster.superiors[letter.unit]?.title ?? '';
  return plan?.relation === 'own' ? title : `${name}${title}`;
}

function spokenTo(relation: Relation, role: Role, unit: string): string {
  if (unit === ORGANISER) return '';
  if (relation === 'peer') return '贵单位';
  if (role === 'superior') return '贵局';
  return relation === 'guided' ? '你局' : '你单位';
}

// A subordinate unit is asked in its participant's name; SAMR's own 司局 by the office itself.
function senderOf({ letter, plan, roster, campaign }: LetterInput, names: Names, relation: Relation): LetterView['sender'] {
  const line = (plan ?? namesOf(campaign).lineOf.get(letter.unit))?.line;
  const participant = line === undefined ? undefined : names.participants.get(line);
  if (participant === undefined || participant.id === letter.unit || relation === 'own') {
    return { name: roster.office.name, we: '我局', phone: roster.office.phone, onBehalf: false };
  }
  const phone = roster.contacts[participant.id]?.[0]?.phone ?? roster.office.phone;
  return { name: nameInFull(names, participant.id), we: relation === 'guided' ? '我局' : '我单位', phone, onBehalf: true };
}
