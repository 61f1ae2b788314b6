import { describe, expect, test } from 'vitest';
import { edited, expectOne, problemsOf } from './example.ts';

/** [what is wrong, text in the example, what stands there instead, the offending text, path, message] */
type Row = readonly [string, string, string, string, string, string];

describe('every value has a form, and a wrong one is quoted with the form it should have', () => {
  test.each<Row>([
    ["a capital letter in the campaign's id", 'id: quality-month-2024', 'id: Quality-2024', 'Quality-2024', 'id', 'id 的值“Quality-2024”不是id（小写字母、数字和连字符，1 至 40 个字符）'],
    ['an id longer than 40 characters', 'id: mot,', `id: ${'m'.repeat(41)},`, 'm'.repeat(41), 'participants[0].id', `id 的值“${'m'.repeat(41)}”不是id（小写字母、数字和连字符，1 至 40 个字符）`],
    ["a dot in a task's id", 'id: summary', 'id: summary.1', 'summary.1', 'tasks[3].id', 'id 的值“summary.1”不是id（小写字母、数字和连字符，1 至 40 个字符）'],
    ["a clause's number without quotes", 'id: "2.1"', 'id: 2.1', '2.1', 'clauses[0].id', 'id 应为文字，现为数字 2.1'],
    ['a telephone number without quotes', 'phone: "010-0001"', 'phone: 0100001', '0100001', 'participants[0].contacts[0].phone', 'phone 应为文字，现为数字 100001'],
    ['a day that does not exist', 'planning: 2024-07-01', 'planning: 2024-06-31', '2024-06-31', 'phases.planning', 'planning 的值“2024-06-31”不是存在的日期（YYYY-MM-DD）'],
    ['29 February of a common year', 'holidays: []', 'holidays: [2025-02-29]', '2025-02-29', 'calendar.holidays[0]', 'holidays 第 1 项 的值“2025-02-29”不是存在的日期（YYYY-MM-DD）'],
    ['a day written the other way round', 'eventOn: 2024-09-20', 'eventOn: 20-09-2024', '20-09-2024', 'actions[0].eventOn', 'eventOn 的值“20-09-2024”不是存在的日期（YYYY-MM-DD）'],
    ['a time without its leading zero', '"09:00"', '"9:00"', '"9:00"', 'sending.at', 'at 的值“9:00”不是时刻（HH:mm，00:00 至 23:59）'],
    ['midnight as 24:00', '2024-10-18 17:00', '2024-10-18 24:00', '2024-10-18 24:00', 'tasks[3].due', 'due 的值“2024-10-18 24:00”不是存在的日期或时间（YYYY-MM-DD 或 YYYY-MM-DD HH:mm）'],
    ['an ISO time with T', '2024-10-18 17:00', '2024-10-18T17:00', '2024-10-18T17:00', 'tasks[3].due', 'due 的值“2024-10-18T17:00”不是存在的日期或时间（YYYY-MM-DD 或 YYYY-MM-DD HH:mm）'],
    ['an address that is none', 'mot@departments.test', 'mot.departments.test', 'mot.departments.test', 'participants[0].contacts[0].mail', 'mail 的值“mot.departments.test”不是邮箱地址'],
    ['a name of nothing but spaces', 'name: 水利部', 'name: "  "', '"  "', 'participants[1].name', 'name 的值“  ”不是一行非空的文字'],
    ['a name with a line break', 'name: 水利部', 'name: "水利\\n部"', '"水利\\n部"', 'participants[1].name', "name 的值“水利\n部”不是一行非空的文字"],
    ['a relation that does not exist', 'relation: guided', 'relation: guide', 'guide', 'participants[2].relation', 'relation 的值“guide”不可用'],
    ['a budget below nothing', 'perWeek: 3', 'perWeek: -1', '-1', 'budget.perWeek', 'perWeek 至少为 0，现为 -1'],
    ['no working day at all', 'review: { within: 5 }', 'review: { within: 0 }', '0 }', 'review.within', 'within 至少为 1，现为 0'],
    ['half a photo', 'photos: 0', 'photos: 0.5', '0.5', 'tasks[3].evidence.photos', 'photos 应为整数，现为数字 0.5'],
    ['a word for a truth', 'release: true', 'release: yes', 'yes', 'ladders.guided.escalation[1].release', 'release 应为 true 或 false，现为 “yes”'],
    ['a subordinate unit without its dot', 'id: sd.jinan', 'id: jinan', 'jinan', 'participants[2].units[0].id', 'id 的值“jinan”不是下属单位的 id（参与单位的 id、一个点、再接小写字母、数字或连字符）'],
    ['a key with nothing behind it', 'phone: "010-0001"', 'phone: null', 'null', 'participants[0].contacts[0].phone', 'phone 后面没有内容'],
  ])('%s', (_, from, to, at, path, message) => {
    const text = edited([from, to]);
    expectOne(text, { at, after: to.slice(0, to.indexOf(at)) }, { path, message });
    expect(problemsOf(text)[0]?.remedy).toMatch(/^(请|是否)/);
  });
});

describe('offsets', () => {
  test.each([
    ['reminders: [T-5, T-1]', 'reminders: [T-5, T+1]', 'T+1', 'ladders.peer.reminders[1]', 'reminders 第 2 项 的值“T+1”不是到期日或之前的节点（T 或 T-n，n 为 1 至 99 个工作日）'],
    ['overdue: [T+2]', 'overdue: [T]', 'T]', 'ladders.peer.overdue[0]', 'overdue 第 1 项 的值“T”不是到期日之后的节点（T+n，n 为 1 至 99 个工作日）'],
    ['at: T+3', 'at: T-3', 'T-3', 'ladders.peer.escalation[0].at', 'at 的值“T-3”不是到期日之后的节点（T+n，n 为 1 至 99 个工作日）'],
    ['overdue: [T+2]', 'overdue: [T+0]', 'T+0', 'ladders.peer.overdue[0]', 'overdue 第 1 项 的值“T+0”不是到期日之后的节点（T+n，n 为 1 至 99 个工作日）'],
    ['overdue: [T+2]', 'overdue: [T+02]', 'T+02', 'ladders.peer.overdue[0]', 'overdue 第 1 项 的值“T+02”不是到期日之后的节点（T+n，n 为 1 至 99 个工作日）'],
    ['unitsDue: T-5', 'unitsDue: T+5', 'T+5', 'tasks[3].unitsDue', 'unitsDue 的值“T+5”不是到期日或之前的节点（T 或 T-n，n 为 1 至 99 个工作日）'],
  ])('%s is not %s', (from, to, at, path, message) => {
    const after = at === 'T+5' ? 'unitsDue' : at === 'T]' ? 'overdue' : '';
    expectOne(edited([from, to]), { at, after }, { path, message });
  });

  test('a reminder may fall on the due day itself', () => {
    expect(problemsOf(edited(['reminders: [T-5, T-1]', 'reminders: [T-5, T]']))).toEqual([]);
  });
});

describe('what has several forms is explained for the form that was meant', () => {
  test.each<Row>([
    ['one unit that is not in a list', '活动总结, for: all', '活动总结, for: mot', 'mot', 'tasks[3].for', 'for 的值“mot”不可用'],
    ['a number for a group', '活动总结, for: all', '活动总结, for: 5', '5', 'tasks[3].for', 'for 的写法不对：5'],
    ['a list of dues with a wrong one', 'due: 2024-07-26', 'due: [2024-07-26, 2024-07-32]', '2024-07-32', 'tasks[1].due[1]', 'due 第 2 项 的值“2024-07-32”不是存在的日期或时间（YYYY-MM-DD 或 YYYY-MM-DD HH:mm）'],
    ['an empty list of dues', 'due: 2024-07-26', 'due: []', '[]', 'tasks[1].due', 'due 至少为 1 项，现为 0 项'],
    ['a due after the event without its latest', 'afterEvent: 5, latest: 2024-10-18', 'afterEvent: 5', '{ afterEvent', 'tasks[2].due.latest', '缺少 latest'],
    ['an inline ladder with a wrong step', 'for: organiser,', 'for: organiser, ladder: { overdue: [T-1] },', 'T-1', 'tasks[1].ladder.overdue[0]', 'overdue 第 1 项 的值“T-1”不是到期日之后的节点（T+n，n 为 1 至 99 个工作日）'],
  ])('%s', (_, from, to, at, path, message) => {
    expectOne(edited([from, to]), { at, after: at === '{ afterEvent' ? '' : to.slice(0, to.indexOf(at)) }, { path, message });
  });
});

describe('keys', () => {
  test('a key that is unknown is a problem at the key, with the one that was probably meant', () => {
    expectOne(edited(['phone: "010-0001"', 'phon: "010-0001"']), { at: 'phon:' }, {
      path: 'participants[0].contacts[0].phon',
      message: '此处不能写“phon”',
      remedy: '是否为 phone？否则请删去',
    });
  });

  test('a key that belongs elsewhere', () => {
    expectOne(edited(['budget: {', 'budget: { within: 3,']), { at: 'within' }, { path: 'budget.within', message: '此处不能写“within”', remedy: '请删去，或移到它所属的位置' });
  });

  test('several unknown keys in one place are several problems', () => {
    expect(problemsOf(edited(['budget: {', 'budget: { a: 1, b: 2,'])).map(({ path }) => path)).toEqual(['budget.a', 'budget.b']);
  });

  test('a missing key is a problem where it should stand', () => {
    expectOne(edited(['close: 2024-11-01, ', '']), { at: '{ planning' }, { path: 'phases.close', message: '缺少 close', remedy: '请补上，例如 close: 2024-11-01' });
  });

  test('every participant and every unit has a contact', () => {
    expectOne(edited(['contacts: [{ mail: mwr@departments.test }]', 'contacts: []']), { at: '[]', after: 'name: 水利部' }, {
      path: 'participants[1].contacts',
      message: 'contacts 至少为 1 项，现为 0 项',
      remedy: '请改写，例如 contacts: [{ mail: mot@departments.test }]',
    });
    expectOne(edited([', contacts: [{ mail: jinan@regions.test }]', '']), { at: '{ id: sd.jinan' }, { path: 'participants[2].units[0].contacts', message: '缺少 contacts' });
  });

  test('the name of a ladder is an id', () => {
    expectOne(edited(['  own:', "  spare: { }\n  Own Ladder: { }\n  own:"]), { at: 'Own Ladder' }, { path: 'ladders.Own Ladder', message: '名称“Own Ladder”不是 id（小写字母、数字和连字符，1 至 40 个字符）' });
  });
});
