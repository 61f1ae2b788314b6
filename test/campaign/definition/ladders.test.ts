import { describe, expect, test } from 'vitest';
import { edited, expectOne, problemsOf } from './example.ts';

const superior = 'superior: { title: 分管局领导, mail: sd-leader@regions.test },';

describe('whoever a ladder reports to exists', () => {
  test("a participant whose relation's ladder goes to a superior has one", () => {
    expectOne(edited([superior, '']), { at: '{ id: sd,' }, {
      path: 'participants[2].superior',
      message: '“sd”（山东省）缺少分管领导，而它的层级表 guided 要报 superior',
      remedy: '请补上，例如 superior: { title: 分管局领导, mail: sd-leader@regions.test }',
    });
  });

  test('but only if it really gets such a task', () => {
    expect(problemsOf(edited([superior, ''], ['for: all', 'for: departments']))).toEqual([]);
    expect(problemsOf(edited([superior, ''], ['for: all', 'for: all, except: [sd]']))).toEqual([]);
    expect(problemsOf(edited([superior, ''], ['for: all', 'for: all, ladder: peer']))).toEqual([]);
  });

  test('as lead of an action it gets one', () => {
    expect(problemsOf(edited([superior, ''], ['for: all', 'for: departments'], ['lead: mwr', 'lead: sd'])).map(({ path }) => path)).toEqual(['participants[2].superior']);
  });

  test('unless the rule is for other kinds of action', () => {
    const text = edited([superior, ''], ['for: all', 'for: departments'], ['lead: mwr', 'lead: sd'], ['each: action', 'each: action, kinds: [publication]']);
    expect(problemsOf(text)).toEqual([]);
  });

  test('a ladder that a rule names counts, and one written inline', () => {
    const none = [superior, ''] as const;
    expect(problemsOf(edited(none, ['for: all', 'for: regions, ladder: own']))).toMatchObject([{ message: '“sd”（山东省）缺少分管领导，而它的层级表 own 要报 superior' }]);
    const inline = 'for: regions, ladder: { escalation: [{ at: T+4, level: red, to: superior }] }';
    expect(problemsOf(edited(none, ['for: all', inline]))).toMatchObject([{ message: '“sd”（山东省）缺少分管领导，而它的层级表 ladder 要报 superior' }]);
  });

  test('a subordinate unit needs none: its participant is told', () => {
    expect(problemsOf(edited([superior, ''], ['for: all', 'for: [mot, sd.jinan]'], [', unitsDue: T-5', '']))).toEqual([]);
  });

  test("the organiser's superior is the head", () => {
    expect(problemsOf(edited(['for: organiser', 'for: organiser, ladder: own']))).toEqual([]);
  });

  test('nothing about a peer goes to its superior, even if one is named', () => {
    const text = edited(["level: red, to: head }] }\n  guided", "level: red, to: superior }] }\n  guided"]);
    const named = text.replace('relation: peer,', 'relation: peer, superior: { title: 部领导, mail: m@departments.test },');
    for (const each of [text, named]) {
      expectOne(each, { at: 'superior', after: 'level: red, to: ' }, { path: 'ladders.peer.escalation[1].to', message: '“superior”不能用于 peer 单位“mot”（交通运输部）：平级单位的事项不报其上级' });
    }
  });
});

describe('the ladder of a relation exists', () => {
  test('if somebody of that relation has a task', () => {
    expectOne(edited(['  guided:', '  spare:']), { at: 'ladders:' }, { path: 'ladders', message: '缺少名为“guided”的层级表，guided 单位（或组织方）的事项要用它' });
    expect(problemsOf(edited(['  guided:', '  spare:'], ['for: all', 'for: departments']))).toEqual([]);
  });

  test("the organiser's is own", () => {
    expect(problemsOf(edited(['  own:', '  spare:']))).toMatchObject([{ path: 'ladders', message: '缺少名为“own”的层级表，own 单位（或组织方）的事项要用它' }]);
  });
});

describe('budget for one task: reminders and overdue letters', () => {
  test('a ladder that is used holds no more', () => {
    expectOne(edited(['[T-5, T-1], overdue: [T+2]', '[T-5, T-2, T-1], overdue: [T+2]']), { at: '{ reminders' }, {
      path: 'ladders.peer',
      message: 'peer 的提醒与催询共 4 次，超过 budget.perTask 的 3 次',
      remedy: '请减少 reminders 或 overdue 的节点，或调整 budget.perTask（减负）',
    });
  });

  test('one that is not used may', () => {
    expect(problemsOf(edited(['  own:', "  spare: { reminders: [T-9, T-7, T-5, T-3, T-1] }\n  own:"]))).toEqual([]);
  });

  test('one written inline may not', () => {
    const text = edited(['for: all', 'for: all, ladder: { reminders: [T-3, T-2, T-1], overdue: [T+1] }']);
    expectOne(text, { at: '{ reminders: [T-3' }, { path: 'tasks[3].ladder', message: 'ladder 的提醒与催询共 4 次，超过 budget.perTask 的 3 次' });
  });
});

describe('no slot twice in one ladder', () => {
  test.each([
    ['among reminders', '[T-5, T-1]', '[T-5, T-5]', 'T-5]', 'ladders.peer.reminders[1]', 'T-5'],
    ['in overdue and escalation', 'overdue: [T+2]', 'overdue: [T+3]', 'T+3, level', 'ladders.peer.escalation[0].at', 'T+3'],
    ['among escalations', 'at: T+5', 'at: T+3', 'T+3, level: red', 'ladders.peer.escalation[1].at', 'T+3'],
  ])('%s', (_, from, to, at, path, slot) => {
    expectOne(edited([from, to]), { at }, { path, message: `节点“${slot}”在同一层级表中出现两次` });
  });

  test('in a ladder written inline', () => {
    expect(problemsOf(edited(['for: all', 'for: all, ladder: { reminders: [T, T] }'])).map(({ path }) => path)).toEqual(['tasks[3].ladder.reminders[1]']);
  });
});
