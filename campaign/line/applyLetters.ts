import { type Day, earlier } from '../time/instant.ts';
import type { DoneStep, FactOf } from './facts.ts';
import type { Level } from './letter.ts';
import { type LineState, type TaskState, change } from './state.ts';

const GRAVITY: Readonly<Record<Level, number>> = { blue: 1, yellow: 2, red: 3 };

/** A letter was accepted by the recipient's mail server. */
export function recordSent(state: LineState, fact: FactOf<'letterSent'>): LineState {
  const { retry: _, ...delivered } = state;
  const { refusing: __, ...unit } = delivered.units[fact.unit] ?? {};
  const units = fact.role === 'contact' ? { ...delivered.units, [fact.unit]: unit } : delivered.units;
  return steps({ ...delivered, units }, fact.steps, (task, step) => arrived(closed(task, step), step, fact.on));
}

/** The address refuses: the steps are done with, nobody was reached, the office is asked to call (once). */
export function recordRefused(state: LineState, fact: FactOf<'letterRefused'>): LineState {
  const known = state.units[fact.unit]?.refusing !== undefined;
  const units = { ...state.units, [fact.unit]: { ...state.units[fact.unit], refusing: state.units[fact.unit]?.refusing ?? fact.at } };
  const noted = steps({ ...state, units }, fact.steps, (task, step) => closed(task, step));
  const first = fact.steps[0];
  if (known || first === undefined) return noted;
  return change(noted, first.key, (task) => ({
    ...task,
    answers: [...task.answers, {
      slot: `mail.${String(task.answers.length)}`, kind: 'call', at: fact.callAt, to: 'office', reason: 'mail-refused',
    }],
  }));
}

export function recordDeferred(state: LineState, fact: FactOf<'lettersDeferred'>): LineState {
  return { ...state, retry: { at: fact.retryAt, tries: (state.retry?.tries ?? 0) + 1 } };
}

/** Items for office or head were handed to the campaign's digest. */
export function recordHanded(state: LineState, fact: FactOf<'handedToOffice'>): LineState {
  return steps(state, fact.steps, (task, step) => ({ ...closed(task, step), ...risen(task, step) }));
}

/** Steps whose window passed, or whose release never came. */
export function recordPassed(
  state: LineState, passed: readonly { key: string; round: number; slot: string }[], list: 'missed' | 'lapsed',
): LineState {
  return passed.reduce((next, step) => change(next, step.key, (task) => (
    task.round === step.round ? { ...task, [list]: [...task[list], step.slot] } : task
  )), state);
}

function steps(state: LineState, done: readonly DoneStep[], to: (task: TaskState, step: DoneStep) => TaskState): LineState {
  return done.reduce((next, step) => change(next, step.key, (task) => to(task, step)), state);
}

/** Closes a step: an answer leaves the list, a step of the present round is noted. */
function closed(task: TaskState, step: DoneStep): TaskState {
  const answers = task.answers.filter((answer) => answer.slot !== step.slot);
  if (answers.length < task.answers.length) return { ...task, answers };
  return step.round === task.round ? { ...task, done: [...task.done, step.slot] } : task;
}

function arrived(task: TaskState, step: DoneStep, on: Day): TaskState {
  switch (step.kind) {
    case 'assign': return { ...task, assigned: earliest(task.assigned, on) };
    case 'remind':
    case 'overdue': return { ...task, reached: earliest(task.reached, on), chased: task.chased + 1 };
    case 'escalate': return { ...task, ...risen(task, step) };
    default: return task;
  }
}

/** The highest level sent in the present round. */
function risen(task: TaskState, step: DoneStep): Pick<TaskState, 'level'> {
  if (step.level === undefined || step.round !== task.round) return {};
  return task.level === undefined || GRAVITY[task.level] < GRAVITY[step.level] ? { level: step.level } : {};
}

function earliest(known: Day | undefined, on: Day): Day {
  return known === undefined ? on : earlier(known, on);
}
