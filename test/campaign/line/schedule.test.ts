import { describe, expect, test } from 'vitest';
import type { Ladder } from '../../../campaign/line/plan.ts';
import { type Step, schedule } from '../../../campaign/line/schedule.ts';
import { type TaskState, freshTask } from '../../../campaign/line/state.ts';
import { type LineSketch, type TaskSketch, lineOf, when } from './fixture.ts';

function stepsOf(task: TaskSketch, line: LineSketch = {}, state: Partial<TaskState> = {}): readonly Step[] {
  const plan = lineOf({ ...line, tasks: { summary: task } });
  const [only] = plan.tasks;
  if (only === undefined) throw new Error('a sketch without a task');
  return schedule(plan, only, { ...freshTask(only.due), ...state });
}

/** `T+3 → organiser:office 10-23 10:00`. */
function told(steps: readonly Step[]): string[] {
  return steps.map(({ slot, to, at }) => `${slot} → ${to.unit}:${to.role} ${at.slice(5, 16).replace('T', ' ')}`);
}

const only = (ladder: Partial<Ladder>): Ladder => ({ reminders: [], overdue: [], escalation: [], ...ladder });

describe('the ladder of a summary assigned on 23 September and due on Friday 18 October 17:00', () => {
  test('of a peer: nothing to its superior', () => {
    expect(told(stepsOf({}))).toEqual([
      'assign → mot:contact 09-23 09:00', 'unacknowledged → organiser:office 09-29 10:00',
      'T-5 → mot:contact 10-12 09:00', 'T-1 → mot:contact 10-17 09:00', 'T+2 → mot:contact 10-22 09:00',
      'T+3 → organiser:office 10-23 10:00', 'T+5 → organiser:head 10-25 10:00',
    ]);
  });

  test('of a province: its superior last, and the office is asked whether to release it', () => {
    expect(told(stepsOf({}, { line: 'sd', relation: 'guided' })).slice(-3)).toEqual([
      'T+3 → organiser:office 10-23 10:00', 'T+5 → sd:superior 10-25 09:00', 'T+5.release → organiser:office 10-25 10:00',
    ]);
  });

  test('of a subordinate unit: at each escalation its participant’s contact is told instead, in the morning, unasked', () => {
    const units = [{ id: 'sd', name: '山东' }, { id: 'sd.jinan', name: '济南' }];
    expect(told(stepsOf({ unit: 'sd.jinan' }, { line: 'sd', relation: 'guided', units }))).toEqual([
      'assign → sd.jinan:contact 09-23 09:00', 'T-5 → sd.jinan:contact 10-12 09:00', 'T-1 → sd.jinan:contact 10-17 09:00',
      'T+2 → sd.jinan:contact 10-22 09:00', 'T+3 → sd:contact 10-23 09:00', 'T+5 → sd:contact 10-25 09:00',
    ]);
  });

  test('of the organiser: its head instead of a superior, no `unacknowledged`', () => {
    expect(told(stepsOf({}, { line: 'organiser', close: '2024-11-29 09:00' }))).toEqual([
      'assign → organiser:contact 09-23 09:00', 'T-5 → organiser:contact 10-12 09:00', 'T-1 → organiser:contact 10-17 09:00',
      'T+1 → organiser:contact 10-21 09:00', 'T+2 → organiser:head 10-22 10:00', 'T+5 → organiser:head 10-25 10:00',
    ]);
  });
});

describe('no escalation', () => {
  const escalated = (due: string, at = 1) => told(stepsOf(
    { assign: '2024-09-02 09:00', due, ladder: only({ escalation: [{ at, level: 'yellow', to: 'head' }] }) })).at(-1);
  test('on the working Saturday 14 September, nor on Wednesday 18 after the holiday: on Thursday 19', () => {
    expect(escalated('2024-09-13 17:30')).toBe('T+1 → organiser:head 09-19 10:00');
    expect(escalated('2024-09-13 17:30', 2)).toBe('T+2 → organiser:head 09-19 10:00');
  });
  test('on Tuesday 8 October: on Wednesday 9', () => expect(escalated('2024-09-30 17:30')).toBe('T+1 → organiser:head 10-09 10:00'));
  test('on the working Saturday 12 October: on Monday 14', () => expect(escalated('2024-10-11 17:30')).toBe('T+1 → organiser:head 10-14 10:00'));
  test('but reminders and `unacknowledged` do fall on make-up days', () => {
    expect(told(stepsOf({ due: '2024-10-14 17:30', ladder: only({ reminders: [-1] }) }))).toEqual([
      'assign → mot:contact 09-23 09:00', 'unacknowledged → organiser:office 09-29 10:00', 'T-1 → mot:contact 10-12 09:00',
    ]);
  });
  test('two that move to one day and one recipient: the later slot stands', () => {
    const ladder = only({ escalation: [{ at: 1, level: 'blue', to: 'head' }, { at: 2, level: 'red', to: 'head' }] });
    const steps = stepsOf({ assign: '2024-09-02 09:00', due: '2024-09-13 17:30', ladder });
    expect(steps.slice(2).map(({ slot, level }) => [slot, level])).toEqual([['T+2', 'red']]);
  });
  test('two that move to one day and different recipients: both stand', () => {
    const ladder = only({ escalation: [{ at: 1, level: 'blue', to: 'office' }, { at: 2, level: 'red', to: 'head' }] });
    expect(told(stepsOf({ assign: '2024-09-02 09:00', due: '2024-09-13 17:30', ladder })).slice(2)).toEqual([
      'T+1 → organiser:office 09-19 10:00', 'T+2 → organiser:head 09-19 10:00',
    ]);
  });
  test('where the overdue letter leaves: in a later round it moves on', () => {
    // Due moved to Friday 11 October: T+1 is Saturday 12, moved to Monday 14, where the overdue T+2 stands.
    const ladder = only({ overdue: [2], escalation: [{ at: 1, level: 'yellow', to: 'head' }] });
    const state = { due: when('2024-10-11 17:30'), round: 1, since: when('2024-10-09 15:00') };
    expect(told(stepsOf({ ladder }, {}, state))).toEqual(['T+2 → mot:contact 10-14 09:00', 'T+1 → organiser:head 10-15 10:00']);
  });
});

describe('what is not later than the assignment is not scheduled', () => {
  test('assigned on T-1 at 09:00, the reminders of T-5 and T-1 are left out', () => {
    expect(told(stepsOf({ assign: '2024-10-17 09:00' })).slice(0, 2)).toEqual(['assign → mot:contact 10-17 09:00', 'T+2 → mot:contact 10-22 09:00']);
  });
  test('a reminder on T is before the due instant or not at all', () => {
    const ladder = only({ reminders: [0] });
    expect(told(stepsOf({ ladder })).at(-1)).toBe('T → mot:contact 10-18 09:00');
    expect(told(stepsOf({ ladder, due: '2024-10-18 09:00' }))).not.toContain('T → mot:contact 10-18 09:00');
  });
  test('`unacknowledged` only before the due instant', () => {
    const slots = (due: string) => stepsOf({ due, ladder: only({}) }).map(({ slot }) => slot);
    expect(slots('2024-09-29 10:00')).toEqual(['assign']);
    expect(slots('2024-09-29 10:01')).toEqual(['assign', 'unacknowledged']);
  });
});

describe('a later round', () => {
  const moved = { round: 1, since: when('2024-10-17 15:00'), due: when('2024-10-24 17:00') };
  test('has no steps up to the fact that opened it', () => {
    expect(told(stepsOf({}, {}, moved))).toEqual([ // T-5 would be 17 October 09:00
      'T-1 → mot:contact 10-23 09:00', 'T+2 → mot:contact 10-28 09:00', 'T+3 → organiser:office 10-29 10:00', 'T+5 → organiser:head 10-31 10:00',
    ]);
  });
  test('opened by asking a peer to supplement has reminders only', () => {
    expect(told(stepsOf({}, {}, { ...moved, remindersOnly: true }))).toEqual(['T-1 → mot:contact 10-23 09:00']);
  });
  test('opened before the assignment still assigns', () => {
    expect(told(stepsOf({}, {}, { ...moved, since: when('2024-09-20 15:00') }))[0]).toBe('assign → mot:contact 09-23 09:00');
  });
});

describe('windows', () => {
  const ends = (steps: readonly Step[]) => Object.fromEntries(steps.map(({ slot, until }) => [slot, until.slice(5, 16).replace('T', ' ')]));
  test('end with the next step of the same task and recipient, else when the line closes; assign and remind at the due instant', () => {
    expect(ends(stepsOf({}))).toEqual({
      'assign': '10-12 09:00', 'T-5': '10-17 09:00', 'T-1': '10-18 17:00', 'T+2': '11-01 09:00',
      'unacknowledged': '10-23 10:00', 'T+3': '11-01 09:00', 'T+5': '11-01 09:00',
    });
  });
  test('of a question end when the release lapses: five working days after the step, at the end of sending', () => {
    const steps = stepsOf({ due: '2024-10-14 17:00' }, { line: 'sd', relation: 'guided' });
    expect(told(steps).at(-2)).toBe('T+5 → sd:superior 10-21 09:00');
    expect(ends(steps)).toMatchObject({ 'T+5': '11-01 09:00', 'T+5.release': '10-28 17:30', 'T+3': '11-01 09:00' });
  });
  test('without a ladder, the assignment may come until the task is due', () => {
    expect(ends(stepsOf({ ladder: only({}) }))).toMatchObject({ assign: '10-18 17:00' });
  });
  test('nothing is scheduled at or after the closing', () => {
    expect(stepsOf({}, { close: '2024-10-23 10:00' }).map(({ slot }) => slot)).toEqual(['assign', 'unacknowledged', 'T-5', 'T-1', 'T+2']);
  });
});

describe('a report that waits', () => {
  const waiting: Partial<TaskState> = { status: 'submitted', submittedAt: when('2024-10-16 15:00'), versions: 2 };
  test('asks the office five working days later, at its digest', () => {
    expect(told(stepsOf({}, {}, waiting))).toContain('review.2 → organiser:office 10-23 10:00');
  });
  test('of a subordinate unit asks its participant, in the morning', () => {
    const units = [{ id: 'sd', name: '山东' }, { id: 'sd.jinan', name: '济南' }];
    expect(told(stepsOf({ unit: 'sd.jinan' }, { line: 'sd', relation: 'guided', units }, waiting))).toContain('review.2 → sd:contact 10-23 09:00');
  });
});
