import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import type { ItemKind, LetterItem, LetterKind, Role } from '../../campaign/line/letter.ts';
import { type LinePlan, ORGANISER, type TaskPlan } from '../../campaign/line/plan.ts';
import { type Instant, at, dayOf } from '../../campaign/time/instant.ts';
import { shift } from '../../campaign/time/workingDays.ts';

/** The text that previews show where a reviewer's comment would stand. */
export const SAMPLE_TEXT = 'sample';

const ITEM_KINDS: Readonly<Partial<Record<LetterKind, { readonly kind: ItemKind; readonly slot: string; readonly days: number }>>> = {
  assign: { kind: 'assign', slot: 'assign', days: -19 },
  remind: { kind: 'remind', slot: 'T-5', days: -5 },
  overdue: { kind: 'overdue', slot: 'T+2', days: 2 },
  escalate: { kind: 'escalate', slot: 'T+5', days: 5 },
  receipt: { kind: 'receipt', slot: 'receipt.1', days: -2 },
  accepted: { kind: 'accepted', slot: 'accepted.1', days: -1 },
  returned: { kind: 'returned', slot: 'returned.1', days: -3 },
  extension: { kind: 'extension', slot: 'extension.1', days: -4 },
  changed: { kind: 'changed', slot: 'changed.1', days: -6 },
};

/** Items as they might stand in a letter of this kind, and the moment at which it might be written. */
export function sampleItems(campaign: CampaignPlan, line: LinePlan, unit: string, kind: LetterKind, role: Role): { readonly items: readonly LetterItem[]; readonly now: Instant } {
  if (kind === 'digest') return digestItems(campaign, role);
  if (kind === 'outlook') return { items: [], now: dayBefore(campaign) };
  const sample = ITEM_KINDS[kind];
  const tasks = kind === 'escalate' && role === 'contact' ? tasksBelow(line) : lastTask(line, unit);
  const [first] = tasks;
  if (sample === undefined || first === undefined) return { items: [], now: phaseAt(campaign, kind) ?? line.close };
  const now = kind === 'assign' ? first.assign : daysFrom(campaign, first.due, sample.days, campaign.sending.at);
  return { items: tasks.map((task) => itemOf(task, sample.kind, sample.slot)), now };
}

function phaseAt({ phases }: CampaignPlan, kind: LetterKind): Instant | undefined {
  const phase = kind === 'summary' ? 'archive' : kind === 'announce' ? 'activities' : 'planning';
  return phases.find(({ name }) => name === phase)?.at;
}

/** The afternoon before the reminders of the participants' last task. */
function dayBefore(campaign: CampaignPlan): Instant {
  const line = campaign.lines.find((each) => each.line !== ORGANISER && each.tasks.length > 0);
  const [task] = line === undefined ? [] : lastTask(line, line.line);
  const due = task?.due ?? campaign.phases[0]?.at;
  if (due === undefined) throw new RangeError('the plan has neither tasks nor phases');
  return daysFrom(campaign, due, -6, '16:00');
}

function lastTask(line: LinePlan, unit: string): readonly TaskPlan[] {
  return line.tasks.filter((task) => task.unit === unit).toSorted((a, b) => (a.due < b.due ? 1 : -1)).slice(0, 1);
}

function tasksBelow(line: LinePlan): readonly TaskPlan[] {
  const below = line.units.slice(1).flatMap((unit) => lastTask(line, unit.id));
  return below.length > 0 ? below : lastTask(line, line.line);
}

const DIGEST: readonly Pick<LetterItem, 'kind' | 'slot' | 'level' | 'reason'>[] = [
  { kind: 'escalate', slot: 'T+3', level: 'yellow' }, { kind: 'call', slot: 'mail.0', reason: 'mail-refused' },
  { kind: 'escalate', slot: 'T+5', level: 'red', reason: 'not-reached' }, { kind: 'unacknowledged', slot: 'unacknowledged' },
  { kind: 'overdue', slot: 'T+2', reason: 'budget' }, { kind: 'call', slot: 'T+5.release', reason: 'release' }, { kind: 'review', slot: 'review.1' },
];

function digestItems(campaign: CampaignPlan, role: Role): { readonly items: readonly LetterItem[]; readonly now: Instant } {
  const tasks = campaign.lines.filter((line) => line.line !== ORGANISER).flatMap((line) => lastTask(line, line.line)).slice(0, 9);
  const due = tasks[0]?.due ?? campaign.phases[0]?.at;
  if (due === undefined) throw new RangeError('the plan has neither tasks nor phases');
  const items = tasks.map((task, index): LetterItem => {
    if (role === 'head') return itemOf(task, 'escalate', 'T+5', { level: 'red' });
    const { kind, slot, ...more } = DIGEST[index % DIGEST.length] ?? { kind: 'escalate' as const, slot: 'T+3' };
    return { ...itemOf(task, kind, slot, more), ...(kind === 'review' || more.reason === 'release' ? { since: task.due } : {}) };
  });
  return { items, now: daysFrom(campaign, due, 5, campaign.sending.digest) };
}

function itemOf(task: TaskPlan, kind: ItemKind, slot: string, more: Pick<LetterItem, 'level' | 'reason'> = {}): LetterItem {
  const commented = kind === 'returned';
  return {
    unit: task.unit, task: task.task, round: 0, slot, kind, due: task.due, seen: 0, ...more,
    ...(commented ? { text: SAMPLE_TEXT } : {}), ...(kind === 'extension' ? { granted: true } : {}), ...(kind === 'receipt' ? { version: 1 } : {}),
  };
}

function daysFrom(campaign: CampaignPlan, due: Instant, days: number, time: string): Instant {
  const on = shift(campaign.calendar, dayOf(due), days);
  return on === undefined ? due : at(on, time);
}
