import { describe, expect, test } from 'vitest';
import { overdueTasks } from '../../../campaign/line/outcome.ts';
import { Story, entry, refusal, when } from './fixture.ts';
import { live, toldFrom } from './tell.ts';

const of = { unit: 'mot', task: 'summary' } as const;
const ask = (until: string, now = '2024-10-17 15:00') => ({ command: 'requestExtension', ...of, until: when(until), entry: entry(now) }) as const;
const grant = (until?: string) => ({ command: 'decideExtension', ...of, grant: true, ...(until === undefined ? {} : { until: when(until) }) }) as const;
const deny = { command: 'decideExtension', ...of, grant: false, text: 'digest' } as const;

describe('an extension of Friday 18 October 17:00', () => {
  test.each([
    ['into the past', '2024-10-16 17:00', '不晚于现在（10月17日（周四）15:00）'], ['to this very instant', '2024-10-17 15:00', '不晚于现在'],
    ['on a Saturday off', '2024-10-19 17:00', '不是工作日，请改为工作日，例如10月21日（周一）'],
    ['after the line closes', '2024-11-01 09:00', '不早于报送截止时间（11月1日（周五）09:00）'], ['beyond the calendar', '2025-03-03 17:00', '不早于报送截止时间'],
    ['that is none', '2024-10-18 17:00', '不晚于现期限'], ['that is a shortening', '2024-10-18 09:00', '不晚于现期限'],
  ])('%s is refused, asked for or granted unasked', (_, until, why) => {
    expect(refusal(new Story().at('2024-10-17 15:00', ask(until)))).toContain(why);
    expect(refusal(new Story().at('2024-10-17 15:00', grant(until)))).toContain(why);
  });

  test('is recorded until it is decided, and acknowledges', () => {
    const story = new Story();
    story.at('2024-10-17 15:00', ask('2024-10-22 17:00'));
    expect(story.task()).toMatchObject({ round: 0, due: when('2024-10-18 17:00'), asked: { until: when('2024-10-22 17:00'), number: 1 } });
    expect(story.state.units['mot']?.acknowledged).toBe(when('2024-10-17 15:00'));
  });

  test('granted as asked opens a round; what was owed to the old one is void', () => {
    const story = new Story();
    story.at('2024-10-17 15:00', ask('2024-10-22 17:00'));
    expect(story.at('2024-10-18 10:00', grant()).map(({ fact }) => fact)).toEqual(['extensionDecided', 'dueMoved']);
    expect(story.task()).toMatchObject({ round: 1, due: when('2024-10-22 17:00'), since: when('2024-10-18 10:00'), done: [], missed: [] });
    expect(story.task().asked).toBeUndefined();
  });

  test('the organiser may grant another day, or what nobody asked for; nothing asked and no day is refused', () => {
    const story = new Story();
    story.at('2024-10-17 15:00', ask('2024-10-22 17:00'));
    story.at('2024-10-18 10:00', grant('2024-10-21 17:00'));
    expect(story.task().due).toBe(when('2024-10-21 17:00'));
    expect(refusal(story.at('2024-10-18 11:00', grant()))).toContain('没有待答复的延期申请');
    expect(refusal(story.at('2024-10-18 11:00', deny))).toContain('没有待答复的延期申请');
  });

  test('declined leaves the due time; the unit is told either way', () => {
    const run = live({}, { '2024-10-17 15:00': ask('2024-10-22 17:00'), '2024-10-17 16:00': deny });
    expect(toldFrom('10-17 12', run)[0]).toBe('10-17 16:00 mot contact extension: summary extension.0.1');
    expect(run.state.tasks['mot/summary']).toMatchObject({ round: 0, due: when('2024-10-18 17:00') });
  });

  test('of what was reported is refused', () => {
    const story = new Story();
    story.report('2024-10-17 10:00');
    expect(refusal(story.at('2024-10-17 15:00', ask('2024-10-22 17:00')))).toContain('已有材料（第1版）');
    expect(refusal(story.at('2024-10-17 15:00', grant('2024-10-22 17:00')))).toContain('已有材料');
  });

  test('does not end a suspension', () => {
    const story = new Story();
    story.at('2024-10-17 10:00', { command: 'suspend', unit: 'mot' });
    story.at('2024-10-17 15:00', grant('2024-10-22 17:00'));
    expect(story.task()).toMatchObject({ due: when('2024-10-22 17:00'), suspended: when('2024-10-17 10:00') });
  });
});

describe('while it is suspended, a task due on Friday 18 October 17:00', () => {
  // Suspended on Thursday 10 October: Friday 11, Saturday 12 and Monday 14 to Monday 21 are lost on the 21st, so it is due on the 29th.
  const suspended = () => {
    const story = new Story();
    story.at('2024-10-10 10:00', { command: 'suspend', unit: 'mot' });
    return story;
  };
  const overdue = ({ plan, state }: Story, now: string) => overdueTasks(plan, state, when(now));

  test('is late only if it would be late after resuming when it came', () => {
    expect(suspended().report('2024-10-21 10:00')).toMatchObject([{ late: false }]);
    const before = new Story();
    before.at('2024-10-21 10:00', { command: 'suspend', unit: 'mot' });
    expect(before.report('2024-10-21 15:00')).toMatchObject([{ late: true }]);
    expect(before.report('2024-10-21 16:00', { received: '2024-10-18 10:00' })).toMatchObject([{ late: false }]);
  });

  test('is not overdue; nor is what came on paper', () => {
    expect(overdue(new Story(), '2024-10-18 17:00')).toBe(0);
    expect(overdue(new Story(), '2024-10-18 17:00:01')).toBe(1);
    expect(overdue(new Story(), '2024-11-01 09:00')).toBe(0); // closed: missing
    expect(overdue(suspended(), '2024-10-21 10:00')).toBe(0);
    const paper = new Story();
    paper.at('2024-10-19 10:00', { command: 'noteReceived', ...of, entry: entry('2024-10-19 10:00', { channel: 'fax', enteredBy: 'organiser' }) });
    expect(overdue(paper, '2024-10-21 10:00')).toBe(0);
  });
});

describe('suspended and resumed, the due time moves by the working days lost', () => {
  // Suspension day < d <= resumption day.
  test.each([
    ['on the same day', '2024-10-10 10:00', '2024-10-10 16:00', '2024-10-18 17:00'],
    ['over one night', '2024-10-10 10:00', '2024-10-11 08:00', '2024-10-21 17:00'],
    ['over National Day: 9 days, one of them worked', '2024-09-30 10:00', '2024-10-08 10:00', '2024-10-21 17:00'],
    ['over the working Saturday 12 October', '2024-10-11 10:00', '2024-10-14 10:00', '2024-10-22 17:00'],
    ['begun on a Sunday off', '2024-10-13 10:00', '2024-10-14 10:00', '2024-10-21 17:00'],
  ])('%s', (_, from, to, due) => {
    const story = new Story();
    story.at(from, { command: 'suspend', unit: 'mot' });
    story.at(to, { command: 'resume', unit: 'mot' });
    expect(story.task()).toMatchObject({ due: when(due), round: due === '2024-10-18 17:00' ? 0 : 1 });
    expect(story.task().suspended).toBeUndefined();
  });

  test('meanwhile nothing is chased and nothing is missed; afterwards the unit is told the new due time', () => {
    const run = live({}, {
      '2024-10-11 10:00': { command: 'suspend', unit: 'mot', task: 'summary', why: 'digest' }, '2024-10-21 10:00': { command: 'resume', unit: 'mot', task: 'summary' },
    });
    // Lost: Saturday 12, 14–18, 21 October, seven days; due on 29 October. Its T-5 is 22, its T-1 28 October.
    expect(toldFrom('10-11', run)).toEqual([
      '10-21 10:00 mot contact changed: summary changed.1', '10-22 09:00 mot contact remind: summary T-5', '10-28 09:00 mot contact remind: summary T-1',
      '10-31 09:00 mot contact overdue: summary T+2',
    ]);
    expect(run.facts.filter(({ fact, at }) => fact === 'stepsMissed' && at < run.plan.close)).toEqual([]);
  });

  test('beyond the closing is refused; so is what is not suspended, or suspended already', () => {
    const story = new Story();
    expect(refusal(story.at('2024-10-10 10:00', { command: 'resume', unit: 'mot' }))).toContain('没有中止的事项');
    story.at('2024-10-10 10:00', { command: 'suspend', unit: 'mot' });
    expect(refusal(story.at('2024-10-10 11:00', { command: 'suspend', unit: 'mot' }))).toContain('均已中止，无需重复办理');
    expect(refusal(story.at('2024-10-31 10:00', { command: 'resume', unit: 'mot' }))).toContain('将顺延16个工作日');
    expect(story.task().suspended).toBe(when('2024-10-10 10:00'));
  });

  test('of a whole unit: the open tasks only', () => {
    const story = new Story({ tasks: { summary: {}, other: {} } });
    story.report('2024-10-10 10:00', { task: 'other' });
    expect(story.at('2024-10-10 11:00', { command: 'suspend', unit: 'mot' })).toEqual([{ fact: 'suspended', at: when('2024-10-10 11:00'), key: 'mot/summary' }]);
  });
});

describe('exempted', () => {
  test('a task is asked for no more, and counts as exempt; a reported one cannot be', () => {
    const story = new Story({ tasks: { summary: {}, other: {} } });
    story.report('2024-10-10 10:00', { task: 'other' });
    story.at('2024-10-10 11:00', { command: 'exempt', unit: 'mot', why: 'digest' });
    expect([story.task().status, story.task('mot/other').status]).toEqual(['exempt', 'submitted']);
    expect(refusal(story.at('2024-10-10 12:00', { command: 'exempt', ...of, task: 'other' }))).toContain('已有材料');
    expect(refusal(story.report('2024-10-10 12:00'))).toContain('已免报');
  });
});

describe('names', () => {
  test('an unknown unit or task is refused with the known ones, and not quoted', () => {
    const unknown = refusal(new Story().at('2024-10-10 10:00', { command: 'exempt', unit: 'canary' }));
    expect(unknown).toContain('可用的单位标识：mot');
    const task = new Story().at('2024-10-10 10:00', { command: 'exempt', unit: 'mot', task: 'canary' });
    expect(refusal(task)).toContain('可用的事项标识：summary');
    expect(JSON.stringify([unknown, task])).not.toContain('canary');
  });
  test('a cancelled line refuses everything, a second cancel too', () => {
    const story = new Story();
    story.at('2024-10-10 10:00', { command: 'cancel' });
    expect(refusal(story.at('2024-10-10 11:00', { command: 'cancel' }))).toContain('已于10月10日（周四）10:00取消');
    expect(refusal(story.report('2024-10-10 12:00'))).toContain('取消');
  });
});
