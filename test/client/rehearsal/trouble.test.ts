import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { type Timeline, nominalAt, realAt } from '../../../campaign/time/timeline.ts';
import { dayOf, fromMillis } from '../../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../../campaign/time/workingDays.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { simulate } from '../../../client/rehearsal/simulate.ts';
import { openGate } from '../../../client/rehearsal/trouble/gate.ts';
import { roomFor, stretched } from '../../../client/rehearsal/trouble/room.ts';
import { outagesOf } from '../../../client/rehearsal/trouble/trouble.ts';
import { TROUBLES } from '../../../client/rehearsal/trouble/troubles.ts';
import { campaign2024, compiled, small } from './examples.ts';

const plans: readonly (readonly [string, CampaignPlan])[] = [['the small one', compiled(small).plan], ['2024', campaign2024().plan]];

describe.each(plans)('the bad month of %s', (_, plan) => {
  it('has no mail for two working days and no worker for four, apart from each other, and before the close', () => {
    const outages = outagesOf(plan, TROUBLES);
    expect(outages.map(({ who, from, until }) => `${who} ${String(workingDaysBetween(plan.calendar, dayOf(from), dayOf(until)))}`).sort()).toEqual(['mail 2', 'worker 4']);
    const [first, second] = outages;
    expect(workingDaysBetween(plan.calendar, dayOf(first!.until), dayOf(second!.from))).toBeGreaterThanOrEqual(3);
    expect(second!.until < plan.phases.find(({ name }) => name === 'close')!.at).toBe(true);
    const planned = new Set(simulate(plan, []).flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'letterSent').map(({ at }) => dayOf(at))));
    for (const { from, until } of outages) expect([...planned].some((on) => on > dayOf(from) && on <= dayOf(until)), `letters between ${from} and ${until}`).toBe(true);
  });

  it.each([1, 7, 8, 2024])('suspends and resumes a line, exempts a participant, and silences half a province: nothing of it is refused (seed %i)', (seed) => {
    const { acts, silent } = writeScript(plan, seed, TROUBLES);
    const lines = simulate(plan, acts);
    expect(lines.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'refused'))).toEqual([]);
    const facts = (name: 'exempted' | 'suspended' | 'resumed'): string[] => lines.flatMap(({ facts: all }) => all.flatMap((fact) => (
      (fact.fact === 'exempted' || fact.fact === 'suspended' || fact.fact === 'resumed') && fact.fact === name ? [fact.key] : [])));
    const whole = (keys: readonly string[]): boolean => plan.lines.some((line) => {
      const own = line.tasks.filter((task) => task.unit === line.line && ruleOf(line, task).form === 'report').map(keyOf);
      return own.length > 0 && own.every((key) => keys.includes(key));
    });
    expect(whole(facts('exempted'))).toBe(true);
    expect(facts('suspended').length).toBeGreaterThan(0);
    expect(facts('resumed').sort()).toEqual(facts('suspended').sort());
    const province = [...plan.lines].sort((a, b) => b.units.length - a.units.length)[0]!;
    const below = province.units.slice(1).map(({ id }) => id);
    expect(below.filter((id) => silent.includes(id)).length).toBeGreaterThanOrEqual(Math.ceil(below.length / 2));
    for (const { line, deed } of acts) if ('unit' in deed && silent.includes(deed.unit)) expect(`${line} ${deed.do} ${deed.unit}`).toBe('');
  });

  it('leaves everybody else alone: the script without troubles has all their other deeds', () => {
    const [calm, bad] = [writeScript(plan, 7), writeScript(plan, 7, TROUBLES)];
    expect(bad.runners).toEqual(calm.runners);
    const touched = new Set([...calm.acts, ...bad.acts].filter(({ deed }) => deed.do === 'suspend' || deed.do === 'resume' || deed.do === 'exempt').map(({ line }) => line));
    const others = (acts: typeof calm.acts) => acts.filter(({ line, deed }) => !touched.has(line) && !('unit' in deed && bad.silent.includes(deed.unit)));
    expect(others(bad.acts)).toEqual(others(calm.acts));
  });
});

describe('the timeline of a bad month', () => {
  const timelines = fc.array(fc.record({ nominal: fc.integer({ min: 1, max: 200_000 }), real: fc.integer({ min: 0, max: 5_000 }) }), { minLength: 4, maxLength: 30 }).map((steps): Timeline => {
    let [nominal, real] = [1_700_000_000_000, 1_800_000_000_000];
    return { points: steps.map((step) => ({ nominal: nominal += step.nominal * 1000, real: real += step.real })) };
  });
  const outages = timelines.chain((timeline) => fc.tuple(fc.constant(timeline), fc.integer({ min: 1, max: timeline.points.length - 2 }), fc.integer({ min: 1, max: 60_000 })));

  it('gives an outage the real time it needs, keeps what was before, and moves what comes after', () => {
    fc.assert(fc.property(outages, ([timeline, index, ms]) => {
      const [from, until] = [timeline.points[index - 1]!, timeline.points[index + 1]!].map(({ nominal }) => fromMillis(nominal));
      const found = stretched(timeline, { from: from!, until: until! }, ms);
      const span = realAt(found, until!) - realAt(found, from!);
      expect(span).toBe(Math.max(ms, realAt(timeline, until!) - realAt(timeline, from!)));
      for (const { nominal, real } of timeline.points.filter((point) => point.nominal < timeline.points[index - 1]!.nominal)) expect(realAt(found, fromMillis(nominal))).toBe(real);
      expect(found.points.map(({ real }) => real)).toEqual(found.points.map(({ real }) => real).sort((a, b) => a - b));
      expect(found.points.at(-1)!.real - timeline.points.at(-1)!.real).toBe(span - (realAt(timeline, until!) - realAt(timeline, from!)));
    }));
  });

  it('lets a moment that is swallowed by the worker’s outage be really missed', () => {
    const plan = plans[0]![1];
    const worker = outagesOf(plan, TROUBLES).find(({ who }) => who === 'worker')!;
    const calm: Timeline = { points: [{ nominal: Date.parse('2024-09-02T09:00:00+08:00'), real: 0 }, { nominal: Date.parse('2024-11-29T17:30:00+08:00'), real: 30_000 }] };
    const bad = roomFor(calm, [worker], 3_000);
    const days = workingDaysBetween(plan.calendar, dayOf(worker.from), dayOf(worker.until));
    expect(realAt(bad, worker.until) - realAt(bad, worker.from)).toBeGreaterThan(2 * bad.lag!);
    expect(nominalAt(bad, realAt(bad, worker.until) - bad.lag!) < worker.until).toBe(true);
    expect(days).toBe(4);
  });
});

describe('the gate before the mail server', () => {
  it('passes bytes, hangs up while it is shut, cuts what is under way, and passes again', async () => {
    const server = createServer((socket) => { socket.on('error', () => undefined).pipe(socket); }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const gate = await openGate(`smtp://127.0.0.1:${String(port)}`);
    expect(gate.smtpUrl).not.toContain(`:${String(port)}`);
    const call = (): Socket => connect(Number(new URL(gate.smtpUrl).port), '127.0.0.1').on('error', () => undefined);
    const says = async (socket: Socket): Promise<string> => {
      socket.write('EHLO');
      return String((await once(socket, 'data'))[0]);
    };
    const before = call();
    expect(await says(before)).toBe('EHLO');
    gate.shut();
    await once(before, 'close');
    await once(call(), 'close');
    gate.open();
    const after = call();
    expect(await says(after)).toBe('EHLO');
    await gate.close();
    server.close();
  });
});
