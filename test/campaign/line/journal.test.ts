import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda } from '../../../campaign/line/agenda.ts';
import { decide } from '../../../campaign/line/decide.ts';
import { outcome } from '../../../campaign/line/outcome.ts';
import { keyOf } from '../../../campaign/line/plan.ts';
import { schedule } from '../../../campaign/line/schedule.ts';
import { type LineState, openLine } from '../../../campaign/line/state.ts';
import { play } from './fixture.ts';
import { type Run, simulate, stepId } from './simulation.ts';
import { commands, lines, worlds } from './worlds.ts';

const carried = (state: LineState): LineState => JSON.parse(JSON.stringify(state)) as LineState;

/** Every step that stood in a schedule at some time, by the states the line went through. */
function everScheduled({ plan, facts }: Run): Map<string, { round: number; key: string; slot: string }> {
  const found = new Map<string, { round: number; key: string; slot: string }>();
  let state = openLine(plan);
  for (const fact of [undefined, ...facts]) {
    if (fact !== undefined) state = play(state, [fact]);
    for (const task of plan.tasks) {
      const own = state.tasks[keyOf(task)];
      if (own === undefined) continue;
      for (const step of schedule(plan, task, own)) found.set(stepId(step), step);
    }
  }
  return found;
}

/** Every step that is done, missed or lapsed, and those that were so twice. What an address refused may go to the next contact, once there is one. */
function settledSteps({ plan, facts }: Run): { readonly over: ReadonlySet<string>; readonly twice: readonly string[] } {
  const ever = new Set<string>();
  let over: { readonly id: string; readonly refusedBy?: string }[] = [];
  let state = openLine(plan);
  for (const fact of facts) {
    if (fact.fact === 'delegated') over = over.filter(({ refusedBy }) => refusedBy !== fact.unit);
    if (fact.fact === 'handedToOffice' || fact.fact === 'letterSent' || fact.fact === 'stepsMissed' || fact.fact === 'stepsLapsed') {
      over.push(...fact.steps.map((step) => ({ id: stepId(step) })));
    }
    // Unless the contact changed while the letter was on its way.
    if (fact.fact === 'letterRefused' && fact.role === 'contact' && (fact.contact === undefined || fact.contact === (state.units[fact.unit]?.contact ?? null))) {
      over.push(...fact.steps.map((step) => ({ id: stepId(step), refusedBy: fact.unit })));
    }
    for (const { id } of over) ever.add(id);
    state = play(state, [fact]);
  }
  const ids = over.map(({ id }) => id);
  return { over: ever, twice: ids.filter((id, index) => ids.indexOf(id) !== index) };
}

describe('for all journals', () => {
  test('any cut, with the state carried over as text, gives the same state', () => {
    fc.assert(fc.property(worlds, fc.array(fc.nat(), { maxLength: 4 }), ({ plan, script }, cuts) => {
      const { facts, state } = simulate(plan, script);
      const places = [...new Set(cuts.map((cut) => cut % (facts.length + 1)))].sort((a, b) => a - b);
      let lifted = openLine(plan);
      let from = 0;
      for (const to of [...places, facts.length]) {
        lifted = carried(play(lifted, facts.slice(from, to)));
        from = to;
      }
      expect(lifted).toStrictEqual(state);
      expect(JSON.parse(JSON.stringify(facts))).toStrictEqual(facts);
    }), { numRuns: 100 });
  });

  test('the agenda holds only the last round of each task', () => {
    fc.assert(fc.property(worlds, ({ plan, script }) => {
      for (const each of simulate(plan, script).events) {
        if (each.event !== 'due') continue;
        for (const step of agenda(plan, each.state, each.now)) expect(step.round).toBe(each.state.tasks[step.key]?.round);
      }
    }), { numRuns: 60 });
  });

  test('done, missed, lapsed, void: every step ever scheduled is one of them in the end, and none is two', () => {
    fc.assert(fc.property(worlds, ({ plan, script }) => {
      const run = simulate(plan, script);
      const { over, twice } = settledSteps(run);
      expect(twice).toEqual([]);
      if (run.state.cancelled !== undefined) return;
      // What is left was taken back: an older round, or the unit answered; nothing waits when the line has closed.
      for (const [id, step] of everScheduled(run)) {
        if (over.has(id)) continue;
        const own = run.state.tasks[step.key];
        const task = plan.tasks.find((each) => keyOf(each) === step.key);
        if (own === undefined || task === undefined || step.round < own.round) continue;
        const stands = schedule(plan, task, own).some(({ slot }) => slot === step.slot);
        const asked = own.status === 'open' && own.original === undefined && own.suspended === undefined;
        const unanswered = asked && step.slot !== 'unacknowledged' && !step.slot.endsWith('.release');
        expect(stands && unanswered, id).toBe(false);
      }
    }), { numRuns: 100 });
  });

  test('due = onTime + late + exempt + missing once the line has closed; before, what is open is counted apart', () => {
    fc.assert(fc.property(worlds, ({ plan, script }) => {
      const { state, events } = simulate(plan, script);
      const { tasks, figures } = outcome(plan, state, plan.close);
      expect(figures.due).toBe(plan.tasks.length);
      expect(figures.onTime + figures.late + figures.exempt + figures.missing).toBe(figures.due);
      expect(figures.open).toBe(0);
      expect(tasks.filter((task) => task.state === 'missing').length).toBe(figures.missing);
      for (const each of events) {
        const now = outcome(plan, each.event === 'command' ? each.before : state, each.now).figures;
        expect(now.onTime + now.late + now.exempt + now.missing + now.open).toBe(now.due);
      }
    }), { numRuns: 60 });
  });
});

describe('for all commands', () => {
  test('the answer is facts or one refusal; a refused command changes nothing', () => {
    fc.assert(fc.property(worlds, ({ plan, script }) => {
      for (const each of simulate(plan, script).events) {
        if (each.event !== 'command') continue;
        const refused = each.facts.some(({ fact }) => fact === 'refused');
        expect(refused ? each.facts.length : 1).toBe(1);
        if (refused) expect(play(each.before, each.facts)).toBe(each.before);
        expect(each.facts.every(({ at }) => at === each.now)).toBe(true);
      }
    }), { numRuns: 100 });
  });

  test('after the closing everything is refused, with the day on which it closed', () => {
    fc.assert(fc.property(lines.chain((plan) => commands(plan).map((command) => ({ plan, command }))), ({ plan, command }) => {
      const [fact, ...more] = decide(plan, openLine(plan), command, plan.close);
      expect(more).toEqual([]);
      expect(fact).toMatchObject({ fact: 'refused', command: command.command });
      expect(fact?.fact === 'refused' && fact.why).toContain('11月15日（周五）09:00截止');
    }), { numRuns: 60 });
  });
});
