import type { Letter, LetterItem } from '../../../campaign/line/letter.ts';
import { instant } from '../../../campaign/time/instant.ts';
import type { WriteLetter } from '../../../activities/letters/deliver.ts';

/** One item about one task of `unit`. */
export function item(unit: string, over: Partial<LetterItem> = {}): LetterItem {
  return { unit, task: 'summary', round: 0, slot: 'T-5', kind: 'remind', due: instant('2024-10-18T17:00:00+08:00'), seen: 0, ...over };
}

/** A reminder to the contact of `unit`. */
export function letter(unit: string, over: Partial<Letter> = {}): Letter {
  return { unit, role: 'contact', as: 'contact', at: instant('2024-10-12T09:00:00+08:00'), kind: 'remind', items: [item(unit)], ...over };
}

/** Writes plain letters to `<unit>@units.test`. */
export const write: WriteLetter = ({ unit }, items, { messageId }) => Promise.resolve({
  envelope: { from: 'office@samr.test', to: [`${unit}@units.test`] },
  raw: Buffer.from(`From: office@samr.test\r\nTo: ${unit}@units.test\r\nMessage-ID: ${messageId}\r\nSubject: test\r\n\r\n${items.map(({ task }) => task).join(', ')}\r\n`),
});
