import { describe, expect, test } from 'vitest';
import type { Command } from '../../../campaign/line/commands.ts';
import type { Ladder } from '../../../campaign/line/plan.ts';
import { type LineSketch, Story, ladders, refusal, when } from './fixture.ts';
import { live, told, toldFrom } from './tell.ts';

// Overdue on T+2, Tuesday 22 October 09:00; to the superior on T+5, Friday 25 October 09:00, once a person releases it.
const sd: LineSketch = { line: 'sd', relation: 'guided', close: '2024-11-15 09:00' };
const release: Command = { command: 'release', unit: 'sd', task: 'summary' };
const ASK = '10-25 10:00 office: summary T+5.release (release)';

describe('an escalation that waits for a person', () => {
  test('released from the overdue letter on, it leaves at its own moment; nobody is asked', () => {
    expect(toldFrom('10-23', live(sd, { '2024-10-22 09:00': release }))).toEqual([
      '10-23 10:00 office: summary T+3 yellow', '10-25 09:00 sd superior escalate: summary T+5',
    ]);
  });

  test('not released, the office is asked at that day’s digest', () => expect(toldFrom('10-24', live(sd))).toEqual([ASK]));

  test.each([
    ['in the afternoon of that day', '2024-10-25 15:00', '10-28 09:00'], // Monday
    ['in the evening', '2024-10-28 20:00', '10-29 09:00'],
    ['before sending begins', '2024-10-29 07:30', '10-29 09:00'],
    ['at 09:00 sharp', '2024-10-29 09:00', '10-30 09:00'],
    ['at a weekend', '2024-10-26 12:00', '10-28 09:00'],
    ['on the fifth working day', '2024-11-01 17:30', '11-04 09:00'],
  ])('released %s, it leaves at the next sending.at', (_, at, leaves) => {
    expect(toldFrom('10-24', live(sd, { [at]: release }))).toEqual([ASK, `${leaves} sd superior escalate: summary T+5`]);
  });

  test('unreleased after five working days it lapses, and may be released no more', () => {
    const run = live(sd, { '2024-11-01 17:31': release });
    expect(toldFrom('10-24', run)).toEqual([ASK]);
    expect(run.state.tasks['sd/summary']?.lapsed).toEqual(['T+5']);
    expect(refusalOf(run.facts)).toContain('已于11月1日（周五）17:30失效');
  });

  test('a report ends it, and the question with it', () => {
    const answered = live(sd, {
      '2024-10-23 15:00': release,
      '2024-10-24 15:00': { command: 'exempt', unit: 'sd', task: 'summary' },
    });
    expect(toldFrom('10-24', answered)).toEqual([]);
  });

  test('what goes to the office anyway is not asked about', () => {
    const deaf = live(sd, {}, { mail: ['refused'] });
    expect(toldFrom('10-24', deaf)).toEqual(['10-25 10:00 office: summary T+5 red (mail-refused)']);
  });

  test('what the line would close before cannot be released', () => {
    const closing = live({ ...sd, close: '2024-10-28 09:00' }, { '2024-10-25 15:00': release });
    expect(toldFrom('10-24', closing)).toEqual([ASK]);
    expect(closing.state.tasks['sd/summary']?.lapsed).toEqual(['T+5']);
  });
});

describe('the command', () => {
  const at = (now: string, command: Command = release, sketch: LineSketch = sd) => new Story(sketch).at(now, command);
  test('is refused before the overdue letter, naming when', () => {
    expect(refusal(at('2024-10-22 08:59'))).toContain('10月22日（周二）09:00起');
    expect(at('2024-10-22 09:00')).toEqual([{ fact: 'released', at: when('2024-10-22 09:00'), key: 'sd/summary', slot: 'T+5' }]);
  });
  test('without an overdue letter on the ladder, from the due instant on', () => {
    const ladder: Ladder = { ...ladders.guided, overdue: [] };
    const sketch: LineSketch = { ...sd, tasks: { summary: { ladder } } };
    expect(refusal(at('2024-10-18 16:59', release, sketch))).toContain('10月18日（周五）17:00起');
    expect(at('2024-10-18 17:00', release, sketch)[0]?.fact).toBe('released');
  });
  test('is refused twice, after a report, and where nothing waits', () => {
    const story = new Story(sd);
    story.at('2024-10-22 10:00', release);
    expect(refusal(story.at('2024-10-22 11:00', release))).toContain('已批准');
    story.report('2024-10-22 12:00', { unit: 'sd' });
    expect(refusal(story.at('2024-10-22 13:00', release))).toContain('没有需要批准的提请');
    expect(refusal(at('2024-10-22 10:00', { ...release, unit: 'mot' }, {}))).toContain('没有须经批准才发出的提请');
    expect(refusal(at('2024-10-22 10:00', { ...release, slot: 'T+3' }))).toContain('没有须经批准才发出的提请');
  });
  test('of two rungs, releases the one whose time it is; the first lapses when the second begins', () => {
    const ladder: Ladder = { ...ladders.guided, escalation: [
      { at: 3, level: 'yellow', to: 'superior', release: true }, { at: 5, level: 'red', to: 'superior', release: true },
    ] };
    const run = live({ ...sd, tasks: { summary: { ladder } } }, { '2024-10-25 15:00': release });
    expect(toldFrom('10-23', run)).toEqual(['10-23 10:00 office: summary T+3.release (release)', ASK, '10-28 09:00 sd superior escalate: summary T+5']);
    expect(run.state.tasks['sd/summary']?.lapsed).toEqual(['T+3']);
  });
});

test('a superior hears at most once a day: what comes up at noon waits until tomorrow', () => {
  // `a` and `b` share their days; `b` is suspended on the morning of T+2 and resumed at noon of the same day.
  const samr: LineSketch = { line: 'samr', relation: 'own', tasks: { a: {}, b: {} } };
  const run = live(samr, {
    '2024-10-22 08:30': { command: 'suspend', unit: 'samr', task: 'b' }, '2024-10-22 12:00': { command: 'resume', unit: 'samr', task: 'b' },
  });
  expect(told(run).filter((each) => each.includes('superior'))).toEqual([
    '10-22 09:00 samr superior escalate: a T+2', '10-23 09:00 samr superior escalate: b T+2',
  ]);
});

function refusalOf(facts: ReturnType<typeof live>['facts']): string {
  return refusal(facts.filter(({ fact }) => fact === 'refused'));
}
