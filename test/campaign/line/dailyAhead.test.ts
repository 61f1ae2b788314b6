import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dailyAhead } from '../../../campaign/line/dailyAhead.ts';
import { apply } from '../../../campaign/line/apply.ts';
import { openLine } from '../../../campaign/line/state.ts';
import { wordsOf } from '../../../campaign/line/words.ts';
import { day, dayOf } from '../../../campaign/time/instant.ts';
import { isWorkingDay } from '../../../campaign/time/workingDays.ts';
import { Story, entry, when } from './fixture.ts';
import { simulate } from './simulation.ts';
import { worlds } from './worlds.ts';

describe('what is ahead, day by day', () => {
  test('letters count once however many items they have, office items each; what a person must release first does not', () => {
    const { plan, state } = new Story({
      line: 'sd', relation: 'guided', units: [{ id: 'sd', name: 'sd' }, { id: 'sd.a', name: 'sd.a' }],
      tasks: { summary: {}, cases: {}, report: { unit: 'sd.a', due: '2024-10-18 17:00' } },
    });
    const contacts = { role: 'contact', count: 2 };
    expect(dailyAhead(plan, state, when('2024-09-20 12:00'))).toEqual([
      { day: '2024-09-23', kind: 'assign', ...contacts },
      { day: '2024-09-29', kind: 'digest', role: 'office', count: 2 }, // no word yet
      { day: '2024-10-12', kind: 'remind', ...contacts },
      { day: '2024-10-17', kind: 'remind', ...contacts },
      { day: '2024-10-22', kind: 'overdue', ...contacts },
      { day: '2024-10-23', kind: 'escalate', role: 'superior', count: 1 }, // of sd.a its participant hears
      { day: '2024-10-23', kind: 'digest', role: 'office', count: 2 },
      { day: '2024-10-25', kind: 'escalate', role: 'superior', count: 1 },
      { day: '2024-10-25', kind: 'digest', role: 'office', count: 2 }, // the question whether to release
    ]);
  });

  test('what waits for the next opening counts on its day', () => {
    const story = new Story();
    const step = { key: 'mot/summary', round: 0, slot: 'assign', kind: 'assign' } as const;
    story.record({ fact: 'letterSent', at: when('2024-09-23 09:00'), on: day('2024-09-23'), unit: 'mot', role: 'contact', steps: [step] });
    story.at('2024-09-25 18:00', { command: 'requestExtension', unit: 'mot', task: 'summary', until: when('2024-10-25 17:00'), entry: entry('2024-09-25 18:00') });
    story.at('2024-09-25 18:01', { command: 'decideExtension', unit: 'mot', task: 'summary', grant: false });
    const ahead = dailyAhead(story.plan, story.state, when('2024-09-25 18:02'));
    expect(ahead.filter(({ kind }) => kind === 'extension')).toEqual([{ day: '2024-09-26', kind: 'extension', role: 'contact', count: 1 }]);
  });

  test('is on working days before the line closes, whatever happened', () => {
    fc.assert(fc.property(worlds, fc.double({ min: 0, max: 1, noNaN: true }), ({ plan, script }, part) => {
      const { facts } = simulate(plan, script);
      const cut = facts.slice(0, Math.floor(facts.length * part));
      const now = cut.at(-1)?.at ?? script.start;
      const ahead = dailyAhead(plan, cut.reduce(apply, openLine(plan)), now);
      for (const { day: on, kind, count } of ahead) {
        expect(count).toBeGreaterThan(0);
        expect(on >= dayOf(now) && on <= dayOf(plan.close)).toBe(true);
        expect(kind === 'receipt' || isWorkingDay(plan.calendar, on)).toBe(true);
      }
      expect(new Set(ahead.map(({ day: on, kind, role }) => `${on} ${kind} ${role}`)).size).toBe(ahead.length);
    }), { numRuns: 200 });
  });
});

describe('a unit’s word', () => {
  const known = (story: Story, now: string) => wordsOf(story.plan, story.state, when(now))[0];

  test('acknowledges what was assigned before it, not what comes later', () => {
    const story = new Story({ tasks: { first: {}, second: { assign: '2024-10-08 09:00' } } });
    expect(known(story, '2024-09-24 09:00')).toEqual({ unit: 'mot', acknowledged: false });
    story.at('2024-09-24 10:00', { command: 'acknowledge', unit: 'mot', entry: entry('2024-09-24 10:00') });
    expect(known(story, '2024-09-24 11:00')).toEqual({ unit: 'mot', acknowledged: true, lastWord: when('2024-09-24 10:00') });
    expect(known(story, '2024-10-08 09:00')).toMatchObject({ acknowledged: false, lastWord: when('2024-09-24 10:00') });
  });

  test('an address that refuses is named', () => {
    const story = new Story();
    story.record({ fact: 'letterRefused', at: when('2024-09-23 09:00'), unit: 'mot', role: 'contact', callAt: when('2024-09-23 10:00'), steps: [{ key: 'mot/summary', round: 0, slot: 'assign', kind: 'assign' }] });
    expect(known(story, '2024-09-23 09:00')).toEqual({ unit: 'mot', acknowledged: false, refusing: true });
  });
});
