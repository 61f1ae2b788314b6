import type { Instant } from '../time/instant.ts';
import { type Step, lift } from './lift.ts';
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
 * What a build adds is optional or stands in a fresh task: states of older builds read as they are. A change that this does not cover
 * raises STATE_VERSION and has its step here.
 */
const STEPS: readonly Step<CarriedState>[] = [];

/** The state of the run before, or of a record, whichever build wrote it. Throws for a version it does not know. */
export function unpack(carried: CarriedState): LineState {
  const lifted = lift('line state', carried.version, STEPS, carried);
  const tasks = Object.entries(lifted.tasks).map(([key, task]) => [key, { ...freshTask(task.due), ...task }] as const);
  return { ...lifted, version: STATE_VERSION, tasks: Object.fromEntries(tasks) };
}
