import { type LinePlan, keyOf, participantOf, ruleOf } from './plan.ts';
import type { LineState } from './state.ts';

/** A named action whose lead the notice does not name: it is our inference until the lead's proposal was accepted. */
export interface InferredLead {
  readonly action: string;
  readonly lead: string;
}

/** The units of a line that confirm what they lead: their proposal was accepted, and does not say no. */
export function confirmingUnits(plan: LinePlan, state: LineState): string[] {
  const agreed = plan.tasks.filter((task) => {
    const own = state.tasks[keyOf(task)];
    return ruleOf(plan, task).form === 'proposal' && own?.status === 'accepted' && own.disagreed !== true;
  });
  return [...new Set(agreed.map(({ unit }) => unit))].sort();
}

/** The units of a line that countersigned with no. */
export function disagreeingUnits(plan: LinePlan, state: LineState): string[] {
  const against = plan.tasks.filter((task) => {
    const own = state.tasks[keyOf(task)];
    return ruleOf(plan, task).form === 'countersign' && own?.status === 'submitted' && own.disagreed === true;
  });
  return [...new Set(against.map(({ unit }) => unit))].sort();
}

/** The leads that nobody confirmed. A participant confirms for its units. */
export function unconfirmedLeads(inferred: readonly InferredLead[], confirming: readonly string[]): InferredLead[] {
  const known = new Set(confirming);
  return inferred.filter(({ lead }) => !known.has(lead) && !known.has(participantOf(lead)));
}
