import type { FactOf } from './facts.ts';
import { type LineState, change, freshTask } from './state.ts';

/** Another plan: what it asks for in addition is open, also what an earlier one had dropped. */
export function amended(state: LineState, { revision, added }: FactOf<'amended'>): LineState {
  const tasks = { ...state.tasks };
  for (const { key, due } of added) {
    const known = tasks[key];
    if (known === undefined) {
      tasks[key] = freshTask(due);
      continue;
    }
    const { removed: _, ...task } = known;
    tasks[key] = { ...task, status: 'open' };
  }
  return { ...state, revision, tasks };
}

/** 免报: decided by a person, or because an amended plan asks for it no more. */
export function exempted(state: LineState, { key, by }: FactOf<'exempted'>): LineState {
  return change(state, key, (task) => ({ ...task, status: 'exempt', ...(by === 'amend' ? { removed: true } : {}) }));
}
