import type { LineState, TaskState } from '../../campaign/line/state.ts';
import { upcast } from '../../campaign/line/upcast.ts';
import type { Answer, JournalTail, LineCarried, SeenUpdate } from '../contract.ts';
import { pack, unpack } from '../packing.ts';
import type { LineRun } from './lineRun.ts';

/** What the next run goes on with. */
export function carry(run: LineRun, journal: JournalTail): LineCarried {
  const { tasks, ...state } = run.state;
  return {
    now: run.clock.now(), state: { ...state, tasks: pack(Object.entries(tasks).map(([key, task]) => ({ key, ...task }))) }, journal,
    seen: pack(run.seen.all().map(({ id, key, refused, answer }) => ({ id, of: key, ...(refused === undefined ? {} : { refused }), ...answer }))),
    number: run.number, unreported: run.unreported,
  };
}

export function stateOf({ state }: LineCarried): LineState {
  const tasks = unpack(state.tasks, isTask).map(({ key, ...task }) => [key, task] as const);
  return upcast({ ...state, tasks: Object.fromEntries(tasks) });
}

export function seenOf({ seen }: LineCarried): SeenUpdate[] {
  return unpack(seen, isSeen).map(({ id, of, refused, ...answer }) => ({
    id, key: of, ...(refused === undefined ? {} : { refused }), ...(isAnswer(answer) ? { answer } : {}),
  }));
}

function isTask(record: object): record is TaskState & { readonly key: string } {
  return 'key' in record && 'due' in record && 'status' in record && 'round' in record && 'done' in record;
}

function isSeen(record: object): record is { readonly id: string; readonly of: string; readonly refused?: string } {
  return 'id' in record && 'of' in record;
}

function isAnswer(record: object): record is Answer {
  return 'at' in record && 'facts' in record;
}
