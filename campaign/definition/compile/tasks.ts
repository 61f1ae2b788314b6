import { type Instant, at, day, dayOf, earlier, timeOf } from '../../time/instant.ts';
import { type WorkingDays, shift } from '../../time/workingDays.ts';
import type { Path } from '../problem.ts';
import { recipients } from '../recipients.ts';
import type { Action, Definition, TaskRule } from '../schema.ts';

/** One unit's duty as the definition gives it, before its line is known. */
export interface TaskDraft {
  readonly unit: string;
  /** `summary`, `weekly.2`, `action-report.5.5`. */
  readonly task: string;
  readonly rule: TaskRule;
  readonly action?: Action;
  readonly title: string;
  readonly assign: Instant;
  /** Undefined where the calendar ends before it. */
  readonly due: Instant | undefined;
  /** Where the due time stands in the definition. */
  readonly path: Path;
}

/** Every task of the campaign, in the order of the rules. */
export function draftTasks(definition: Definition, calendar: WorkingDays): TaskDraft[] {
  return definition.tasks.flatMap((rule, index) => {
    const path = ['tasks', index];
    const assign = moment(rule.assign, definition.sending.at);
    if (rule.each === 'action') return eachAction(definition, calendar, rule, assign, [...path, 'due']);
    return duesOf(definition, rule, path).flatMap((one) => {
      const named = recipients(rule, definition);
      const base = { rule, task: one.task, title: one.title, assign };
      const own = named.map((unit): TaskDraft => ({ ...base, unit, due: one.due, path: one.path }));
      return withUnits(definition, calendar, rule, own, [...path, 'unitsDue']);
    });
  });
}

function duesOf(definition: Definition, rule: TaskRule, path: Path) {
  const { until } = definition.sending;
  if (Array.isArray(rule.due)) {
    return rule.due.map((due, index) => ({
      task: `${rule.id}.${String(index + 1)}`, title: `${rule.title}（第${String(index + 1)}次）`,
      due: moment(due, until), path: [...path, 'due', index],
    }));
  }
  const due = typeof rule.due === 'string' ? rule.due : rule.due.latest;
  return [{ task: rule.id, title: rule.title, due: moment(due, until), path: [...path, 'due'] }];
}

/** `unitsDue` gives the task to every subordinate unit too, that many working days earlier at the same time of day. */
function withUnits(
  definition: Definition, calendar: WorkingDays, rule: TaskRule, own: readonly TaskDraft[], path: Path,
): TaskDraft[] {
  const { unitsDue } = rule;
  if (unitsDue === undefined) return [...own];
  const offset = Number(unitsDue.slice(1));
  const below = own.flatMap((task) => {
    const units = definition.participants.find(({ id }) => id === task.unit)?.units ?? [];
    return units.filter(({ id }) => !rule.except.includes(id)).map(({ id }): TaskDraft => {
      const on = task.due === undefined ? undefined : shift(calendar, dayOf(task.due), offset);
      return { ...task, unit: id, due: on === undefined || task.due === undefined ? undefined : at(on, timeOf(task.due)), path };
    });
  });
  const added = new Set(below.map(({ unit }) => unit));
  return [...own.filter(({ unit }) => !added.has(unit)), ...below];
}

/** `each: action`: one task per action for its lead, or for each of its co-units. */
function eachAction(
  definition: Definition, calendar: WorkingDays, rule: TaskRule, assign: Instant, path: Path,
): TaskDraft[] {
  return definition.actions
    .filter(({ kind }) => rule.kinds === undefined || rule.kinds.includes(kind))
    .flatMap((action) => (rule.for === 'co' ? [...new Set(action.co)] : [action.lead])
      .filter((unit) => !rule.except.includes(unit))
      .map((unit): TaskDraft => ({
        unit, rule, action, assign, path, task: `${rule.id}.${action.id}`, title: `${rule.title}：${action.title}`,
        due: actionDue(definition, calendar, rule, action),
      })));
}

/** The n-th working day after the event at `sending.until`, at most `latest`; without an event, `latest`. */
function actionDue(definition: Definition, calendar: WorkingDays, rule: TaskRule, action: Action): Instant | undefined {
  const { until } = definition.sending;
  if (typeof rule.due === 'string') return moment(rule.due, until);
  if (Array.isArray(rule.due)) return undefined; // refused by rules.ts
  const latest = moment(rule.due.latest, until);
  if (action.eventOn === undefined) return latest;
  const on = shift(calendar, day(action.eventOn), rule.due.afterEvent);
  return on === undefined ? latest : earlier(at(on, until), latest);
}

/** A bare day means `time`. */
function moment(text: string, time: string): Instant {
  const [on = '', given] = text.split(' ');
  return at(day(on), given ?? time);
}
