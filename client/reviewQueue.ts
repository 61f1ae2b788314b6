import type { CampaignPlan } from '../campaign/definition/plan.ts';
import { compare } from '../campaign/line/compare.ts';
import { ORGANISER } from '../campaign/line/plan.ts';
import { type Instant, dayOf } from '../campaign/time/instant.ts';
import { workingDaysBetween } from '../campaign/time/workingDays.ts';
import type { LineStatus } from '../workflows/contract.ts';

/** A report that waits for its review. */
export interface Queued {
  readonly unit: string;
  readonly task: string;
  /** The participant whose line it is. */
  readonly participant: string;
  readonly participantName: string;
  readonly name: string;
  readonly title: string;
  readonly since: Instant;
  /** Working days since then. */
  readonly days: number;
  readonly until?: Instant;
  readonly overdue: boolean;
  readonly late: boolean;
  readonly version: number;
  /** Who is to review it. */
  readonly who: 'office' | 'participant';
}

/** Every report that waits for a review on these lines, longest first. A line's status is as old as its last change: the latest of all says what time it is. */
export function reviewQueue(plan: CampaignPlan, lines: Iterable<LineStatus>): Queued[] {
  const all = [...lines];
  const now = all.map(({ asOf }) => asOf).sort(compare).at(-1);
  return now === undefined ? [] : all.filter(({ line, closed }) => line !== ORGANISER && !closed).flatMap((status) => (status.waiting ?? []).flatMap((waiting): Queued[] => {
    const task = status.tasks.find((each) => each.unit === waiting.unit && each.task === waiting.task);
    if (waiting.what !== 'review' || task === undefined) return [];
    const { unit, since, until, who } = waiting;
    return [{
      unit, task: waiting.task, participant: status.line, participantName: status.name, name: nameOf(plan, status.line, unit), title: task.title, since,
      days: workingDaysBetween(plan.calendar, dayOf(since), dayOf(now)), ...(until === undefined ? {} : { until }), overdue: until !== undefined && until < now,
      late: task.late, version: task.versions, who,
    }];
  })).sort((a, b) => compare(a.since, b.since) || compare(a.unit, b.unit) || compare(a.task, b.task));
}

/** A participant as its letters call it; a subordinate unit by its own name. */
export function nameOf({ participants, lines }: Pick<CampaignPlan, 'participants' | 'lines'>, line: string, unit: string): string {
  const participant = participants.find(({ id }) => id === unit);
  if (participant !== undefined) return participant.kind === 'region' ? participant.fullName : participant.name;
  return lines.find((each) => each.line === line)?.units.find(({ id }) => id === unit)?.name ?? unit;
}

/** Where one stands in a queue: what comes before, and what comes next once this is done. */
export function placeIn(queue: readonly Queued[], of: { readonly unit: string; readonly task: string }): { readonly at: number; readonly previous: Queued | undefined; readonly next: Queued | undefined } {
  const at = queue.findIndex(({ unit, task }) => unit === of.unit && task === of.task);
  if (at < 0) return { at, previous: undefined, next: queue[0] };
  return { at, previous: queue[at - 1], next: queue[at + 1] ?? (at > 0 ? queue[0] : undefined) };
}
