import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../../campaign/line/carried.ts';
import { change, freshTask, type LineState, openLine } from '../../../campaign/line/state.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { lineOf } from './fixture.ts';

const due = instant('2024-10-18T17:00:00+08:00');
const state: LineState = { version: 1, revision: 1, units: {}, tasks: { 'mot/summary': freshTask(due), 'sd/summary': freshTask(due) } };

describe('what a line carries into its next run', () => {
  test('of an untouched task is its due time', () => {
    expect(pack(state).tasks['mot/summary']).toEqual({ due });
  });

  test('comes back as it was', () => {
    const moved = change(state, 'sd/summary', (task) => ({
      ...task, round: 1, since: due, status: 'submitted', versions: 2, receipts: 2, done: ['T-5'], released: { 'T+5': due },
      first: { receivedAt: due, late: true, nil: false, onPaper: false },
    }));
    expect(unpack(structuredClone(pack(moved)))).toEqual(moved);
  });

  test('by an older build is read as it is: what that one did not know stands at its beginning', () => {
    // As a build before receipts, extension requests and retries of each recipient were counted would have written it.
    const task = { due, status: 'submitted', versions: 1, done: ['assign', 'T-5'] } as const;
    const old = { version: 1, revision: 1, units: {}, retry: { at: due, tries: 2 }, tasks: { 'mot/summary': task } };
    expect(unpack(old)).toEqual({ ...old, tasks: { 'mot/summary': { ...freshTask(due), ...task } } });
    expect(() => unpack({ ...old, version: 0 })).toThrow('run the worker of that build');
  });

  test('by a newer build is refused in a sentence', () => {
    expect(() => unpack({ ...pack(state), version: 99 })).toThrow('line state of version 99 is not known here (1 to 1); start the newer worker, nothing is lost meanwhile');
  });

  test('has the version that a new line has', () => {
    const plan = lineOf();
    expect(unpack(pack(openLine(plan)))).toEqual(openLine(plan));
  });
});
