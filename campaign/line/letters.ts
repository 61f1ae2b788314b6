import { type Instant, addSeconds, later } from '../time/instant.ts';
import type { AgendaStep } from './agenda.ts';
import { compare } from './compare.ts';
import type { DoneStep } from './facts.ts';
import type { ItemKind, Letter, LetterItem, LetterKind, Role } from './letter.ts';
import { keyOf } from './plan.ts';
import { type Recipient, recipientKey } from './recipients.ts';
import { type LineState, correspondent, freshTask } from './state.ts';

/** What a letter is called after, gravest first; escalations and office items are not of the recipient's own. */
const GRAVEST: readonly { readonly item: ItemKind; readonly letter: LetterKind }[] = [
  { item: 'overdue', letter: 'overdue' }, { item: 'remind', letter: 'remind' }, { item: 'assign', letter: 'assign' },
  { item: 'returned', letter: 'returned' }, { item: 'extension', letter: 'extension' },
  { item: 'changed', letter: 'changed' }, { item: 'accepted', letter: 'accepted' }, { item: 'receipt', letter: 'receipt' },
  { item: 'review', letter: 'remind' },
];

/** The letters of a moment: one per recipient, listing everything; receipts stand alone, they answer a person at once. */
export function lettersOf(steps: readonly AgendaStep[], state: LineState): Letter[] {
  const groups = new Map<string, AgendaStep[]>();
  for (const step of steps) {
    const receipt = step.kind === 'receipt' ? `:${step.key}:${step.slot}` : '';
    const group = `${recipientKey(step.to)}${receipt}`;
    groups.set(group, [...(groups.get(group) ?? []), step]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (
    first === undefined ? [] : [letter(first, others, state)]
  ));
}

function letter(first: AgendaStep, others: readonly AgendaStep[], state: LineState): Letter {
  const { to } = first;
  const steps = [first, ...others] as const;
  const items = steps.map((step) => itemOf(step, state)).sort(byTask);
  const kind = kindOf(to, items);
  const contact = to.role === 'contact' ? state.units[to.unit]?.contact : undefined;
  return {
    unit: to.unit, role: to.role, as: roleOf(to, items), at: letterAt(steps, kind, correspondent(state, to).written), kind, items,
    ...(contact === undefined ? {} : { contact }),
  };
}

/** In which role the recipient is addressed: told only of its units' delay, a contact is their superior. */
export function roleOf(to: Recipient, items: readonly Pick<LetterItem, 'kind'>[]): Role {
  if (to.role !== 'contact') return to.role;
  return items.some((item) => item.kind !== 'escalate') ? 'contact' : 'superior';
}

/** The letter's kind: by the gravest item of the recipient's own; else it tells a superior, office or head. */
export function kindOf(to: Recipient, items: readonly Pick<LetterItem, 'kind'>[]): LetterKind {
  if (to.role === 'office' || to.role === 'head') return 'digest';
  return GRAVEST.find(({ item }) => items.some((each) => each.kind === item))?.letter ?? 'escalate';
}

/** A step as an item of a letter. */
export function itemOf(step: AgendaStep, state: LineState): LetterItem {
  const task = state.tasks[step.key];
  const contact = state.units[step.unit]?.contact;
  const { answer } = step;
  return {
    unit: step.unit, task: step.task, round: step.round, slot: step.slot, kind: step.kind,
    due: (task ?? freshTask(step.until)).due, seen: task?.receipts ?? 0,
    ...(step.level === undefined ? {} : { level: step.level }),
    ...(step.reason === undefined ? {} : { reason: step.reason }),
    ...(answer?.text === undefined ? {} : { text: answer.text }),
    ...(answer?.granted === undefined ? {} : { granted: answer.granted }),
    ...(answer?.version === undefined ? {} : { version: answer.version }),
    ...(contact === undefined ? {} : { contact }),
    ...sinceOf(step, task?.submittedAt),
  };
}

function sinceOf({ kind, reason, at }: AgendaStep, submittedAt: Instant | undefined): Pick<LetterItem, 'since'> {
  if (kind === 'review' && submittedAt !== undefined) return { since: submittedAt };
  return reason === 'release' ? { since: at } : {};
}

/** By unit, task, slot, in code points. */
export function byTask(a: Pick<LetterItem, 'unit' | 'task' | 'slot'>, b: Pick<LetterItem, 'unit' | 'task' | 'slot'>): number {
  return compare(a.unit, b.unit) || compare(a.task, b.task) || compare(a.slot, b.slot);
}

/**
 * The nominal moment of a letter: that of its latest step, but after every letter its recipient got already, so that no
 * two share a Message-ID. Receipts have instants of their own.
 */
function letterAt(steps: readonly [AgendaStep, ...AgendaStep[]], kind: LetterKind, written: Instant | undefined): Instant {
  const latest = steps.reduce((found, step) => later(found, step.at), steps[0].at);
  return written === undefined || kind === 'receipt' ? latest : later(latest, addSeconds(written, 1));
}

/** How the journal remembers an item that left. */
export function doneStep(item: LetterItem): DoneStep {
  return {
    key: keyOf(item), round: item.round, slot: item.slot, kind: item.kind,
    ...(item.level === undefined ? {} : { level: item.level }),
  };
}
