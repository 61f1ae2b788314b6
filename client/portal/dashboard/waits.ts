import { openConcerns } from '../../../campaign/line/concerns.ts';
import { ORGANISER } from '../../../campaign/line/plan.ts';
import { type TaskStanding, isOverdue } from '../../../campaign/line/standing.ts';
import type { Instant } from '../../../campaign/time/instant.ts';
import type { Overview } from '../../overview.ts';

/** One kind of thing that waits for the office. */
export interface Wait {
  readonly what: 'review' | 'release' | 'extension' | 'concern' | 'summary' | 'own';
  readonly count: number;
  /** Since when the one that has waited longest. */
  readonly since?: Instant;
  /** The nearest time by which one of them is late or void, and how many are past theirs. */
  readonly until?: Instant;
  readonly late: number;
}

const KINDS = ['review', 'release', 'extension'] as const;

/** What waits for the office, in the order in which it matters; a kind with nothing is there with 0. */
export function waitsOf({ campaign, lines, now }: Overview): Wait[] {
  const waiting = [...lines.values()].flatMap(({ waiting: all = [] }) => all).filter(({ who }) => who === 'office');
  const concerns = openConcerns(campaign.concerns);
  const own = (lines.get(ORGANISER)?.tasks ?? []).filter((task) => task.state === 'open' && task.rests === undefined);
  const draft = campaign.summary.draft !== null && !campaign.summary.approved;
  return [
    ...KINDS.map((what): Wait => {
      const all = waiting.filter((each) => each.what === what);
      return { what, count: all.length, ...first('since', all.map(({ since }) => since)), ...first('until', all.flatMap(({ until }) => until ?? [])), late: all.filter(({ until }) => until !== undefined && until < now).length };
    }),
    { what: 'concern', count: concerns.length, ...first('since', concerns.map(({ receivedAt }) => receivedAt)), late: 0 },
    ...(draft ? [{ what: 'summary', count: 1, late: 0 } as const] : []),
    ...(own.length === 0 ? [] : [{ what: 'own', count: own.length, ...first('until', own.map(({ due }) => due)), late: own.filter((task) => isOverdue(task, now)).length } as const]),
  ];
}

function first<K extends 'since' | 'until'>(name: K, times: readonly Instant[]): Partial<Record<K, Instant>> {
  const made: Partial<Record<K, Instant>> = {};
  const least = times.reduce<Instant | undefined>((found, at) => (found === undefined || at < found ? at : found), undefined);
  if (least !== undefined) made[name] = least;
  return made;
}

/** One task that is past its time, and whose. */
export interface Overdue {
  readonly line: string;
  readonly name: string;
  readonly task: TaskStanding;
}

/** Everything of the participants that is past its time and still asked for: longest first. */
export function overdueOf({ plan, lines, now }: Overview): Overdue[] {
  return plan.lines.flatMap(({ line, units }) => {
    const names = new Map(units.map(({ id, name }) => [id, name]));
    return line === ORGANISER ? [] : (lines.get(line)?.tasks ?? []).flatMap((task) => (isOverdue(task, now) ? [{ line, name: names.get(task.unit) ?? task.unit, task }] : []));
  }).sort((a, b) => (a.task.due === b.task.due ? 0 : a.task.due < b.task.due ? -1 : 1));
}
