import { describe, expect, test } from 'vitest';
import { agenda, dueNow } from '../../../campaign/line/agenda.ts';
import { callsIn } from '../../../campaign/line/calls.ts';
import { doneStep, itemOf } from '../../../campaign/line/letters.ts';
import { waitingIn } from '../../../campaign/line/waiting.ts';
import { type LineSketch, Story, entry, when } from './fixture.ts';
import { live } from './tell.ts';

const guided: LineSketch = { line: 'sd', relation: 'guided', close: '2024-11-15 09:00' };
const province: LineSketch = {
  ...guided, units: [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'sd.a' }, { id: 'sd.b', name: 'sd.b' }],
  tasks: { summary: {}, cities: { unit: 'sd.a', due: '2024-10-11 17:00' }, towns: { unit: 'sd.b', due: '2024-10-11 17:00' } },
};
const slots = (story: Story, now: string) => agenda(story.plan, story.state, when(now)).map(({ slot }) => slot);

describe('a letter struck from tomorrow’s list', () => {
  test('is missed: it is not tried again, the ladder goes on', () => {
    const story = new Story();
    const [assign] = dueNow(story.plan, story.state, when('2024-09-23 09:00'));
    story.record({ fact: 'stepsStruck', at: when('2024-09-23 09:00'), why: 'w', steps: [{ key: assign!.key, round: 0, slot: assign!.slot }] });
    expect(story.task().missed).toEqual(['assign']);
    expect(dueNow(story.plan, story.state, when('2024-09-23 09:05'))).toEqual([]);
    expect(slots(story, '2024-09-23 09:05')).toEqual(['unacknowledged', 'T-5', 'T-1', 'T+2', 'T+3', 'T+5']);
  });

  test('an answer that was struck is owed no more; one of an older round changes nothing', () => {
    const story = new Story();
    story.report('2024-09-24 18:00');
    story.at('2024-09-24 18:10', { command: 'reviewReport', unit: 'mot', task: 'summary', verdict: 'accept' });
    expect(slots(story, '2024-09-24 19:00')).toContain('accepted.1');
    story.record({ fact: 'stepsStruck', at: when('2024-09-25 09:00'), why: 'w', steps: [{ key: 'mot/summary', round: 0, slot: 'accepted.1' }] });
    expect(slots(story, '2024-09-25 09:00')).not.toContain('accepted.1');
    const before = story.state;
    story.record({ fact: 'stepsStruck', at: when('2024-09-25 09:00'), why: 'w', steps: [{ key: 'mot/summary', round: 7, slot: 'T-5' }] });
    expect(story.state).toEqual(before);
  });
});

describe('what waits for a person', () => {
  test('a report for its review, since it came; of a unit below for its participant', () => {
    const story = new Story(province);
    story.report('2024-10-08 14:00', { unit: 'sd.a', task: 'cities' });
    story.report('2024-10-09 14:00');
    expect(waitingIn(story.plan, story.state, when('2024-10-10 09:00'))).toEqual([
      { unit: 'sd.a', task: 'cities', what: 'review', since: when('2024-10-08 14:00'), who: 'participant', until: when('2024-10-14 10:00') },
      { unit: 'sd', task: 'summary', what: 'review', since: when('2024-10-09 14:00'), who: 'office', until: when('2024-10-15 10:00') },
    ]);
    story.at('2024-10-10 10:00', { command: 'reviewReport', unit: 'sd', task: 'summary', verdict: 'accept' });
    expect(waitingIn(story.plan, story.state, when('2024-10-10 11:00')).map(({ unit }) => unit)).toEqual(['sd.a']);
  });

  test('a request for more time, until it is answered', () => {
    const story = new Story();
    const of = { unit: 'mot', task: 'summary' };
    story.at('2024-10-08 14:00', { command: 'requestExtension', ...of, until: when('2024-10-22 17:00'), entry: entry('2024-10-08 14:00') });
    expect(waitingIn(story.plan, story.state, when('2024-10-09 09:00'))).toEqual([{ ...of, what: 'extension', since: when('2024-10-08 14:00'), who: 'office' }]);
    story.at('2024-10-09 14:00', { command: 'decideExtension', ...of, grant: true });
    expect(waitingIn(story.plan, story.state, when('2024-10-09 15:00'))).toEqual([]);
  });

  test('an escalation for its release, from the overdue letter until it lapses', () => {
    const { plan, state } = live(guided);
    const open = live({ ...guided, close: '2024-10-28 09:00' });
    expect(waitingIn(open.plan, { ...open.state, tasks: { 'sd/summary': { ...open.state.tasks['sd/summary']!, lapsed: [] } } }, when('2024-10-25 10:00')))
      .toEqual([{ unit: 'sd', task: 'summary', what: 'release', since: when('2024-10-22 09:00'), who: 'office', until: when('2024-10-28 09:00') }]);
    expect(waitingIn(plan, state, when('2024-11-05 09:00'))).toEqual([]);
  });
});

describe('whom to call', () => {
  const sent = (story: Story, now: string) => {
    for (const step of dueNow(story.plan, story.state, when(now)).filter(({ to }) => to.role === 'contact')) {
      story.record({ fact: 'letterSent', at: when(now), unit: step.to.unit, role: 'contact', on: when(now).slice(0, 10) as never, steps: [doneStep(itemOf(step, story.state))] });
    }
  };

  test('nobody while nothing is late', () => {
    const story = new Story(province);
    sent(story, '2024-09-23 09:00');
    expect(callsIn(story.plan, story.state, when('2024-09-24 09:00'))).toEqual([]);
  });

  test('who has said nothing for five working days, until any word', () => {
    const story = new Story();
    expect(callsIn(story.plan, story.state, when('2024-09-27 17:00'))).toEqual([]);
    expect(callsIn(story.plan, story.state, when('2024-09-29 10:00'))).toMatchObject([{ unit: 'mot', unacknowledged: [{ task: 'summary' }], overdue: [], level: null, refused: false }]);
    story.at('2024-09-30 11:00', { command: 'acknowledge', unit: 'mot', entry: entry('2024-09-30 11:00') });
    expect(callsIn(story.plan, story.state, when('2024-09-30 12:00'))).toEqual([]);
  });

  test('whose task is overdue, with the highest level sent, and how many below; not the units below themselves', () => {
    const story = new Story(province);
    story.record({ fact: 'handedToOffice', at: when('2024-10-23 10:00'), steps: [{ key: 'sd/summary', round: 0, slot: 'T+3', kind: 'escalate', level: 'yellow' }] });
    expect(callsIn(story.plan, story.state, when('2024-10-23 11:00'))).toEqual([{
      unit: 'sd', level: 'yellow', overdue: [{ task: 'summary', due: when('2024-10-18 17:00') }], unacknowledged: [], refused: false, superiorRefused: false, below: 2,
    }]);
    story.report('2024-10-23 14:00');
    expect(callsIn(story.plan, story.state, when('2024-10-23 15:00'))).toEqual([]);
  });

  test('whose address refuses, a unit below too, with the card of a delegated contact', () => {
    const story = new Story(province);
    story.at('2024-09-24 09:00', { command: 'delegate', unit: 'sd.a', contact: 'card', entry: entry('2024-09-24 09:00') });
    story.record({ fact: 'letterRefused', at: when('2024-09-30 09:00'), unit: 'sd.a', role: 'contact', callAt: when('2024-09-30 10:00'),
      steps: [{ key: 'sd.a/cities', round: 0, slot: 'T-5', kind: 'remind' }] });
    const calls = callsIn(story.plan, story.state, when('2024-09-30 11:00'));
    expect(calls.find(({ unit }) => unit === 'sd.a')).toMatchObject({ refused: true, contact: 'card', overdue: [] });
  });

  test('nobody of the organiser’s own line, nor after the line has closed', () => {
    const own = new Story({ line: 'organiser', tasks: { notice: { due: '2024-10-08 17:00' } } });
    expect(callsIn(own.plan, own.state, when('2024-10-20 09:00'))).toEqual([]);
    const closed = new Story();
    expect(callsIn(closed.plan, closed.state, closed.plan.close)).toEqual([]);
  });
});
