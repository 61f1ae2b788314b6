import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda, dueNow } from '../../../campaign/line/agenda.ts';
import { amend } from '../../../campaign/line/amend.ts';
import { pack, unpack } from '../../../campaign/line/carried.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { lettersOf } from '../../../campaign/line/letters.ts';
import { outcome } from '../../../campaign/line/outcome.ts';
import { type LinePlan, keyOf } from '../../../campaign/line/plan.ts';
import { type LineState } from '../../../campaign/line/state.ts';
import { day } from '../../../campaign/time/instant.ts';
import { type LineSketch, Story, entry, ladders, lineOf, play, when } from './fixture.ts';
import { simulate } from './simulation.ts';
import { lines, worlds } from './worlds.ts';

/** The plan a line goes on with: what `from` has and the sketch has not is marked as removed, as merge.ts does. */
function revised(from: LinePlan, sketch: LineSketch): LinePlan {
  const next = lineOf(sketch);
  const known = new Set(next.tasks.map(keyOf));
  return {
    ...next, revision: from.revision + 1, rules: { ...from.rules, ...next.rules },
    tasks: [...next.tasks, ...from.tasks.filter((task) => !known.has(keyOf(task))).map((task) => ({ ...task, removed: true as const }))],
  };
}

function amended(story: Story, now: string, sketch: LineSketch): { next: LinePlan; facts: readonly Fact[]; state: LineState } {
  const next = revised(story.plan, sketch);
  const facts = amend(story.plan, next, 'd2', story.state, when(now));
  return { next, facts, state: play(story.state, facts) };
}

const due = (day: string): LineSketch => ({ tasks: { summary: { due: `${day} 17:00` } } });
const kinds = (facts: readonly Fact[]) => facts.map(({ fact }) => fact);

describe('a due time of the plan moves', () => {
  test('for an open task: a new round, and the unit is told', () => {
    const { next, facts, state } = amended(new Story(), '2024-10-08 15:00', due('2024-10-25'));
    expect(kinds(facts)).toEqual(['amended', 'dueMoved']);
    expect(state.revision).toBe(2);
    expect(state.tasks['mot/summary']).toMatchObject({ due: when('2024-10-25 17:00'), round: 1 });
    expect(dueNow(next, state, when('2024-10-08 15:00')).map(({ kind }) => kind)).toEqual(['changed']);
  });

  test('before it was assigned nobody needs to hear of it; the assignment comes as planned', () => {
    const { next, state } = amended(new Story(), '2024-09-20 15:00', due('2024-10-25'));
    expect(agenda(next, state, when('2024-09-20 15:00')).map(({ kind, slot }) => `${kind} ${slot}`).slice(0, 2))
      .toEqual(['assign assign', 'unacknowledged unacknowledged']);
  });

  test.each([
    ['2024-10-22', '2024-10-28', 'the later one granted to the unit stays'],
    ['2024-10-30', '2024-10-30', 'the later one of the plan counts'],
  ])('to %s after an extension to 10-28: %s, %s', (planned, stands) => {
    const story = new Story();
    story.at('2024-10-08 10:00', { command: 'decideExtension', unit: 'mot', task: 'summary', grant: true, until: when('2024-10-28 17:00') });
    expect(amended(story, '2024-10-09 10:00', due(planned)).state.tasks['mot/summary']?.due).toBe(when(`${stands} 17:00`));
  });

  test('an extension outlives two amendments: later, then back', () => {
    const story = new Story();
    story.at('2024-10-08 10:00', { command: 'decideExtension', unit: 'mot', task: 'summary', grant: true, until: when('2024-10-28 17:00') });
    const later = amended(story, '2024-10-09 10:00', due('2024-10-30'));
    const back = amend(later.next, { ...revised(later.next, due('2024-10-22')), revision: 3 }, 'd3', later.state, when('2024-10-10 10:00'));
    expect(play(later.state, back).tasks['mot/summary']?.due).toBe(when('2024-10-28 17:00'));
  });

  test.each<[string, (story: Story) => unknown]>([
    ['submitted', (story) => story.report('2024-10-08 10:00')],
    ['received on paper', (story) => story.at('2024-10-08 10:00', { command: 'noteReceived', unit: 'mot', task: 'summary', entry: entry('2024-10-08 10:00') })],
    ['exempt', (story) => story.at('2024-10-08 10:00', { command: 'exempt', unit: 'mot' })],
  ])('of what is %s already: it stays as it is', (_, happens) => {
    const story = new Story();
    happens(story);
    const { facts, state } = amended(story, '2024-10-09 10:00', due('2024-10-25'));
    expect(kinds(facts)).toEqual(['amended']);
    expect(state.tasks).toEqual(story.state.tasks);
  });

  test('several of one contact are told in one letter', () => {
    const two = (day: string): LineSketch => ({ tasks: { summary: { due: `${day} 17:00` }, figures: { due: `${day} 12:00` } } });
    const { next, state } = amended(new Story(two('2024-10-18')), '2024-10-08 15:00', two('2024-10-25'));
    const letters = lettersOf(dueNow(next, state, when('2024-10-08 15:00')), state);
    expect(letters.map(({ kind, items }) => [kind, items.length])).toEqual([['changed', 2]]);
  });
});

describe('tasks come and go', () => {
  const both: LineSketch = { tasks: { summary: {}, figures: { assign: '2024-10-09 09:00', due: '2024-10-25 17:00' } } };

  test('a new one is assigned on its day and counted', () => {
    const { next, facts, state } = amended(new Story(), '2024-10-08 15:00', both);
    expect(facts[0]).toMatchObject({ fact: 'amended', added: [{ key: 'mot/figures' }] });
    expect(dueNow(next, state, when('2024-10-09 09:00')).map(({ slot, task }) => `${task} ${slot}`)).toContain('figures assign');
    expect(outcome(next, state, when('2024-10-08 15:00')).figures.due).toBe(2);
  });

  test('a removed one is exempt and nothing more is sent; a reported one stays reported', () => {
    const story = new Story(both);
    story.report('2024-10-10 10:00', { task: 'figures' });
    const { next, state } = amended(story, '2024-10-11 10:00', { tasks: { other: {} } });
    expect(outcome(next, state, when('2024-10-11 10:00')).tasks.map(({ task, state: shown }) => `${task} ${shown}`))
      .toEqual(['other open', 'summary exempt', 'figures submitted']);
    expect(agenda(next, state, when('2024-10-11 10:00')).filter(({ task }) => task === 'summary')).toEqual([]);
  });

  test('a removed one that comes back is asked for again', () => {
    const gone = amended(new Story(both), '2024-10-11 10:00', { tasks: { summary: {} } });
    const next = { ...revised(gone.next, both), revision: 3 };
    const facts = amend(gone.next, next, 'd3', gone.state, when('2024-10-14 10:00'));
    const state = play(gone.state, facts);
    expect(state.tasks['mot/figures']).toMatchObject({ status: 'open', round: 1 });
    expect(state.tasks['mot/figures']).not.toHaveProperty('removed');
    expect(agenda(next, state, when('2024-10-14 10:00')).map(({ task, kind }) => `${task} ${kind}`)).toContain('figures remind');
  });

  test('what a person exempted is not opened by amending', () => {
    const story = new Story(both);
    story.at('2024-10-10 10:00', { command: 'exempt', unit: 'mot', task: 'figures' });
    const gone = amended(story, '2024-10-11 10:00', { tasks: { summary: {} } });
    const state = play(gone.state, amend(gone.next, { ...revised(gone.next, both), revision: 3 }, 'd3', gone.state, when('2024-10-14 10:00')));
    expect(state.tasks['mot/figures']?.status).toBe('exempt');
  });
});

test('a ladder with more steps in the past makes up for none of them', () => {
  const story = new Story().record({
    fact: 'letterSent', at: when('2024-09-23 09:00'), unit: 'mot', role: 'contact', on: day('2024-09-23'),
    steps: [{ key: 'mot/summary', round: 0, slot: 'assign', kind: 'assign' }],
  });
  const more = { ...ladders.peer, reminders: [-10, -8, -5, -1] };
  const now = '2024-10-09 15:00';
  const { next, state } = amended(story, now, { tasks: { summary: { ladder: more } } });
  const before = dueNow(story.plan, story.state, when(now)).map(({ slot }) => slot);
  expect(dueNow(next, state, when(now)).map(({ slot }) => slot)).toEqual(before);
  expect(state.tasks['mot/summary']?.missed).toEqual(['T-10', 'T-8']);
});

describe('whatever happened to a line before', () => {
  /** A line in the middle of its life: cancelling it stops the simulation there, and is taken back. */
  const lived = fc.tuple(worlds, fc.constantFrom('2024-09-18 11:00', '2024-10-12 09:00', '2024-10-21 16:30')).map(([{ plan, script }, at]) => {
    const earlier = script.commands.filter((each) => each.at <= when(at));
    const { state: { cancelled: now = when(at), ...state } } = simulate(plan, { ...script, commands: [...earlier, { at: when(at), command: { command: 'cancel' } }] });
    return { plan, state, now };
  });

  test('the same plan under another number changes nothing but the number', () => {
    fc.assert(fc.property(lived, ({ plan, state, now }) => {
      const facts = amend(plan, { ...plan, revision: 2 }, 'd2', state, now);
      expect(kinds(facts)).toEqual(['amended']);
      expect(play(state, facts)).toEqual({ ...state, revision: 2 });
    }), { numRuns: 60 });
  });

  test('another plan gives every task of it a state, opens nothing reported, and survives a continue-as-new', () => {
    fc.assert(fc.property(lived, lines, ({ plan, state, now }, other) => {
      const known = new Set(other.tasks.map(keyOf));
      const next: LinePlan = {
        ...plan, revision: 2, rules: { ...plan.rules, ...other.rules },
        tasks: [...other.tasks.map((task) => ({ ...task, unit: plan.line })), ...plan.tasks.filter((task) => !known.has(keyOf(task))).map((task) => ({ ...task, removed: true as const }))]
          .filter((task, index, all) => all.findIndex((each) => keyOf(each) === keyOf(task)) === index),
      };
      const after = play(state, amend(plan, next, 'd2', state, now));
      for (const task of next.tasks) {
        const own = after.tasks[keyOf(task)];
        expect(own).toBeDefined();
        const before = state.tasks[keyOf(task)];
        if (before !== undefined && before.status !== 'open') expect(own).toEqual(before);
        if (task.removed === true) expect(own?.status === 'open' && own.original === undefined).toBe(false);
      }
      const { figures } = outcome(next, after, plan.close);
      expect(figures.due).toBe(figures.onTime + figures.late + figures.exempt + figures.missing);
      expect(unpack(structuredClone(pack(after)))).toEqual(after);
    }), { numRuns: 60 });
  });

  test('what is due at once after amending was due before, or tells of it', () => {
    fc.assert(fc.property(lived, fc.subarray([-10, -8, -3, 0]), ({ plan, state, now }, more) => {
      const rules = Object.fromEntries(Object.entries(plan.rules).map(([id, rule]) => (
        [id, { ...rule, ladder: { ...rule.ladder, reminders: [...new Set([...rule.ladder.reminders, ...more])].sort((a, b) => a - b) } }])));
      const next = { ...plan, revision: 2, rules };
      const before = new Set(dueNow(plan, state, now).map(({ key, slot }) => `${key} ${slot}`));
      const after = play(state, amend(plan, next, 'd2', state, now));
      for (const { key, slot } of dueNow(next, after, now)) expect(before).toContain(`${key} ${slot}`);
    }), { numRuns: 100 });
  });
});
