import type { Relation } from '../../line/letter.ts';
import type { Evidence, Ladder, RulePlan } from '../../line/plan.ts';
import type * as schema from '../schema.ts';
import type { TaskDraft } from './tasks.ts';

const NO_LADDER: schema.Ladder = { reminders: [], overdue: [], escalation: [] };

/** What the tasks of one rule (and action) have in common, for a line of this relation. */
export function planRule(definition: schema.Definition, relation: Relation, { rule, action, title }: TaskDraft): RulePlan {
  const kind = action === undefined ? undefined : definition.kinds[action.kind];
  return {
    title, form: rule.form, source: rule.source === 'inferred' || action?.source === 'inferred' ? 'inferred' : 'stated',
    ladder: planLadder(ladderOf(definition, relation, rule)),
    acknowledge: (rule.acknowledge ?? definition.acknowledge).within,
    review: (rule.review ?? definition.review).within,
    evidence: planEvidence(rule.evidence ?? kind?.evidence),
    declarations: rule.declarations,
    ...(rule.settledBy === undefined ? {} : { settledBy: rule.settledBy }),
    ...(action === undefined ? {} : { action: action.id, clause: action.clause }),
  };
}

/** A rule's own ladder, named or inline, else that of the relation. */
export function ladderOf(definition: schema.Definition, relation: Relation, rule: schema.TaskRule): schema.Ladder {
  if (typeof rule.ladder === 'object') return rule.ladder;
  return definition.ladders[rule.ladder ?? relation] ?? NO_LADDER;
}

function planLadder({ reminders, overdue, escalation }: schema.Ladder): Ladder {
  return {
    reminders: reminders.map(offsetOf).sort((a, b) => a - b),
    overdue: overdue.map(offsetOf).sort((a, b) => a - b),
    escalation: escalation
      .map(({ at, level, to, release }) => ({ at: offsetOf(at), level, to, ...(release ? { release } : {}) }))
      .sort((a, b) => a.at - b.at),
  };
}

/** `T-5` is -5, `T` is 0. */
function offsetOf(slot: string): number {
  return slot === 'T' ? 0 : Number(slot.slice(1));
}

/** Only what is asked for: the plan of 200 units stays small. */
function planEvidence(evidence: schema.Evidence | undefined): Evidence {
  if (evidence === undefined) return {};
  const { figures, publishedOn, ...minimums } = evidence;
  const asked = Object.entries(minimums).filter(([, minimum]) => minimum > 0);
  return {
    ...Object.fromEntries(asked),
    ...(figures.length === 0 ? {} : { figures }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
  };
}
