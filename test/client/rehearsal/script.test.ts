import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { silentSteps } from '../../../campaign/definition/planLetters.ts';
import type { DoneStep, Fact } from '../../../campaign/line/facts.ts';
import { addFigures, NO_FIGURES, outcome } from '../../../campaign/line/outcome.ts';
import { keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { timeOf } from '../../../campaign/time/instant.ts';
import { isSendingTime } from '../../../campaign/time/sendingHours.ts';
import type { Script } from '../../../client/rehearsal/script/act.ts';
import { actingHours } from '../../../client/rehearsal/script/hours.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { type SimulatedLine, simulate } from '../../../client/rehearsal/simulate.ts';
import { campaign2024, compiled, small } from './examples.ts';

const { plan } = compiled(small);
const year2024 = campaign2024().plan;

/** The steps of a line that left or were handed over. */
function stepsOf(line: SimulatedLine | undefined): DoneStep[] {
  return (line?.facts ?? []).flatMap((fact: Fact): readonly DoneStep[] => (fact.fact === 'letterSent' || fact.fact === 'handedToOffice' ? fact.steps : []));
}

/** Every runner's tasks saw each step of their ladders, and nothing was said before the last of them. */
function expectWholeLadders(of: CampaignPlan, script: Script, lines: readonly SimulatedLine[]): void {
  for (const runner of script.runners) {
    const line = of.lines.find((each) => each.line === runner.line);
    const simulated = lines.find((each) => each.line === runner.line);
    if (line === undefined) throw new Error(`no line ${runner.line}`);
    const done = stepsOf(simulated).filter((step) => step.round === 0).map((step) => `${step.key} ${step.slot} ${step.level ?? ''}`);
    const planned = silentSteps(line).filter((step) => runner.tasks.includes(step.key) && step.kind !== 'call' && step.kind !== 'unacknowledged');
    expect(done).toEqual(expect.arrayContaining(planned.map((step) => `${step.key} ${step.slot} ${step.level ?? ''}`)));
  }
}

function expectSound(of: CampaignPlan, seed: number): void {
  const script = writeScript(of, seed);
  const lines = simulate(of, script.acts);
  expect(lines.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'refused'))).toEqual([]);
  const relations = new Set(of.lines.filter(({ line, tasks }) => tasks.some(({ unit }) => unit === line)).map(({ line, relation }) => (line === 'organiser' ? line : relation)));
  expect(new Set(script.runners.map(({ relation }) => relation))).toEqual(relations);
  expectWholeLadders(of, script, lines);
  expect(script.silent).toHaveLength(1);
  expect(script.acts.filter(({ deed }) => 'unit' in deed && script.silent.includes(deed.unit))).toEqual([]);
  const issued = script.acts.find(({ deed }) => deed.do === 'issueNotice');
  for (const { line, state } of lines) {
    const own = of.lines.find((each) => each.line === line);
    for (const task of own?.tasks ?? []) {
      if (own === undefined || ruleOf(own, task).form !== 'countersign') continue;
      const signed = state.tasks[keyOf(task)];
      expect(signed?.status).toBe('accepted');
      expect((signed?.submittedAt ?? '~') < (issued?.at ?? '')).toBe(true);
    }
  }
}

describe('the script', () => {
  it('runs whole ladders, is never refused and countersigns everything, whatever the seed', () => {
    for (let seed = 1; seed <= 200; seed++) expectSound(plan, seed);
  });

  it('does so for the campaign of 2024', () => {
    for (const seed of [7, 2024]) expectSound(year2024, seed);
  });

  it('is a function of plan and seed', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      expect(writeScript(plan, seed)).toEqual(writeScript(plan, seed));
    }), { numRuns: 20 });
    expect(writeScript(year2024, 1).acts).not.toEqual(writeScript(year2024, 2).acts);
  });

  it('acts in the afternoon of working days only, in order of time', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { acts } = writeScript(plan, seed);
      const { from, deciding } = actingHours(plan.sending);
      for (const { at } of acts) {
        expect(isSendingTime(plan.calendar, plan.sending, at)).toBe(true);
        expect(timeOf(at) >= from && timeOf(at) <= deciding).toBe(true);
      }
      expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort());
    }), { numRuns: 20 });
  });

  it('of 2024 shows every behaviour, and every kind of figure', () => {
    const { acts } = writeScript(year2024, 7);
    const does = new Set(acts.map(({ deed }) => (deed.do === 'report' ? `report ${deed.quality}` : deed.do)));
    expect([...does].sort()).toEqual([
      'acknowledge', 'approveSummary', 'decideExtension', 'delegate', 'exempt', 'issueNotice', 'received', 'release', 'report corrected',
      'report disagreed', 'report full', 'report nil', 'report thin', 'requestExtension', 'resume', 'review', 'suspend', 'withdraw',
    ]);
    const figures = simulate(year2024, acts).flatMap(({ line, state }) => {
      const own = year2024.lines.find((each) => each.line === line && line !== 'organiser');
      return own === undefined ? [] : [outcome(own, state, own.close).figures];
    }).reduce(addFigures, NO_FIGURES);
    expect(figures.due).toBe(figures.onTime + figures.late + figures.exempt + figures.missing);
    for (const count of [figures.onTime, figures.late, figures.exempt, figures.missing, figures.returned, figures.nil, figures.onPaper]) {
      expect(count).toBeGreaterThan(0);
    }
  });
});
