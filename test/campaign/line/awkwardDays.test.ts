import { describe, expect, test } from 'vitest';
import { dueNow, nextMoment } from '../../../campaign/line/agenda.ts';
import { passedSteps } from '../../../campaign/line/passed.ts';
import { Story, when } from './fixture.ts';

/** Due on Tuesday 8 October: T+3 is Friday the 11th; Saturday the 12th is a make-up day, its next comfortable day Monday the 14th. */
const story = (): Story => {
  const told = new Story({ tasks: { summary: { assign: '2024-09-23 09:00', due: '2024-10-08 17:00' } } });
  const now = when('2024-10-11 18:00');
  return told.record(...passedSteps(told.plan, told.state, now));
};

describe('an escalation that was kept back by an outage', () => {
  test('does not leave on a make-up day, but on the next day that is none', () => {
    const { plan, state } = story();
    expect(dueNow(plan, state, when('2024-10-12 10:00')).filter(({ kind }) => kind === 'escalate')).toEqual([]);
    expect(dueNow(plan, state, when('2024-10-14 10:00')).map(({ slot }) => slot)).toContain('T+3');
  });

  test('everything else does leave on that day', () => {
    const { plan, state } = story();
    expect(dueNow(plan, state, when('2024-10-12 09:00')).map(({ kind }) => kind)).toContain('overdue');
  });

  test('the line wakes for it when its day has come', () => {
    const { plan, state } = story();
    const [overdue] = dueNow(plan, state, when('2024-10-12 09:00'));
    const after = new Story(plan).record({ fact: 'handedToOffice', at: when('2024-10-12 09:00'), steps: [{ key: 'mot/summary', round: 0, slot: overdue!.slot, kind: 'overdue' }] });
    const rest = passedSteps(plan, after.state, when('2024-10-12 09:00'));
    after.record(...rest);
    expect(nextMoment(plan, after.state, when('2024-10-12 09:01'))).toBe(when('2024-10-14 10:00'));
  });
});
