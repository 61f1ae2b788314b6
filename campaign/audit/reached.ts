import type { DoneStep } from '../line/facts.ts';
import type { Day } from '../time/instant.ts';
import { shift } from '../time/workingDays.ts';
import type { Walk } from './ground.ts';

/** Working days, compared by days. */
const BEFORE = 2;
/** The assignment and one later letter. */
const BOTH = 2;

/** By task: the days on which the contact got the assignment, and the first letter after it; `wasTaken` says whether a mail server took it. */
export function reachedOn({ moments }: Walk, wasTaken: (step: DoneStep) => boolean): Map<string, readonly Day[]> {
  const reached = new Map<string, readonly Day[]>();
  for (const { fact } of moments) {
    if (fact.fact !== 'letterSent' || fact.role !== 'contact') continue;
    for (const step of fact.steps) {
      const known = reached.get(step.key) ?? [];
      const counts = step.kind === 'assign' ? known.length === 0 : known.length === 1 && step.kind !== 'escalate' && step.kind !== 'review';
      if (counts && wasTaken(step)) reached.set(step.key, [...known, fact.on]);
    }
  }
  return reached;
}

/** Whether both reached the unit at least two working days before that day. */
export function wasReached({ plan }: Walk, days: readonly Day[] | undefined, on: Day): boolean {
  const latest = shift(plan.calendar, on, -BEFORE);
  return latest !== undefined && days?.length === BOTH && days.every((day) => day <= latest);
}
