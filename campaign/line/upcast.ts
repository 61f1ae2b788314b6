import { type LineState, STATE_VERSION } from './state.ts';

/** Lifts a state carried by an older build to today's shape. Throws for one of a newer build: the worker must be updated. */
export function upcast(state: LineState): LineState {
  if (state.version === STATE_VERSION) return state;
  throw new RangeError(`line state version ${String(state.version)} is not known here (${String(STATE_VERSION)}); start the newer worker`);
}
