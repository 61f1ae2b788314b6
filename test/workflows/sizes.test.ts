import { describe, expect, it } from 'vitest';
import { dueNow } from '../../campaign/line/agenda.ts';
import { apply } from '../../campaign/line/apply.ts';
import type { Command } from '../../campaign/line/commands.ts';
import { decide } from '../../campaign/line/decide.ts';
import type { Fact } from '../../campaign/line/facts.ts';
import { doneStep, itemOf, lettersOf } from '../../campaign/line/letters.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import { isDigest } from '../../campaign/line/recipients.ts';
import { type LineState, openLine } from '../../campaign/line/state.ts';
import { type Instant, at, day, dayOf, instant } from '../../campaign/time/instant.ts';
import { dayFromNumber, dayNumber, isWorkingDay } from '../../campaign/time/workingDays.ts';
import { createClock } from '../../workflows/clock.ts';
import type { SeenUpdate } from '../../workflows/contract.ts';
import { carry, seenOf, stateOf } from '../../workflows/line/carry.ts';
import { seenUpdates } from '../../workflows/updates.ts';
import { definition } from './definition.ts';

const LIMIT = 256 * 1024;
const UNITS = 200;

const cities = Array.from({ length: UNITS - 1 }, (_, n) => `{ id: sd.city-${String(n)}, name: 某某市市场监督管理局${String(n)}, contacts: [{ mail: c${String(n)}@regions.test }] }`);
const participants = `
  - { id: sd, name: 山东省, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }], superior: { title: 分管局领导, mail: sd-leader@regions.test },
      units: [${cities.join(', ')}] }`;
const tasks = ['plan-of-activities, assign: 2024-09-09', 'interim-figures, assign: 2024-09-18', 'summary, assign: 2024-09-23']
  .map((task, n) => `
  - { id: ${task}, title: 活动总结材料${String(n)}, for: all, due: 2024-10-18 17:00, unitsDue: T-5 }`).join('');

const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const when = (text: string): Instant => instant(`${text}:00+08:00`);
const digestOf = (key: string, of: string): string => Buffer.from(`${of}${key}`.padEnd(32, '.')).toString('hex').slice(-64);

/** Everything that can happen to a task happens to every task: an extension, two versions with a return between, acceptance. */
function commands({ tasks: all }: LinePlan): { at: Instant; command: Command }[] {
  const entry = (receivedAt: Instant) => ({ channel: '公文交换', receivedAt, enteredBy: 'organiser' } as const);
  return all.flatMap(({ unit, task }, n): { at: Instant; command: Command }[] => {
    const of = { unit, task };
    const minute = String(n % 60).padStart(2, '0');
    const [one, two, three, four] = [when(`2024-09-24T14:${minute}`), when(`2024-09-24T15:${minute}`), when(`2024-10-16T14:${minute}`), when(`2024-10-24T14:${minute}`)];
    return [
      { at: one, command: { command: 'requestExtension', ...of, until: when('2024-10-21T17:00'), why: digestOf(unit, task), entry: entry(one) } },
      { at: two, command: { command: 'decideExtension', ...of, grant: true } },
      { at: three, command: { command: 'submitReport', ...of, report: digestOf(unit, `${task}1`), nil: false, flags: ['undeclared:noFees'], entry: entry(three) } },
      { at: when(`2024-10-17T14:${minute}`), command: { command: 'reviewReport', ...of, verdict: 'return', text: digestOf(unit, `${task}2`), due: when('2024-10-25T17:00') } },
      { at: four, command: { command: 'submitReport', ...of, report: digestOf(unit, `${task}3`), nil: false, flags: ['undeclared:noFees'], entry: entry(four) } },
      { at: when(`2024-10-25T14:${minute}`), command: { command: 'reviewReport', ...of, verdict: 'accept' } },
    ];
  });
}

/** The line, day by day: letters in the morning, all accepted, then what people do. */
function live(plan: LinePlan, given: readonly { at: Instant; command: Command }[]): { state: LineState; seen: SeenUpdate[]; refused: number } {
  let state = openLine(plan);
  let refused = 0;
  const seen = seenUpdates([]);
  const record = (facts: readonly Fact[]): void => { state = facts.reduce(apply, state); };
  const days = Map.groupBy(given, (each) => dayOf(each.at));
  for (let n = dayNumber(day('2024-09-09')); n < dayNumber(dayOf(plan.close)); n += 1) {
    const on = dayFromNumber(n);
    if (!isWorkingDay(plan.calendar, on)) continue;
    for (const now of [at(on, '09:00'), at(on, '10:00'), at(on, '17:00')]) {
      const due = dueNow(plan, state, now);
      const steps = due.filter(({ to }) => isDigest(to)).map((step) => doneStep(itemOf(step, state)));
      if (steps.length > 0) record([{ fact: 'handedToOffice', at: now, steps }]);
      for (const { unit, role, at: letter, items } of lettersOf(due.filter(({ to }) => !isDigest(to)), state)) {
        if (role === 'contact' || role === 'superior') record([{ fact: 'letterSent', at: now, unit, role, on, letter, steps: items.map(doneStep) }]);
      }
    }
    for (const { at: entered, command } of days.get(on) ?? []) {
      const facts = decide(plan, state, command, entered);
      record(facts);
      refused += facts.filter(({ fact }) => fact === 'refused').length;
      const key = 'task' in command ? `${command.unit}/${command.task ?? ''}` : command.command;
      const own = state.tasks[key];
      const id = `${digestOf(key, entered).slice(-32)}-${entered.slice(11, 16)}`;
      seen.keep({ id, key, answer: { at: entered, facts: facts.map(({ fact }) => fact), key, ...(own === undefined ? {} : { receipts: own.receipts, due: own.due }) } });
    }
  }
  return { state, seen: [...seen.all()], refused };
}

describe(`a line of ${String(UNITS)} units with three tasks each`, () => {
  const plan = definition('quality-month-2024', { participants, tasks }).compiled.plan.lines[0]!;
  const carriedBy = ({ state, seen }: Pick<ReturnType<typeof live>, 'state' | 'seen'>) => carry({
    state, seen: seenUpdates(seen), clock: createClock(null), number: 100, unreported: [], amending: [],
  } as unknown as Parameters<typeof carry>[0], { chunk: 'a'.repeat(64), count: 10_000 });

  it('has a plan far below what the server takes in one piece', () => {
    expect(plan.tasks).toHaveLength(3 * UNITS);
    expect(size(plan)).toBeLessThan(LIMIT);
  });

  it.each([['nobody answered', []], ['everything happened to every task', commands(plan)]] as const)('carries on less than 256 KiB after %s', (_, given) => {
    const lived = live(plan, given);
    expect(lived.refused).toBe(0);
    const carried = carriedBy(lived);
    console.log(`carried: state ${String(size(carried.state))}, updates seen ${String(size(carried.seen))}, plan ${String(size(plan))} bytes`);
    expect(size(carried)).toBeLessThan(LIMIT);
  });

  it('carries on what it was, to the letter', () => {
    const lived = live(plan, commands(plan));
    const read: ReturnType<typeof carriedBy> = JSON.parse(JSON.stringify(carriedBy(lived))) as ReturnType<typeof carriedBy>;
    expect(stateOf(read)).toEqual(lived.state);
    expect(seenOf(read)).toEqual(lived.seen);
  });
});
