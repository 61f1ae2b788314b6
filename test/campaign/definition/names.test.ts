import { describe, expect, test } from 'vitest';
import { edited, example, expectOne, problemsOf } from './example.ts';

describe('an id is given once', () => {
  test.each([
    ['clauses', '"2.1", title', '"3.5", title', '"3.5"', '"3.5", title: 扎实推进《纲要》贯彻落实 }', 'clauses[1].id', '3.5'],
    ['tasks', 'id: notice', 'id: countersign', 'countersign, title: 印发通知', 'id: ', 'tasks[1].id', 'countersign'],
    ['participants', 'id: mwr', 'id: mot', 'mot, name: 水利部', 'id: ', 'participants[1].id', 'mot'],
  ])('in %s', (_, from, to, at, after, path, id) => {
    const [problem, ...others] = problemsOf(edited([from, to], ['lead: mwr', 'lead: mot']));
    expect(problem).toMatchObject({ path, message: `id “${id}”重复`, remedy: '每个 id 只能用一次，请改名' });
    expect(others).toEqual([]);
    expectOne(edited([from, to], ['lead: mwr', 'lead: mot']), { at, after }, { path });
  });

  test('in actions', () => {
    const again = '  - { id: "5.5", clause: "2.1", title: 另一项, kind: publication, lead: mot }\n';
    expectOne(example + again, { at: '"5.5", clause: "2.1"' }, { path: 'actions[1].id', message: 'id “5.5”重复' });
  });

  test('among the subordinate units of one participant', () => {
    const text = edited(['units: [', 'units: [{ id: sd.jinan, name: 济南, contacts: [{ mail: jn@regions.test }] }, ']);
    expectOne(text, { at: 'sd.jinan', after: 'jn@regions.test }] }, { id: ' }, { path: 'participants[2].units[1].id', message: 'id “sd.jinan”重复' });
  });

  test('in one section only: a task may be named like a participant', () => {
    expect(problemsOf(edited(['id: notice', 'id: mot']))).toEqual([]);
  });

  test('two tasks of one id are one problem, although the ids made from it (report.1, report.2) collide as well', () => {
    const twice = edited(['id: countersign,', 'id: notice,'], ['due: 2024-07-24', 'due: [2024-07-24, 2024-07-25]'], ['due: 2024-07-26', 'due: [2024-07-24, 2024-07-25]']);
    expect(problemsOf(twice).map(({ path }) => path)).toEqual(['tasks[1].id']);
  });
});

describe('what is named exists', () => {
  test.each([
    ['a unit a task is for', 'for: departments', 'for: [mot, mwe]', 'mwe', 'tasks[0].for[1]', '“mwe”不在 participants 中', '是否为 mwr？否则请先在 participants 中登记'],
    ['a subordinate unit a task is for', 'for: departments', 'for: [sd.qingdao]', 'sd.qingdao', 'tasks[0].for[0]', '“sd.qingdao”不在 participants 中', '可用：mot、mwr、sd、sd.jinan；或先在 participants 中登记'],
    ['a group inside a list', 'for: departments', 'for: [mot, regions]', 'regions', 'tasks[0].for[1]', '“regions”不在 participants 中', 'regions 不是单位 id：for 请直接写 for: regions，其他位置请写单位 id'],
    ['the organiser inside a list', 'for: departments', 'for: [organiser]', 'organiser', 'tasks[0].for[0]', '“organiser”不在 participants 中', 'organiser 不是单位 id：for 请直接写 for: organiser，其他位置请写单位 id'],
    ['a unit that is excepted', 'for: departments', 'for: departments, except: [mots]', 'mots', 'tasks[0].except[0]', '“mots”不在 participants 中', '是否为 mot？否则请先在 participants 中登记'],
    ['a kind a task is limited to', 'each: action', 'each: action, kinds: [enforcment]', 'enforcment', 'tasks[2].kinds[0]', '“enforcment”不在 kinds 中', '是否为 enforcement？否则请先在 kinds 中登记'],
    ['a ladder', 'for: departments', 'for: departments, ladder: gentle', 'gentle', 'tasks[0].ladder', '“gentle”不在 ladders 中', '可用：peer、guided、own；或先在 ladders 中登记'],
    ['the clause of an action', 'clause: "3.5"', 'clause: "3.6"', '"3.6"', 'actions[0].clause', '“3.6”不在 clauses 中', '是否为 3.5？否则请先在 clauses 中登记'],
    ['the kind of an action', 'kind: enforcement', 'kind: campaign', 'campaign', 'actions[0].kind', '“campaign”不在 kinds 中', '可用：enforcement、publication；或先在 kinds 中登记'],
    ['the lead of an action', 'lead: mwr', 'lead: moa', 'moa', 'actions[0].lead', '“moa”不在 participants 中', '是否为 mot？否则请先在 participants 中登记'],
    ['a co-unit of an action', 'co: []', 'co: [mot, unknown-body]', 'unknown-body', 'actions[0].co[1]', '“unknown-body”不在 participants 中', '可用：mot、mwr、sd、sd.jinan；或先在 participants 中登记'],
  ])('%s', (_, from, to, at, path, message, remedy) => {
    expectOne(edited([from, to]), { at, after: to.slice(0, to.indexOf(at)) }, { path, message, remedy });
  });

  test('lead and co may be subordinate units, for and except as well', () => {
    const text = edited(['lead: mwr, co: []', 'lead: sd.jinan, co: [mwr]'], ['for: departments', 'for: [sd.jinan, mot]'], ['for: all', 'for: all, except: [sd.jinan]']);
    expect(problemsOf(text)).toEqual([]);
  });

  test('nobody stands twice in one list', () => {
    expectOne(edited(['for: departments', 'for: [mot, mwr, mot]']), { at: 'mot]' }, { path: 'tasks[0].for[2]', message: '“mot”在同一列表中写了两次' });
  });

  test('partners are free names of bodies outside', () => {
    expect(problemsOf(edited(['partners: []', 'partners: [中国质量协会, nobody]']))).toEqual([]);
  });

  test('with no participants at all every name of one is wrong', () => {
    const text = edited().replace(/participants:\n[^]*actions:/, "participants: []\nactions:");
    expect(problemsOf(text).map(({ path, message }) => [path, message])).toEqual([['actions[0].lead', '“mwr”不在 participants 中']]);
  });

  test('an entry with another mistake still bears its name: who refers to it is not wrong', () => {
    expect(problemsOf(edited(['mwr@departments.test', 'mwr'])).map(({ path }) => path)).toEqual(['participants[1].contacts[0].mail']);
    expect(problemsOf(edited(['id: "3.5"', 'id: 3.5'])).map(({ path }) => path)).toEqual(['clauses[1].id']);
  });
});
