import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import { type PlannedLetter, addressOf, planLetters } from '../../../campaign/definition/planLetters.ts';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import { byTask, kindOf, roleOf } from '../../../campaign/line/letters.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import type { LetterItem } from '../../../campaign/line/letter.ts';
import type { Recipient } from '../../../campaign/line/recipients.ts';
import { schedule } from '../../../campaign/line/schedule.ts';
import { freshTask } from '../../../campaign/line/state.ts';
import { day, instant } from '../../../campaign/time/instant.ts';
import { dayFromNumber, dayNumber } from '../../../campaign/time/workingDays.ts';
import { type Script, accepted, simulate } from '../line/simulation.ts';
import { BASE, official } from './planLettersFixture.ts';

/** Small definitions of every relation, mostly sound. */
const workdays = Array.from({ length: 90 }, (_, n) => dayFromNumber(dayNumber(day('2024-07-29')) + n)).filter((on) => {
  const { holidays, makeUpDays } = official(2024) ?? { holidays: new Set(), makeUpDays: new Set() };
  const weekend = [6, 0].includes(new Date(on).getUTCDay());
  return weekend ? makeUpDays.has(on) : !holidays.has(on);
});
const slots = (all: readonly string[], most: number) => fc.subarray([...all], { maxLength: most });
const ladder = (recipients: readonly string[]) => fc.record({
  reminders: slots(['T-5', 'T-3', 'T-1', 'T'], 3), overdue: slots(['T+1', 'T+2'], 1),
  escalation: slots(['T+3', 'T+5', 'T+6'], 2).chain((chosen) => fc.tuple(...chosen.map((slot) => fc.record({
    at: fc.constant(slot), level: fc.constantFrom('blue', 'yellow', 'red'), to: fc.constantFrom(...recipients), release: fc.boolean(),
  })))),
});
const task = fc.tuple(
  fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.constantFrom('09:00', '11:00', '17:30'), fc.constantFrom('12:00', '17:00'),
  fc.constantFrom('all', 'departments', 'regions', 'organiser', ['sd.jinan', 'mot']), fc.option(fc.constantFrom('T-2', 'T-5')),
).map(([start, length, time, end, group, unitsDue]) => ({
  title: '事项', for: group, assign: `${workdays[start] ?? ''} ${time}`, due: `${workdays[start + length] ?? ''} ${end}`,
  ...(unitsDue === null || group === 'organiser' ? {} : { unitsDue }),
}));
const definitions = fc.record({
  ladders: fc.record({ peer: ladder(['office', 'head']), guided: ladder(['office', 'head', 'superior']), own: ladder(['superior', 'head']) }),
  tasks: fc.array(task, { minLength: 1, maxLength: 3 }).map((all) => all.map((each, n) => ({ id: `t${String(n)}`, ...each }))),
});

/** Every release is given as soon as it may be: when the overdue letter leaves, else when the task is due. */
function releases(plan: LinePlan): Script['commands'] {
  return plan.tasks.flatMap((each) => {
    const steps = schedule(plan, each, freshTask(each.due));
    const first = steps.find(({ kind }) => kind === 'overdue')?.at ?? each.due;
    return steps.filter(({ release }) => release === true).map(({ slot }) => (
      { at: first, command: { command: 'release', unit: each.unit, task: each.task, slot } as const }));
  }).sort((a, b) => (a.at < b.at ? -1 : 1));
}

interface Item { readonly at: PlannedLetter['at']; readonly to: Recipient; readonly item: LetterItem }

/** What leaves if the lines really run and nobody ever answers, as `plan` shows letters. */
function reallySent({ plan, roster }: Compiled): PlannedLetter[] {
  const items = plan.lines.flatMap((line): Item[] => {
    const run = simulate(line, { start: instant('2024-07-01T08:00:00+08:00'), commands: releases(line), outages: [], mail: [] });
    return [
      ...accepted(run).flatMap(({ letter }) => letter.items.map((item) => ({ at: letter.at, to: { unit: letter.unit, role: letter.role }, item }))),
      ...run.events.flatMap((each) => (each.event === 'office' ? [{ at: each.step.at, to: each.step.to, item: each.item }] : [])),
    ];
  });
  return [...Map.groupBy(items, (each) => `${each.at} ${addressOf(each.to, roster)}`).values()].flatMap((group) => {
    const sorted = group.map(({ item }) => item).sort(byTask);
    const [first] = group;
    return first === undefined ? [] : [{
      at: first.at, to: addressOf(first.to, roster), role: roleOf(first.to, sorted), kind: kindOf(first.to, sorted),
      items: sorted.map(({ unit, task: name, slot, level }) => ({ unit, task: name, slot, ...(level === undefined ? {} : { level }) })),
    }];
  }).sort((a, b) => (`${a.at} ${a.to}` < `${b.at} ${b.to}` ? -1 : 1));
}

test('with nobody answering and every release given, what is sent is what the plan says', () => {
  let sound = 0;
  let told = 0;
  fc.assert(fc.property(definitions, (parts) => {
    const budget = { perTask: 9, perWeek: 9 };
    const checked = checkDefinition([{ name: 'campaign.yaml', text: JSON.stringify({ ...BASE, ...parts, budget }) }], official);
    if (!checked.ok) return;
    const planned = planLetters(checked.compiled.plan, checked.compiled.roster);
    sound += 1;
    told += planned.filter(({ role }) => role === 'superior').length;
    expect(reallySent(checked.compiled)).toEqual(planned);
  }), { numRuns: 100 });
  expect(sound).toBeGreaterThan(50);
  expect(told).toBeGreaterThan(20);
});
