import { describe, expect, test } from 'vitest';
import { edited, expectOne, problemsOf } from './example.ts';

const report = 'each: action, for: leads';

describe('keys of a task rule that do not go together', () => {
  test.each([
    ['each with several dues', 'due: { afterEvent: 5, latest: 2024-10-18 }', 'due: [2024-10-10, 2024-10-18]', '[2024-10-10', 'due', '“action-report”是 each: action，due 不能有 2 个'],
    ['each with unitsDue', report, `${report}, unitsDue: T-3`, 'T-3', 'unitsDue', '“action-report”是 each: action，不能写 unitsDue（T-3）'],
    ['each for others than leads and co', report, 'each: action, for: departments', 'departments, assign: 2024-09-02', 'for', '“action-report”是 each: action，for 只能是 leads 或 co'],
    ['afterEvent without an action', report, 'for: leads', '{ afterEvent', 'due', '“action-report”的 due 用了 afterEvent，但没有 each: action'],
  ])('%s', (_, from, to, at, key, message) => {
    expectOne(edited([from, to]), { at }, { path: `tasks[2].${key}`, message });
  });

  test('kinds without each', () => {
    expectOne(edited(['for: all', 'for: all, kinds: [publication]']), { at: '[publication]' }, { path: 'tasks[3].kinds', message: '“summary”写了 kinds，但没有 each: action' });
  });

  test("settledBy is for the organiser's own tasks", () => {
    expectOne(edited(['for: all', 'for: all, settledBy: approveSummary']), { at: 'approveSummary' }, {
      path: 'tasks[3].settledBy',
      message: '“summary”写了 settledBy: approveSummary，但不是组织方的事项',
      remedy: '请改为 for: organiser，或删去 settledBy',
    });
  });

  test.each([
    ['each for the co-units', report, 'each: action, for: co'],
    ['each of some kinds', report, `${report}, kinds: [publication]`],
    ['all leads together, without each', 'each: action, for: leads, assign: 2024-09-02, due: { afterEvent: 5, latest: 2024-10-18 }', 'for: leads, assign: 2024-09-02, due: 2024-10-18'],
    ['several dues without each', 'due: 2024-07-24', 'due: [2024-07-24, 2024-07-25]'],
  ])('%s is fine', (_, from, to) => {
    expect(problemsOf(edited([from, to]))).toEqual([]);
  });
});

describe('order', () => {
  test.each([
    ['a phase before the one it follows', 'close: 2024-11-01', 'close: 2024-10-07', '2024-10-07', 'phases.close', 'close（2024-10-07）没有晚于 summarisation（2024-10-08）'],
    ['two phases on one day', 'archive: 2024-11-29', 'archive: 2024-11-01', '2024-11-01 }', 'phases.archive', 'archive（2024-11-01）没有晚于 close（2024-11-01）'],
    ['a digest with the first letters', 'digest: "10:00"', 'digest: "09:00"', '"09:00" }', 'sending.digest', 'digest（09:00）没有晚于 at（09:00）'],
    ['a digest after the window', 'digest: "10:00"', 'digest: "17:31"', '"17:31"', 'sending.digest', 'digest（17:31）晚于 until（17:30）'],
  ])('%s', (_, from, to, at, path, message) => {
    expectOne(edited([from, to]), { at }, { path, message });
  });

  test('a digest at the very end of the window is fine', () => {
    expect(problemsOf(edited(['digest: "10:00"', 'digest: "17:30"']))).toEqual([]);
  });
});
