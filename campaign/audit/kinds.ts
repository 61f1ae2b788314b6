import type { ItemKind, LetterKind } from '../line/letter.ts';
import type { Instant } from '../time/instant.ts';
import type { Timeline } from '../time/timeline.ts';

const OF_THE_LADDER: ReadonlySet<ItemKind> = new Set(['assign', 'remind', 'overdue', 'escalate', 'unacknowledged', 'review']);
const TO_EVERYBODY: ReadonlySet<LetterKind> = new Set(['outlook', 'announce', 'notice', 'summary']);

/** Whether an item is owed by the calendar: it has a place in a schedule. Others answer something that happened. */
export function isScheduled({ kind, slot }: { readonly kind: ItemKind; readonly slot: string }): boolean {
  return OF_THE_LADDER.has(kind) || (kind === 'call' && slot.endsWith('.release'));
}

/** Whether a letter belongs to no line: to everybody, or tomorrow's list. */
export function isGeneral(kind: LetterKind): boolean {
  return TO_EVERYBODY.has(kind);
}

/** How late a moment may be in real milliseconds and still count as met, where the timeline does not say. */
const LAG_MS = 10_000;
/** A batch takes its time after it was decided. */
const BATCH_MS = 60_000;

/** How long after its decision, in real milliseconds, a letter may begin. */
export function tolerance(timeline: Timeline | null): number {
  return (timeline?.lag ?? LAG_MS) + BATCH_MS;
}

/** 10-18 09:00. */
export function short(when: Instant): string {
  return when.slice(5, 16).replace('T', ' ');
}
