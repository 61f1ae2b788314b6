import type { Instant } from '../time/instant.ts';
import { type LineState, STATE_VERSION, type TaskState, freshTask } from './state.ts';

/** A line's state as it goes from run to run: of each task only what is not as at the beginning. */
export type CarriedState = Omit<LineState, 'tasks'> & {
  readonly tasks: Readonly<Record<string, Partial<TaskState> & { readonly due: Instant }>>;
};

/** Leaves out what a fresh task has anyway: 200 units must stay below 256 KiB. */
export function pack(state: LineState): CarriedState {
  const tasks = Object.entries(state.tasks).map(([key, task]) => {
    const fresh = new Map(Object.entries(freshTask(task.due)));
    const changed = Object.entries(task).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(fresh.get(name)));
    return [key, { ...Object.fromEntries(changed), due: task.due }] as const;
  });
  return { ...state, tasks: Object.fromEntries(tasks) };
}

/**
 * The state of the run before. What a build adds is optional or stands in a fresh task, so that states of older builds read as they
 * are: that is all the lifting version 1 needs. A change that this does not cover raises STATE_VERSION, and the step from
 * each older version to the next one belongs here. Throws for a version it does not know: read wrongly it would send wrongly.
 */
export function unpack(carried: CarriedState): LineState {
  if (carried.version !== STATE_VERSION) {
    const remedy = carried.version > STATE_VERSION ? 'start the newer worker' : 'run the worker of that build until its lines have closed';
    throw new RangeError(`line state version ${String(carried.version)} is not known here (${String(STATE_VERSION)}); ${remedy}`);
  }
  const tasks = Object.entries(carried.tasks).map(([key, task]) => [key, { ...freshTask(task.due), ...task }] as const);
  return { ...carried, tasks: Object.fromEntries(tasks) };
}
