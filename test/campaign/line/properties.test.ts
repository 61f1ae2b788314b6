import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dayOf } from '../../../campaign/time/instant.ts';
import { isSendingTime } from '../../../campaign/time/sendingHours.ts';
import { workingDaysBetween } from '../../../campaign/time/workingDays.ts';
import { recipientKey } from '../../../campaign/line/recipients.ts';
import { type Run, accepted, simulate, stepId } from './simulation.ts';
import { worlds } from './worlds.ts';

/** Whatever happens to whatever line. */
function always(name: string, holds: (run: Run) => void, numRuns = 150): void {
  test(name, () => {
    fc.assert(fc.property(worlds, ({ plan, script }) => { holds(simulate(plan, script)); }), { numRuns });
  });
}

/** No value twice; tells which. */
function expectUnique(values: readonly string[]): void {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
}

describe('whatever happens', () => {
  always('each step is done at most once', ({ facts }) => {
    expectUnique(facts.flatMap((fact) => {
      return fact.fact === 'letterSent' || fact.fact === 'handedToOffice' ? fact.steps.map(stepId) : [];
    }));
    // What one contact's address refused may be sent to another contact, after a delegation, and not to the same one again.
    const delegations = (unit: string, index: number) => facts.slice(0, index).filter((fact) => fact.fact === 'delegated' && fact.unit === unit).length;
    expectUnique(facts.flatMap((fact, index) => (fact.fact === 'letterRefused' && fact.role === 'contact'
      ? fact.steps.map((step) => `${stepId(step)} ${String(fact.contact)} ${String(delegations(fact.unit, index))}`) : [])));
  });

  always('no two letters share a Message-ID', (run) => {
    expectUnique(accepted(run).map(({ letter: { unit, role, at, kind } }) => [unit, role, at, kind].join('|')));
  });

  always('per task and recipient `at` strictly rises', (run) => {
    const last = new Map<string, string>();
    for (const { letter } of accepted(run)) {
      if (letter.kind === 'receipt') continue;
      for (const key of new Set(letter.items.map(({ unit, task }) => `${letter.unit}:${letter.role} ${unit}/${task}`))) {
        expect(letter.at > (last.get(key) ?? ''), `${key} ${letter.at}`).toBe(true);
        last.set(key, letter.at);
      }
    }
  });

  always('everything but receipts leaves inside sending hours', ({ events, plan }) => {
    for (const each of events) {
      if (each.event === 'office' || (each.event === 'letter' && each.letter.kind !== 'receipt')) {
        expect(isSendingTime(plan.calendar, plan.sending, each.now), each.now).toBe(true);
      }
    }
  });

  always('every item is inside its window, and no letter is of the future', ({ events }) => {
    for (const each of events) {
      if (each.event !== 'due') continue;
      for (const step of each.steps) expect(step.at <= each.now && each.now < step.until, `${step.slot} at ${each.now}`).toBe(true);
    }
  });

  always('one letter per recipient at one moment, receipts apart', ({ events }) => {
    const letters = events.flatMap((each) => (each.event === 'letter' && each.letter.kind !== 'receipt' ? [each] : []));
    expectUnique(letters.map(({ now, letter }) => `${now} ${recipientKey(letter)}`));
  });

  always('a superior is written to once a day at most', (run) => {
    const told = accepted(run).filter(({ letter }) => letter.role === 'superior' || letter.as === 'superior');
    expectUnique(told.map(({ now, letter }) => `${dayOf(now)} ${recipientKey(letter)}`));
  });

  always('nothing is chased once it was reported, until withdrawn or returned', ({ events }) => {
    const waits = new Set<string>();
    for (const each of events) {
      if (each.event === 'command') {
        for (const fact of each.facts) {
          if (fact.fact === 'reportSubmitted' || fact.fact === 'originalReceived') waits.add(fact.key);
          if (fact.fact === 'reportWithdrawn' || fact.fact === 'reportReturned') waits.delete(fact.key);
        }
      } else if (each.event === 'letter') {
        const chased = each.letter.items.filter(({ kind }) => kind === 'remind' || kind === 'overdue' || kind === 'assign' || kind === 'escalate');
        expect(chased.filter(({ unit, task }) => waits.has(`${unit}/${task}`))).toEqual([]);
      }
    }
  });

  always('at most `perTask` chasing letters about one task, over all rounds', (run) => {
    const count = new Map<string, number>();
    for (const { unit, task, kind } of accepted(run).flatMap(({ letter }) => letter.items)) {
      if (kind === 'remind' || kind === 'overdue') count.set(`${unit}/${task}`, (count.get(`${unit}/${task}`) ?? 0) + 1);
    }
    expect(Math.max(0, ...count.values())).toBeLessThanOrEqual(run.plan.perTask);
  });

  always('nobody’s superior hears of what our mail did not bring two working days before', (run) => {
    const { calendar } = run.plan;
    const arrived = new Map<string, { assigned?: Day; later?: Day }>();
    for (const { now, letter } of accepted(run)) {
      const today = dayOf(now);
      for (const { unit, task, kind, slot } of letter.items) {
        const key = `${unit}/${task}`;
        const { assigned, later } = arrived.get(key) ?? {};
        if (letter.role === 'superior' && kind === 'escalate') {
          expect(assigned !== undefined && workingDaysBetween(calendar, assigned, today) >= 2, `${key} ${slot}`).toBe(true);
          expect(later !== undefined && workingDaysBetween(calendar, later, today) >= 2, `${key} ${slot}`).toBe(true);
        }
        if (letter.role !== 'contact' || kind === 'escalate' || kind === 'review') continue;
        arrived.set(key, kind === 'assign' ? { assigned: today, ...(later === undefined ? {} : { later }) }
          : { ...(assigned === undefined ? {} : { assigned, later: later ?? today }) });
      }
    }
  });
});

test('the worlds are not all quiet: superiors are written to, mail is refused, things lapse', () => {
  const count = { superior: 0, refused: 0, lapsed: 0, missed: 0, rounds: 0, office: 0 };
  for (const { plan, script } of fc.sample(worlds, { numRuns: 150, seed: 2024 })) {
    const { events, facts } = simulate(plan, script);
    count.superior += events.filter((each) => each.event === 'letter' && each.letter.role === 'superior' && each.result === 'accepted').length;
    count.office += events.filter((each) => each.event === 'office' && each.item.reason === 'not-reached').length;
    for (const { fact } of facts) {
      count.refused += Number(fact === 'letterRefused');
      count.lapsed += Number(fact === 'stepsLapsed');
      count.missed += Number(fact === 'stepsMissed');
      count.rounds += Number(fact === 'dueMoved');
    }
  }
  for (const [what, times] of Object.entries(count)) expect(times, what).toBeGreaterThan(10);
});
