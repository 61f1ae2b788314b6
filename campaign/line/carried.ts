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
 * The state of the run before. Lifts a state carried by an older build to today's shape; throws for one of a newer build:
 * the worker must be updated.
 */
export function unpack(carried: CarriedState): LineState {
  if (carried.version !== STATE_VERSION) {
    throw new RangeError(`line state version ${String(carried.version)} is not known here (${String(STATE_VERSION)}); start the newer worker`);
  }
  const tasks = Object.entries(carried.tasks).map(([key, task]) => [key, { ...freshTask(task.due), ...task }] as const);
  return { ...carried, tasks: Object.fromEntries(tasks) };
}
