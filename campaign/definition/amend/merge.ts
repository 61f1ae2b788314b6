import { type Instant } from '../../time/instant.ts';
import { nextOpening } from '../../time/sendingHours.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf } from '../../line/plan.ts';
import type { CampaignPlan, Roster } from '../plan.ts';

/**
 * The plan a running campaign goes on with: the new definition's, and what it no longer has, marked as removed. Lines that run
 * need the names of what they already dealt with, and their reports stay on record.
 */
export function mergePlans(old: CampaignPlan, next: CampaignPlan, now: Instant): CampaignPlan {
  const before = new Map(old.lines.map((line) => [line.line, line]));
  const wanted = new Set(next.lines.map(({ line }) => line));
  const revision = old.revision + 1;
  const merged = next.lines.map((line) => ({ ...mergeLine(before.get(line.line), line, now), revision }));
  const gone = old.lines.filter(({ line }) => !wanted.has(line)).map((line) => ({ ...removedLine(line, next), revision }));
  return {
    ...next, revision,
    lines: [...merged.filter(({ line }) => line !== ORGANISER), ...gone, ...merged.filter(({ line }) => line === ORGANISER)],
  };
}

/** The addresses that belong to it. A unit that was removed may still be written to: a receipt, an answer. */
export function mergeRosters(old: Roster, next: Roster, merged: CampaignPlan): Roster {
  const gone = merged.lines.filter(isRemoved).flatMap(({ line }) => {
    const superior = old.superiors[line];
    return superior === undefined ? [] : [[line, superior] as const];
  });
  return { ...next, contacts: { ...old.contacts, ...next.contacts }, superiors: { ...next.superiors, ...Object.fromEntries(gone) } };
}

/** Whether the participant itself was removed: its line runs on to its close and asks for nothing. */
export function isRemoved({ line, units }: LinePlan): boolean {
  return units.some(({ id, removed }) => id === line && removed === true);
}

function mergeLine(old: LinePlan | undefined, next: LinePlan, now: Instant): LinePlan {
  const planned = new Map(old?.tasks.map((task) => [keyOf(task), task]));
  const wanted = new Set(next.tasks.map(keyOf));
  const units = new Set(next.units.map(({ id }) => id));
  const dropped = old?.tasks.filter((task) => !wanted.has(keyOf(task))) ?? [];
  const rules = dropped.flatMap(({ rule }) => {
    const known = old?.rules[rule];
    return known === undefined ? [] : [[rule, known] as const];
  });
  return {
    ...next,
    units: [...next.units, ...old?.units.filter(({ id }) => !units.has(id)).map(({ id, name }) => ({ id, name, removed: true as const })) ?? []],
    rules: { ...Object.fromEntries(rules), ...next.rules },
    tasks: [
      ...next.tasks.map((task) => ({ ...task, assign: assignmentOf(next, task, planned.get(keyOf(task)), now) })),
      ...dropped.map((task) => ({ ...task, removed: true as const })),
    ],
  };
}

/** What was assigned stays so. What is new, and whose day of assignment is over, is assigned when letters may leave next. */
function assignmentOf(line: LinePlan, task: TaskPlan, planned: TaskPlan | undefined, now: Instant): Instant {
  if (planned !== undefined && planned.removed !== true && planned.assign <= now) return planned.assign;
  if (task.assign > now) return task.assign;
  return nextOpening(line.calendar, line.sending, now) ?? task.assign;
}

function removedLine(line: LinePlan, { rulesVersion, calendar, sending, title, phases }: CampaignPlan): LinePlan {
  return {
    ...line, rulesVersion, title, calendar, sending, close: phases.find(({ name }) => name === 'close')?.at ?? line.close,
    units: line.units.map((unit) => ({ ...unit, removed: true as const })),
    tasks: line.tasks.map((task) => ({ ...task, removed: true as const })),
  };
}
