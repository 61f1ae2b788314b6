import { type CarriedState, pack, unpack } from '../../campaign/line/carried.ts';
import type { LineState } from '../../campaign/line/state.ts';
import type { Answer, JournalTail, LineCarried, SeenUpdate } from '../contract.ts';
import { recordsOf, tabulate } from '../packing.ts';
import type { LineRun } from './lineRun.ts';

/** What the next run goes on with. */
export function carry(run: LineRun, journal: JournalTail): LineCarried {
  const amending = run.amending.at(-1);
  const asked = run.clock.lastAsked();
  const { tasks, ...state } = pack(run.state);
  return {
    now: run.clock.now(), state: { ...state, tasks: tabulate(Object.entries(tasks).map(([key, task]) => ({ key, ...task }))) }, journal,
    seen: tabulate(run.seen.all().map(({ id, key, refused, answer }) => ({ id, of: key, ...(refused === undefined ? {} : { refused }), ...answer }))),
    number: run.number, unreported: run.unreported,
    ...(amending === undefined ? {} : { amending }), ...(asked === undefined ? {} : { asked }),
  };
}

export function stateOf({ state }: LineCarried): LineState {
  const tasks = recordsOf(state.tasks, isTask).map(({ key, ...task }) => [key, task] as const);
  return unpack({ ...state, tasks: Object.fromEntries(tasks) });
}

export function seenOf({ seen }: LineCarried): SeenUpdate[] {
  return recordsOf(seen, isSeen).map(({ id, of, refused, ...answer }) => ({
    id, key: of, ...(refused === undefined ? {} : { refused }), ...(isAnswer(answer) ? { answer } : {}),
  }));
}

function isTask(record: object): record is CarriedState['tasks'][string] & { readonly key: string } {
  return 'key' in record && 'due' in record;
}

function isSeen(record: object): record is { readonly id: string; readonly of: string; readonly refused?: string } {
  return 'id' in record && 'of' in record;
}

function isAnswer(record: object): record is Answer {
  return 'at' in record && 'facts' in record;
}
