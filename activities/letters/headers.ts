import { createHash } from 'node:crypto';
import type { ItemKind, Letter, LetterItem, Level } from '../../campaign/line/letter.ts';

/** An item as `X-Campaign-Items` names it. */
export interface HeaderItem {
  readonly unit: string;
  readonly task: string;
  readonly round: number;
  readonly slot: string;
  readonly level?: Level;
  readonly kind: ItemKind;
}

/** The items of a letter as ASCII, parted by spaces so that the header folds: `unit/task#round:slot:level:kind`, `-` for no level. */
function itemsToHeader(items: readonly LetterItem[]): string {
  return items.map((item) => (
    `${item.unit}/${item.task}#${String(item.round)}:${item.slot}:${item.level ?? '-'}:${item.kind}`
  )).join(' ');
}

const ITEM = /^([^/\s]+)\/([^#\s]+)#(\d+):([^:\s]+):(blue|yellow|red|-):([a-z]+)$/;
const KINDS: readonly ItemKind[] = [
  'overdue', 'remind', 'assign', 'review', 'returned', 'extension', 'changed', 'accepted', 'receipt', 'escalate', 'unacknowledged', 'call',
];

/** Reads `X-Campaign-Items` back, for audits and rehearsals. Throws if this project did not write it. */
export function itemsFromHeader(header: string): HeaderItem[] {
  return header.split(/\s+/).filter((word) => word !== '').map((word) => {
    const [, unit, task, round, slot, level, name] = ITEM.exec(word) ?? [];
    const kind = KINDS.find((each) => each === name);
    if (unit === undefined || task === undefined || slot === undefined || kind === undefined) throw new RangeError('X-Campaign-Items');
    return { unit, task, round: Number(round), slot, kind, ...(level === 'blue' || level === 'yellow' || level === 'red' ? { level } : {}) };
  });
}

/** The Message-ID that all letters to one recipient refer to, so that mail programs show them together. No such letter exists. */
export function threadIdOf(campaign: string, letter: Pick<Letter, 'unit' | 'role'>, domain: string): string {
  const hash = createHash('sha256').update([campaign, letter.unit, letter.role, 'thread'].join('|')).digest('hex');
  return `<${hash.slice(0, 32)}@${domain}>`;
}

/** The headers of a letter that rehearsals, audits and other mail programs read. */
export function headersOf(letter: Letter, items: readonly LetterItem[], campaign: string, asOf: string): Record<string, string> {
  return {
    'X-Campaign-Id': campaign,
    'X-Campaign-At': letter.at,
    'X-Campaign-As-Of': asOf,
    'X-Campaign-Unit': letter.unit,
    'X-Campaign-Role': letter.as,
    'X-Campaign-Kind': letter.kind,
    ...(items.length === 0 ? {} : { 'X-Campaign-Items': itemsToHeader(items) }),
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply', // Exchange: no absence notes; delivery failures must come back
  };
}
