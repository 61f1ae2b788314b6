import { describe, expect, test } from 'vitest';
import { outcome } from '../../../campaign/line/outcome.ts';
import { isChased } from '../../../campaign/line/state.ts';
import { Story, entry, refusal, when } from './fixture.ts';
import { live, told, toldFrom } from './tell.ts';

const of = { unit: 'mot', task: 'summary' } as const;
const CLOSED = '2024-11-01 09:00';
const figures = (story: Story, now = CLOSED) => outcome(story.plan, story.state, when(now)).figures;
const shown = (story: Story, now: string) => outcome(story.plan, story.state, when(now)).tasks[0];

describe('late is what reached us strictly after the due instant, 18 October 17:00', () => {
  test.each([
    ['on the second', '2024-10-18 17:00', '2024-10-18 17:00', false], ['a second after', '2024-10-18 17:00:01', '2024-10-18 17:00:01', true],
    ['on paper in time, entered three days later', '2024-10-21 10:00', '2024-10-18 11:00', false],
  ])('received %s', (_, now, received, late) => {
    const story = new Story();
    expect(story.report(now, { received })).toMatchObject([{ fact: 'reportSubmitted', late }]);
    expect(story.task().first).toMatchObject({ receivedAt: when(received), late });
  });

  test('the first version counts', () => {
    const story = new Story();
    story.report('2024-10-18 10:00');
    story.report('2024-10-22 10:00');
    expect(story.task()).toMatchObject({ versions: 2, first: { late: false } });
    const late = new Story();
    late.report('2024-10-22 10:00');
    late.report('2024-10-22 11:00', { received: '2024-10-18 10:00' });
    expect(shown(late, '2024-10-22 12:00')?.late).toBe(true);
  });

  test('an original noted in time makes the content keyed in after it be in time', () => {
    const story = new Story();
    story.at('2024-10-18 15:00', { command: 'noteReceived', ...of, number: 'd', entry: entry('2024-10-18 11:00', { channel: '公文交换', enteredBy: 'organiser' }) });
    expect(story.report('2024-10-22 10:00')).toMatchObject([{ late: false }]);
    expect(story.task()).toMatchObject({ first: { receivedAt: when('2024-10-18 11:00'), late: false, onPaper: true } });
  });

  test('of two originals the earlier one counts: the paper after the fax makes nobody late', () => {
    const story = new Story();
    for (const received of ['2024-10-17 11:00', '2024-10-21 11:00']) {
      story.at('2024-10-21 15:00', { command: 'noteReceived', ...of, entry: entry(received, { channel: 'fax', enteredBy: 'organiser' }) });
    }
    expect(story.report('2024-10-22 10:00')).toMatchObject([{ late: false }]);
    expect(story.task().first?.receivedAt).toBe(when('2024-10-17 11:00'));
  });

  test('a granted extension moves it', () => {
    const story = new Story();
    story.at('2024-10-18 16:00', { command: 'decideExtension', ...of, grant: true, until: when('2024-10-22 17:00') });
    expect(story.report('2024-10-22 17:00')).toMatchObject([{ late: false }]);
  });

  test('the future is refused; late is taken until the line closes', () => {
    expect(refusal(new Story().report('2024-10-18 10:00', { received: '2024-10-18 10:00:01' }))).toContain('收到时间');
    expect(new Story().report('2024-11-01 08:59:59')).toMatchObject([{ late: true }]);
    expect(refusal(new Story().report(CLOSED))).toContain('已于11月1日（周五）09:00截止');
  });
});

describe('how a report came', () => {
  test.each([
    [{ channel: 'portal', enteredBy: 'contact' }, false], [{ channel: 'mail', enteredBy: 'contact' }, false],
    [{ channel: '公文交换', enteredBy: 'organiser' }, true], [{ channel: 'fax', enteredBy: 'lead' }, true],
  ] as const)('%j: on paper %s', (how, onPaper) => {
    const story = new Story();
    story.at('2024-10-10 10:00', { command: 'submitReport', ...of, report: 'd', nil: false, flags: [], entry: entry('2024-10-10 10:00', how) });
    expect(figures(story).onPaper).toBe(Number(onPaper));
  });

  test('nil needs no excuse: it is submitted, and counted', () => {
    const story = new Story();
    story.report('2024-10-10 10:00', { nil: true });
    expect(shown(story, '2024-10-10 11:00')?.state).toBe('submitted');
    expect(figures(story)).toMatchObject({ nil: 1, onTime: 1, missing: 0 });
  });

  test('an unticked declaration is accepted and flagged', () => {
    const story = new Story();
    story.at('2024-10-10 10:00', { command: 'submitReport', ...of, report: 'd', nil: false, flags: ['noFees'], entry: entry('2024-10-10 10:00') });
    expect(story.task()).toMatchObject({ status: 'submitted', flags: ['noFees'] });
  });

  test('an original stops the chasing, and stays open until it is keyed in; without content it is missing in the end', () => {
    const paper = { '2024-10-15 10:00': { command: 'noteReceived', ...of, entry: entry('2024-10-15 10:00', { enteredBy: 'organiser', channel: 'fax' }) } } as const;
    const run = live({}, paper);
    expect(toldFrom('10-15', run)).toEqual(['10-15 10:00 mot contact receipt: summary receipt.1']);
    expect(outcome(run.plan, run.state, when('2024-10-20 10:00')).tasks[0]?.state).toBe('open');
    expect(outcome(run.plan, run.state, when(CLOSED))).toMatchObject({ tasks: [{ state: 'missing' }], figures: { missing: 1 } });
  });
});

describe('states', () => {
  test('scheduled before the assignment, then open, submitted, accepted; missing when the line has closed', () => {
    const story = new Story();
    expect(shown(story, '2024-09-23 08:59:59')?.state).toBe('scheduled');
    expect(shown(story, '2024-09-23 09:00')?.state).toBe('open');
    expect(shown(story, CLOSED)?.state).toBe('missing');
    story.report('2024-10-10 10:00');
    expect(shown(story, '2024-10-10 10:00')?.state).toBe('submitted');
    story.at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'accept' });
    expect(shown(story, CLOSED)?.state).toBe('accepted');
  });
  test('what was returned or withdrawn is open, before the assignment too, and never missing', () => {
    const story = new Story();
    story.report('2024-09-20 10:00');
    story.at('2024-09-20 11:00', { command: 'withdrawReport', ...of, entry: entry('2024-09-20 11:00') });
    expect(shown(story, '2024-09-20 12:00')?.state).toBe('open');
    expect(shown(story, CLOSED)?.state).toBe('open');
    expect(figures(story)).toMatchObject({ due: 1, onTime: 1, missing: 0, open: 0 });
  });
});

describe('an original on paper', () => {
  const noted = (): Story => {
    const story = new Story();
    story.at('2024-10-10 10:00', { command: 'noteReceived', ...of, entry: entry('2024-10-10 10:00', { channel: 'fax', enteredBy: 'organiser' }) });
    story.report('2024-10-10 11:00');
    return story;
  };

  test('is still there when what was keyed in is withdrawn to be done again: nobody is chased', () => {
    const story = noted();
    story.at('2024-10-10 12:00', { command: 'withdrawReport', ...of, entry: entry('2024-10-10 12:00') });
    expect(story.task()).toMatchObject({ status: 'open', original: when('2024-10-10 10:00') });
    expect(isChased(story.task())).toBe(false);
  });

  test('is done with once it was reviewed: who is asked for more is reminded', () => {
    const returned = noted();
    returned.at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'return', text: 'd', due: when('2024-10-18 17:00') });
    expect(isChased(returned.task())).toBe(true);
    const accepted = noted();
    accepted.at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'accept' });
    expect(accepted.task().original).toBeUndefined();
  });
});

describe('withdrawal', () => {
  test('before review only', () => {
    const story = new Story();
    expect(refusal(story.at('2024-10-10 10:00', { command: 'withdrawReport', ...of, entry: entry('2024-10-10 10:00') }))).toContain('没有待审核的材料');
    story.report('2024-10-10 11:00');
    story.at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'accept' });
    expect(refusal(story.at('2024-10-11 11:00', { command: 'withdrawReport', ...of, entry: entry('2024-10-11 11:00') }))).toContain('已于10月11日（周五）10:00审核');
  });

  test('reopens the ladder without repeating what passed', () => {
    // Reported on 10 October, withdrawn on T-5 at noon: T-5 is not sent any more, T-1 is.
    const run = live({}, {
      '2024-10-10 10:00': { command: 'submitReport', ...of, report: 'd', nil: false, flags: [], entry: entry('2024-10-10 10:00') },
      '2024-10-12 12:00': { command: 'withdrawReport', ...of, entry: entry('2024-10-12 12:00') },
    });
    expect(told(run).filter((each) => each >= '10-10').slice(0, 2)).toEqual(['10-10 10:00 mot contact receipt: summary receipt.1', '10-17 09:00 mot contact remind: summary T-1']);
  });
});

describe('review', () => {
  const story = () => { const made = new Story(); made.report('2024-10-10 10:00'); return made; };
  const back = { command: 'reviewReport', ...of, verdict: 'return', text: 'digest' } as const;

  test('to return needs what to supplement and until when', () => {
    expect(refusal(story().at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'return', due: when('2024-10-24 17:00') }))).toContain('须写明需补充的内容');
    expect(refusal(story().at('2024-10-11 10:00', back))).toContain('新期限');
  });
  test('of an older version than the latest is refused, naming both', () => {
    const made = story();
    made.report('2024-10-10 12:00');
    expect(refusal(made.at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'accept', version: 1 }))).toContain('已有第2版，您审核的是第1版');
  });
  test('a peer asked to supplement gets reminders only', () => {
    const run = live({}, {
      '2024-10-10 10:00': { command: 'submitReport', ...of, report: 'd', nil: false, flags: [], entry: entry('2024-10-10 10:00') },
      '2024-10-14 15:00': { ...back, due: when('2024-10-24 17:00') },
    });
    expect(toldFrom('10-14', run)).toEqual([
      '10-14 15:00 mot contact returned: summary returned.1', '10-17 09:00 mot contact remind: summary T-5', '10-23 09:00 mot contact remind: summary T-1',
    ]);
    expect(run.state.tasks['mot/summary']).toMatchObject({ round: 1, remindersOnly: true, returned: 1 });
  });
  test('a province asked to supplement has its whole ladder again, even if it was suspended when it reported', () => {
    const sd = new Story({ line: 'sd', relation: 'guided' });
    sd.at('2024-10-09 10:00', { command: 'suspend', unit: 'sd' });
    sd.report('2024-10-10 10:00');
    sd.at('2024-10-11 10:00', { ...back, unit: 'sd', due: when('2024-10-24 17:00') });
    expect(sd.task()).toMatchObject({ round: 1, remindersOnly: false, due: when('2024-10-24 17:00') });
    expect(sd.task().suspended).toBeUndefined();
  });
  test('what is accepted is not reported again; a slow reviewer is chased by the office’s digest', () => {
    const made = story();
    made.at('2024-10-11 10:00', { command: 'reviewReport', ...of, verdict: 'accept' });
    expect(refusal(made.report('2024-10-12 10:00'))).toContain('已于10月11日（周五）10:00收悉');
    const slow = live({}, { '2024-10-10 10:00': { command: 'submitReport', ...of, report: 'd', nil: false, flags: [], entry: entry('2024-10-10 10:00') } });
    expect(toldFrom('10-11', slow)).toEqual(['10-16 10:00 office: summary review.1']); // 11, 12, 14, 15, 16 October
  });
});

describe('forms', () => {
  const submit = (form: 'confirm' | 'countersign' | 'proposal', disagreed: boolean) => {
    const story = new Story({ tasks: { summary: { form } } });
    story.at('2024-10-10 10:00', { command: 'submitReport', ...of, report: 'd', nil: false, flags: [], disagreed, entry: entry('2024-10-10 10:00') });
    return story.task().status;
  };
  test('confirmations and agreed countersignatures are accepted at once; a disagreed one, and a proposal, wait', () => {
    expect([submit('confirm', false), submit('countersign', false), submit('countersign', true), submit('proposal', false)])
      .toEqual(['accepted', 'accepted', 'submitted', 'submitted']);
  });
  test('what is settled by another act is not reported; settled, it is accepted and in time', () => {
    const story = new Story({ line: 'organiser', close: '2024-11-29 09:00', tasks: { summary: { settledBy: 'issueNotice' }, other: { settledBy: 'approveSummary' } } });
    expect(refusal(story.report('2024-10-10 10:00', { unit: 'organiser' }))).toContain('自动完成');
    expect(story.at('2024-10-21 10:00', { command: 'settle', by: 'issueNotice' })).toEqual([{ fact: 'settled', at: when('2024-10-21 10:00'), key: 'organiser/summary' }]);
    expect(story.at('2024-10-21 10:00', { command: 'settle', by: 'issueNotice' })).toEqual([]);
    expect(figures(story, '2024-11-29 09:00')).toMatchObject({ due: 2, onTime: 1, missing: 1 });
  });
});
