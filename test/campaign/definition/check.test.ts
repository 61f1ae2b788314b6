import { describe, expect, test } from 'vitest';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import { BASE, official, problemsOf } from './planLettersFixture.ts';

const rule = (more: Record<string, unknown> = {}) => ({ id: 'r', title: '情况', for: 'departments', assign: '2024-09-02', due: '2024-09-20', ...more });
const found = (more: Record<string, unknown>, parts = {}) => problemsOf([rule(more)], parts).map(({ path, message }) => `${path} ${message}`);
const ladderOf = (more: Record<string, unknown>) => ({ reminders: [], overdue: [], escalation: [], ...more });

test('a sound definition has no problems, and comes with its plan', () => {
  const checked = checkDefinition([{ name: 'campaign.yaml', text: JSON.stringify({ ...BASE, tasks: [rule()] }) }], official, 7);
  expect(checked.ok && checked.compiled.plan.revision).toBe(7);
});

describe('due and assign', () => {
  test.each([
    ['a due on a Saturday off', { due: '2024-09-21' }, 'tasks[0].due “r”的期限9月21日（周六）17:30不是工作日'],
    ['an assign in the holidays', { assign: '2024-10-03', due: '2024-10-18' }, 'tasks[0].assign “r”的布置日10月3日（周四）不是工作日'],
    ['an assign before sending begins', { assign: '2024-09-02 08:59' }, 'tasks[0].assign “r”的布置时间9月2日（周一）08:59不在发函时段内'],
    ['an assign after sending ended', { assign: '2024-09-02 17:31' }, 'tasks[0].assign “r”的布置时间9月2日（周一）17:31不在发函时段内'],
    ['a due not after the assign', { due: '2024-09-02 09:00' }, 'tasks[0].due “r”的期限9月2日（周一）09:00不晚于布置时间9月2日（周一）09:00'],
    ['one of two dues on a holiday', { due: ['2024-09-20', '2024-10-01'] }, 'tasks[0].due[1] “r.2”的期限10月1日（周二）17:30不是工作日'],
    ['a due whose ladder ends after the closing', { due: '2024-10-25' }, 'tasks[0].due “r”的期限10月25日（周五）17:30加上 T+5不早于 close（2024-11-01）'],
    ['a due after the calendar', { due: '2024-12-20' }, 'tasks[0].due “r”的期限12月20日（周五）17:30不是工作日'],
  ])('%s', (_, more, problem) => expect(found(more)[0]).toBe(problem));

  test('on working Saturdays and at the edges of the window both are sound', () => {
    expect(found({ assign: '2024-09-14 17:30', due: '2024-10-12 23:59' })).toEqual([]);
  });

  test('derived dues are looked at too: the units’ due before the assign', () => {
    expect(found({ for: 'regions', unitsDue: 'T-5', assign: '2024-09-13' })[0]).toBe(
      'tasks[0].unitsDue “r”的期限9月12日（周四）17:30不晚于布置时间9月13日（周五）09:00');
  });

  test('the organiser’s tasks may run until the archive', () => {
    expect(found({ for: 'organiser', due: '2024-11-15' })).toEqual([]);
    expect(found({ for: 'organiser', due: '2024-11-25' })[0]).toContain('不早于 archive（2024-11-29）');
  });

  test('a mistake of a rule is told once, whoever has the task', () => {
    const participants = [...BASE.participants, { ...BASE.participants[0], id: 'mwr', name: '水利部', contacts: [{ mail: 'mwr@departments.test' }] }];
    expect(found({ due: '2024-09-21' }, { participants })).toHaveLength(1);
  });
});

describe('phases', () => {
  test('are working days', () => {
    expect(problemsOf([], { phases: { ...BASE.phases, activities: '2024-09-01' } })).toMatchObject([
      { path: 'phases.activities', message: 'activities 的日期9月1日（周日）09:00不是工作日', remedy: '请改为工作日，例如 2024-09-02' },
    ]);
  });
});

describe('overdue and escalation of one task on one day', () => {
  const head = (at: string) => [{ at, level: 'red', to: 'head' }];
  test('after moving: due on Friday 13 September, T+1 moves from Saturday 14 to Thursday 19, where T+3 stands', () => {
    const ladder = ladderOf({ overdue: ['T+3'], escalation: head('T+1') });
    expect(found({ due: '2024-09-13', ladder })[0]).toContain('的 T+3 和 T+1 同在9月19日（周四）');
    expect(found({ due: '2024-09-06', ladder })).toEqual([]);
  });
  test('the overdue letter itself does not move', () => {
    expect(found({ due: '2024-09-13', ladder: ladderOf({ overdue: ['T+1'], escalation: head('T+2') }) })).toEqual([]);
  });
});

describe('budget.perWeek: chasing letters to one silent contact in any five working days in a row', () => {
  // Reminders on T-1 of each: the days of three tasks as given, and a fourth.
  const chased = (days: readonly string[], perWeek: number) => problemsOf(
    days.map((due, n) => rule({ id: `t${String(n)}`, due, ladder: ladderOf({ reminders: ['T'] }) })), { budget: { perTask: 3, perWeek } });
  test('four in five days are one too many for three', () => {
    const [problem] = chased(['2024-09-23', '2024-09-24', '2024-09-25', '2024-09-27'], 3);
    expect(problem).toMatchObject({ path: 'participants[0]' });
    expect(problem?.message).toContain('“mot”若一直未反馈，9月23日（周一）至9月27日（周五）将收到 4 封提醒');
  });
  test('spread over six working days they are not: the worked Sunday 29 September is the sixth', () => {
    expect(chased(['2024-09-23', '2024-09-24', '2024-09-25', '2024-09-29'], 3)).toEqual([]);
  });
  test('the window goes over holidays: 27, 29, 30 September, 8 and 9 October', () => {
    expect(chased(['2024-09-27', '2024-09-29', '2024-09-30', '2024-10-09'], 3)).not.toEqual([]);
    expect(chased(['2024-09-27', '2024-09-29', '2024-09-30', '2024-10-10'], 3)).toEqual([]);
  });
  test('several tasks in one letter are one', () => expect(chased(['2024-09-23', '2024-09-23', '2024-09-23', '2024-09-23'], 1)).toEqual([]));
  test('assignments and what superiors are told do not count', () => {
    expect(problemsOf([rule()], { budget: { perTask: 3, perWeek: 2 } })).toEqual([]);
  });
});

test('mistakes of shape, of names and of the calendar come in one run, in the order of the file', () => {
  const paths = problemsOf([rule({ due: '2024-09-21', except: ['nobody'] }), rule({ id: 'q', assign: '2024-10-01', due: '2024-10-18' })]).map(({ path }) => path);
  expect([...paths].sort()).toEqual(['tasks[0].due', 'tasks[0].except[0]', 'tasks[1].assign']);
});
