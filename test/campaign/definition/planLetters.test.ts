import { describe, expect, test } from 'vitest';
import type { PlannedLetter } from '../../../campaign/definition/planLetters.ts';
import { BASE, lettersOf } from './planLettersFixture.ts';

const SUMMARY = { id: 'summary', title: '活动总结', for: 'all', assign: '2024-09-23', due: '2024-10-18 17:00', unitsDue: 'T-5' };
const NOTICE = { id: 'notice', title: '印发通知', form: 'confirm', for: 'organiser', settledBy: 'issueNotice', assign: '2024-07-15', due: '2024-07-26' };

type Item = PlannedLetter['items'][number];
const item = (unit: string, slot: string, level?: Item['level'], task = 'summary'): Item => ({ unit, task, slot, ...(level === undefined ? {} : { level }) });
const notice = (slot: string, level?: Item['level']) => item('organiser', slot, level, 'notice');
const letter = (at: string, to: string, role: PlannedLetter['role'], kind: PlannedLetter['kind'], ...items: Item[]) => (
  { at: `${at.replace(' ', 'T')}:00+08:00`, to, role, kind, items });

const [office, head, mot, sd, leader, jinan, qingdao] = [
  'office@samr.test', 'head@samr.test', 'mot@departments.test', 'sd@regions.test', 'sd-leader@regions.test', 'jinan@regions.test', 'qingdao@regions.test',
];

test('the letters of one department, one province with two cities, and the organiser, worked out by hand', () => {
  // 2024: 29 September (Sunday) and 12 October (Saturday) are worked, 1–7 October is off.
  // The cities are due on T-5 of Friday 18 October, Saturday 12 October 17:00; their own T-5 is Monday 30 September.
  expect(lettersOf([SUMMARY, NOTICE])).toEqual([
    letter('2024-07-15 09:00', office, 'contact', 'assign', notice('assign')),
    letter('2024-07-19 09:00', office, 'contact', 'remind', notice('T-5')),
    letter('2024-07-25 09:00', office, 'contact', 'remind', notice('T-1')),
    letter('2024-07-29 09:00', office, 'contact', 'overdue', notice('T+1')),
    letter('2024-07-30 10:00', head, 'head', 'digest', notice('T+2', 'blue')),
    letter('2024-08-02 10:00', head, 'head', 'digest', notice('T+5', 'red')),
    letter('2024-09-23 09:00', jinan, 'contact', 'assign', item('sd.jinan', 'assign')),
    letter('2024-09-23 09:00', mot, 'contact', 'assign', item('mot', 'assign')),
    letter('2024-09-23 09:00', qingdao, 'contact', 'assign', item('sd.qingdao', 'assign')),
    letter('2024-09-23 09:00', sd, 'contact', 'assign', item('sd', 'assign')),
    letter('2024-09-29 10:00', office, 'office', 'digest', item('mot', 'unacknowledged'), item('sd', 'unacknowledged')),
    letter('2024-09-30 09:00', jinan, 'contact', 'remind', item('sd.jinan', 'T-5')),
    letter('2024-09-30 09:00', qingdao, 'contact', 'remind', item('sd.qingdao', 'T-5')),
    letter('2024-10-11 09:00', jinan, 'contact', 'remind', item('sd.jinan', 'T-1')),
    letter('2024-10-11 09:00', qingdao, 'contact', 'remind', item('sd.qingdao', 'T-1')),
    letter('2024-10-12 09:00', mot, 'contact', 'remind', item('mot', 'T-5')),
    letter('2024-10-12 09:00', sd, 'contact', 'remind', item('sd', 'T-5')),
    letter('2024-10-15 09:00', jinan, 'contact', 'overdue', item('sd.jinan', 'T+2')),
    letter('2024-10-15 09:00', qingdao, 'contact', 'overdue', item('sd.qingdao', 'T+2')),
    letter('2024-10-16 09:00', sd, 'superior', 'escalate', item('sd.jinan', 'T+3', 'yellow'), item('sd.qingdao', 'T+3', 'yellow')),
    letter('2024-10-17 09:00', mot, 'contact', 'remind', item('mot', 'T-1')),
    letter('2024-10-17 09:00', sd, 'contact', 'remind', item('sd', 'T-1')),
    letter('2024-10-18 09:00', sd, 'superior', 'escalate', item('sd.jinan', 'T+5', 'red'), item('sd.qingdao', 'T+5', 'red')),
    letter('2024-10-22 09:00', mot, 'contact', 'overdue', item('mot', 'T+2')),
    letter('2024-10-22 09:00', sd, 'contact', 'overdue', item('sd', 'T+2')),
    letter('2024-10-23 10:00', office, 'office', 'digest', item('mot', 'T+3', 'yellow'), item('sd', 'T+3', 'yellow')),
    letter('2024-10-25 09:00', leader, 'superior', 'escalate', item('sd', 'T+5', 'red')),
    letter('2024-10-25 10:00', head, 'head', 'digest', item('mot', 'T+5', 'red')),
  ]);
});

describe('merging', () => {
  const to = (letters: readonly PlannedLetter[], address: string, day: string) => letters.filter((each) => each.to === address && each.at.startsWith(day));

  test('a contact told of its units when it has items of its own gets one letter, role contact, kind by its own', () => {
    // Cities due on T-4, Monday 14 October: their T+3 is Thursday 17 October, the T-1 of the province.
    expect(to(lettersOf([{ ...SUMMARY, unitsDue: 'T-4' }]), sd, '2024-10-17')).toEqual([
      letter('2024-10-17 09:00', sd, 'contact', 'remind', item('sd', 'T-1'), item('sd.jinan', 'T+3', 'yellow'), item('sd.qingdao', 'T+3', 'yellow')),
    ]);
  });

  test('one letter for all tasks of a moment, of the gravest kind; items by unit, task, slot', () => {
    // Due on Tuesday 15 October, its overdue T+2 is Thursday 17 October, the summary’s T-1.
    const report = { id: 'report', title: '情况', for: ['sd'], assign: '2024-09-24', due: '2024-10-15', ladder: { reminders: ['T-1'], overdue: ['T+2'] } };
    expect(to(lettersOf([SUMMARY, report]), sd, '2024-10-17')).toEqual([
      letter('2024-10-17 09:00', sd, 'contact', 'overdue', item('sd', 'T+2', undefined, 'report'), item('sd', 'T-1')),
    ]);
  });

  test('two units with one address get one letter', () => {
    const participants = structuredClone(BASE.participants);
    const cities = participants[1]?.units ?? [];
    for (const city of cities) city.contacts = [{ mail: 'Cities@regions.test' }];
    expect(to(lettersOf([SUMMARY], { participants }), 'Cities@regions.test', '2024-09-30')).toEqual([
      letter('2024-09-30 09:00', 'Cities@regions.test', 'contact', 'remind', item('sd.jinan', 'T-5'), item('sd.qingdao', 'T-5')),
    ]);
  });

  test('a superior whose address is its participant’s contact is written to as superior, unless there is more to say', () => {
    const participants = structuredClone(BASE.participants);
    const province = participants[1];
    if (province?.superior !== undefined) province.superior = { title: '局长', mail: 'SD@regions.test' };
    expect(to(lettersOf([SUMMARY], { participants }), sd, '2024-10-25')).toEqual([
      letter('2024-10-25 09:00', sd, 'superior', 'escalate', item('sd', 'T+5', 'red')),
    ]);
  });
});

describe('never our own failure', () => {
  test('a short task without a reminder: the escalation is the office’s item, slot and level kept', () => {
    // Assigned on Thursday 10 October, due on Friday 11: no reminder is later than the assignment; overdue T+1 is Saturday 12,
    // T+2 Monday 14: the overdue letter is one working day before it, not two.
    const own = structuredClone(BASE.participants[0]);
    const participants = [{ ...own, id: 'samr', relation: 'own', superior: { title: '司长', mail: 'chief@samr.test' }, contacts: [{ mail: 'samr@samr.test' }] }];
    const short = { id: 'short', title: '急件', for: 'all', assign: '2024-10-10 16:00', due: '2024-10-11', ladder: 'own' };
    const samr = (at: string, kind: PlannedLetter['kind'], slot: string) => letter(at, 'samr@samr.test', 'contact', kind, item('samr', slot, undefined, 'short'));
    expect(lettersOf([short], { participants })).toEqual([
      samr('2024-10-10 16:00', 'assign', 'assign'),
      samr('2024-10-12 09:00', 'overdue', 'T+1'),
      letter('2024-10-14 10:00', office, 'office', 'digest', item('samr', 'T+2', 'blue', 'short')),
      letter('2024-10-17 10:00', head, 'head', 'digest', item('samr', 'T+5', 'red', 'short')),
    ]);
  });
});
