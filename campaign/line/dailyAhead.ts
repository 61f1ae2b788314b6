import { type Day, type Instant, dayOf } from '../time/instant.ts';
import { type AgendaStep, agenda } from './agenda.ts';
import { possibleAt } from './leaving.ts';
import type { LetterKind, Role } from './letter.ts';
import { lettersOf } from './letters.ts';
import type { LinePlan } from './plan.ts';
import { isDigest } from './recipients.ts';
import type { LineState } from './state.ts';

/** What is ahead on one day, of one kind and in one role: letters; for office and head, items of that day's digest. */
export interface DailyAhead {
  readonly day: Day;
  readonly kind: LetterKind;
  readonly role: Role;
  readonly count: number;
}

/** Everything ahead as things stand, if nobody answers: by day, in order; at most the days until the line closes. */
export function dailyAhead(plan: LinePlan, state: LineState, now: Instant): DailyAhead[] {
  const counts = new Map<string, DailyAhead>();
  const add = (day: Day, kind: LetterKind, role: Role): void => {
    const key = `${day} ${kind} ${role}`;
    counts.set(key, { day, kind, role, count: (counts.get(key)?.count ?? 0) + 1 });
  };
  const leaving = agenda(plan, state, now).flatMap((step) => {
    const when = possibleAt(plan, state, step, now);
    return when === undefined || when >= step.until || when >= plan.close ? [] : [{ step, when }];
  });
  for (const [when, moment] of Map.groupBy(leaving, (each) => each.when)) {
    const steps = moment.map(({ step }): AgendaStep => step);
    for (const { to } of steps.filter((step) => isDigest(step.to))) add(dayOf(when), 'digest', to.role);
    for (const { kind, as } of lettersOf(steps.filter((step) => !isDigest(step.to)), state)) add(dayOf(when), kind, as);
  }
  return [...counts.values()].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
}
