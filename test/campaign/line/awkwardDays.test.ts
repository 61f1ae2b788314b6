import { describe, expect, test } from 'vitest';
import { day } from '../../../campaign/time/instant.ts';
import { dueNow, nextMoment } from '../../../campaign/line/agenda.ts';
import { passedSteps } from '../../../campaign/line/passed.ts';
import { Story, when } from './fixture.ts';

/**
 * Due on Tuesday 8 October: T+2 is Thursday the 10th, T+3 Friday the 11th; nothing ran on either. Saturday the 12th is a make-up day,
 * its next comfortable day Monday the 14th.
 */
const story = (): Story => {
  const told = new Story({ tasks: { summary: { assign: '2024-09-23 09:00', due: '2024-10-08 17:00' } } });
  return told.record(...passedSteps(told.plan, told.state, when('2024-10-11 18:00')));
};

/** The overdue letter left on that day. */
const chased = (on: string): Story => story().record({
  fact: 'letterSent', at: when(`${on} 09:00`), unit: 'mot', role: 'contact', on: day(on), letter: when('2024-10-10 09:00'),
  steps: [{ key: 'mot/summary', round: 0, slot: 'T+2', kind: 'overdue' }],
});

const slotsAt = ({ plan, state }: Story, now: string): string[] => dueNow(plan, state, when(now)).map(({ slot }) => slot);

describe('an escalation that was kept back by an outage', () => {
  test('does not leave on a make-up day, but on the next day that is none', () => {
    expect(slotsAt(chased('2024-10-12'), '2024-10-12 10:00')).toEqual([]);
    expect(slotsAt(chased('2024-10-12'), '2024-10-14 10:00')).toContain('T+3');
  });

  test('everything else does leave on that day', () => {
    expect(slotsAt(story(), '2024-10-12 09:00')).toContain('T+2');
  });

  test('the line wakes for it when its day has come', () => {
    const { plan, state } = chased('2024-10-12');
    expect(nextMoment(plan, state, when('2024-10-12 09:01'))).toBe(when('2024-10-14 10:00'));
  });

  test('waits for the day after the overdue letter of its task, if that could not leave before either', () => {
    expect(slotsAt(story(), '2024-10-14 10:00')).toEqual(['T+2']);
    const { plan, state } = chased('2024-10-14');
    expect(nextMoment(plan, state, when('2024-10-14 10:00'))).toBe(when('2024-10-15 10:00'));
  });
});
