import { at, day } from '../../time/instant.ts';
import type { WorkingDays } from '../../time/workingDays.ts';
import { type LinePlan, ORGANISER, RULES_VERSION, type RulePlan, type TaskPlan, participantOf } from '../../line/plan.ts';
import type { CampaignPlan, Phase, Roster } from '../plan.ts';
import type { Finding } from '../problem.ts';
import type { Definition, Participant } from '../schema.ts';
import { type OfficialCalendar, resolveCalendar } from './calendar.ts';
import { rosterOf, sharedContacts } from './roster.ts';
import { planRule } from './rules.ts';
import { sizeMistakes } from './sizes.ts';
import { type TaskDraft, draftTasks } from './tasks.ts';
import { timingMistakes } from './timing.ts';
import { weeklyMistakes } from './weekly.ts';

export interface Compiled {
  readonly plan: CampaignPlan;
  readonly roster: Roster;
  /** What the calendar forbids. The plan is only to be used if there is none. */
  readonly findings: readonly Finding[];
}

/**
 * Turns a sound definition into the plan (what is asked of whom by when, no personal data) and the roster (addresses).
 * Pure; `revision` counts the plans of one campaign.
 */
export function compile(definition: Definition, official: OfficialCalendar, revision = 1): Compiled {
  const { calendar, findings } = resolveCalendar(definition, official);
  const drafts = draftTasks(definition, calendar);
  const plan = planOf(definition, calendar, drafts, revision);
  const timing = timingMistakes(definition, plan, drafts);
  const sound = findings.length + timing.length === 0;
  return {
    plan, roster: rosterOf(definition),
    findings: [...findings, ...timing, ...sizeMistakes(definition, plan), ...(sound ? weeklyMistakes(definition, plan) : [])],
  };
}

function planOf(definition: Definition, calendar: WorkingDays, drafts: readonly TaskDraft[], revision: number): CampaignPlan {
  const { sending } = definition;
  const phase = (name: Phase['name']): Phase => ({ name, at: at(day(definition.phases[name]), sending.at) });
  const byLine = Map.groupBy(drafts, ({ unit }) => participantOf(unit));
  const phases = [phase('planning'), phase('activities'), phase('summarisation'), phase('close'), phase('archive')];
  const line = (id: string, close: 'close' | 'archive', own: Pick<LinePlan, 'name' | 'relation' | 'units' | 'superiorIs'>) => ({
    rulesVersion: RULES_VERSION, campaign: definition.id, title: definition.title, line: id, revision, calendar, sending,
    close: phase(close).at, perTask: definition.budget.perTask, perWeek: definition.budget.perWeek, ...own,
    ...tasksOf(definition, own, byLine.get(id) ?? []),
  });
  return {
    rulesVersion: RULES_VERSION, campaign: definition.id, title: definition.title, theme: definition.theme, revision,
    calendar, sending, phases, office: definition.organiser.office, clauses: definition.clauses,
    actions: definition.actions.map(({ eventOn: _, ...action }) => action),
    participants: definition.participants.map(({ id, name, fullName, kind, relation }) => (
      { id, name, fullName: fullName ?? name, kind, relation }
    )),
    lines: [
      ...definition.participants.map((participant) => line(participant.id, 'close', ofParticipant(participant))),
      line(ORGANISER, 'archive', {
        name: definition.organiser.office, relation: 'own', units: [{ id: ORGANISER, name: definition.organiser.office }],
      }),
    ],
  };
}

function ofParticipant(participant: Participant): Pick<LinePlan, 'name' | 'relation' | 'units' | 'superiorIs'> {
  return { name: participant.name, relation: participant.relation, ...sharedContacts(participant) };
}

/** The tasks of one line, and the rules they share. */
function tasksOf(
  definition: Definition, { relation, units }: Pick<LinePlan, 'relation' | 'units'>, drafts: readonly TaskDraft[],
): { rules: Record<string, RulePlan>; tasks: TaskPlan[] } {
  const ids = new Set(units.map(({ id }) => id));
  const own = drafts.filter(({ unit }) => ids.has(unit));
  const rules = Object.fromEntries(own.map((draft) => [draft.task, planRule(definition, relation, draft)]));
  const tasks = own.map((draft): TaskPlan => ({
    unit: draft.unit, task: draft.task, rule: draft.task, assign: draft.assign,
    // A due time beyond the calendar is a finding: the plan is not used then.
    due: draft.due ?? draft.assign,
  }));
  return { rules, tasks };
}
