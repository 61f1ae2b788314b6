import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { type Timeline, nominalAt, realAt } from '../../../campaign/time/timeline.ts';
import { dayOf, fromMillis } from '../../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../../campaign/time/workingDays.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { simulate } from '../../../client/rehearsal/simulate.ts';
import { openGate } from '../../../client/rehearsal/trouble/gate.ts';
import { roomFor, stretched } from '../../../client/rehearsal/trouble/room.ts';
import type { Original } from '../../../client/rehearsal/trouble/amendments.ts';
import { JOINING } from '../../../client/rehearsal/trouble/edits.ts';
import { expectedOf } from '../../../client/rehearsal/figures/expected.ts';
import { badMonth } from '../../../client/rehearsal/trouble/month.ts';
import { outagesOf } from '../../../client/rehearsal/trouble/outages.ts';
import { provinceOf } from '../../../client/rehearsal/trouble/parts.ts';
import { playedIn } from '../../../client/rehearsal/trouble/played.ts';
import { TROUBLES } from '../../../client/rehearsal/trouble/troubles.ts';
import { twoParticipants } from '../twoParticipants.ts';
import { campaign2024, compiled, files2024, small } from './examples.ts';

const month2024: Original = { compiled: campaign2024(), files: files2024 };
const originals: readonly (readonly [string, Original, readonly number[]])[] = [['the small one', originalOf(small), [1, 7, 8, 9, 2024]], ['2024', month2024, [7, 2024]]];

function originalOf(text: string): Original {
  return { compiled: compiled(text), files: [{ name: 'campaign.yaml', text }] };
}

/** A bad month by the rules alone, worked out once. */
function played(original: Original, seed: number): ReturnType<typeof play> {
  const known = months.get(original) ?? new Map<number, ReturnType<typeof play>>();
  months.set(original, known);
  const found = known.get(seed) ?? play(original, seed);
  known.set(seed, found);
  return found;
}

const months = new Map<Original, Map<number, ReturnType<typeof play>>>();

function play(original: Original, seed: number) {
  const { plan } = original.compiled;
  const month = badMonth(original, seed);
  const script = writeScript(plan, seed, { month, troubles: TROUBLES });
  return { month, script, lines: simulate(plan, script.acts, month.revisions), plans: [plan, ...month.revisions.map((revision) => revision.plan)] };
}

function namesOf(facts: readonly Fact[], key: string): string[] {
  return facts.flatMap((fact) => ('key' in fact && fact.key === key ? [fact.fact] : []));
}

describe.each(originals)('the bad month of %s', (_, original, seeds) => {
  const { plan } = original.compiled;

  it('has no mail for two working days and no worker for four, apart from each other, and before the close', () => {
    const outages = outagesOf(plan);
    expect(outages.map(({ who, from, until }) => `${who} ${String(workingDaysBetween(plan.calendar, dayOf(from), dayOf(until)))}`).sort()).toEqual(['mail 2', 'worker 4']);
    const [first, second] = outages;
    expect(workingDaysBetween(plan.calendar, dayOf(first!.until), dayOf(second!.from))).toBeGreaterThanOrEqual(3);
    expect(second!.until < plan.phases.find(({ name }) => name === 'close')!.at).toBe(true);
    const planned = new Set(simulate(plan, []).flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'letterSent').map(({ at }) => dayOf(at))));
    for (const { from, until } of outages) expect([...planned].some((on) => on > dayOf(from) && on <= dayOf(until)), `letters between ${from} and ${until}`).toBe(true);
  });

  it.each(seeds)('has everything in it, nothing of which is refused, and figures that add up (seed %i)', (seed) => {
    const { month, script, lines, plans } = played(original, seed);
    expect(playedIn(month, script.acts).filter((name) => name.includes('未发生'))).toEqual([]);
    expect(lines.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'refused'))).toEqual([]);
    const { due, onTime, late, exempt, missing } = expectedOf(plans, lines).reports;
    expect(due).toBe(onTime + late + exempt + missing);
  });

  it.each(seeds)('is a sound campaign in all its revisions: somebody joins, a due time moves, then somebody goes (seed %i)', (seed) => {
    const { month: { revisions }, lines } = played(original, seed);
    expect(revisions.map((revision) => revision.plan.revision)).toEqual([2, 3]);
    const [first, second] = revisions;
    const joined = lines.find(({ line }) => line === JOINING.id)!;
    expect(joined.facts.some(({ fact }) => fact === 'reportSubmitted')).toBe(true);
    expect(joined.facts.every(({ at }) => at > first!.at)).toBe(true);
    const moved = first!.plan.lines.flatMap(({ tasks }) => tasks.filter((task) => dueIn(plan, task) !== undefined && dueIn(plan, task) !== task.due));
    expect(moved.length).toBeGreaterThan(0);
    for (const task of moved) expect(task.due > dueIn(plan, task)!).toBe(true);
    const gone = lines.find(({ line }) => line === second!.removed)!;
    const left = second!.plan.lines.find(({ line }) => line === second!.removed)!;
    const exempted = left.tasks.filter((task) => namesOf(gone.facts, keyOf(task)).includes('exempted'));
    expect(exempted.length).toBeGreaterThan(0);
    for (const task of exempted) expect(gone.state.tasks[keyOf(task)]?.status).toBe('exempt');
  });

  it.each(seeds)('suspends one line whole and resumes it, exempts a participant, silences half a province (seed %i)', (seed) => {
    const { script: { acts, silent }, lines, month } = played(original, seed);
    const facts = (name: Fact['fact']): string[] => lines.flatMap(({ facts: all }) => all.flatMap((fact) => ('key' in fact && fact.fact === name ? [fact.key] : [])));
    expect(new Set(facts('suspended').map((key) => key.split('/')[0])).size).toBe(1);
    expect(facts('resumed').sort()).toEqual(facts('suspended').sort());
    for (const key of facts('suspended')) expect(lines.flatMap((line) => namesOf(line.facts, key))).toContain('reportSubmitted');
    expect(month.plan.lines.some((line) => {
      const own = line.tasks.filter((task) => task.unit === line.line && ruleOf(line, task).form === 'report').map(keyOf);
      return own.length > 0 && own.every((key) => facts('exempted').includes(key));
    })).toBe(true);
    const below = provinceOf(month.plan)!.units.slice(1).map(({ id }) => id);
    expect(below.filter((id) => silent.includes(id)).length).toBeGreaterThanOrEqual(Math.ceil(below.length / 2));
    for (const { line, deed } of acts) if ('unit' in deed && silent.includes(deed.unit)) expect(`${line} ${deed.do} ${deed.unit}`).toBe('');
  });

  it.each(seeds)('hides and purges a file of a report that came in, and answers each concern, the last just before the approval (seed %i)', (seed) => {
    const { script: { acts }, lines } = played(original, seed);
    const order = acts.flatMap(({ deed }) => (deed.do === 'quarantineFile' || deed.do === 'purgeFile' || (deed.do === 'report' && deed.photo === true) ? [`${deed.do} ${keyOf(deed)}`] : []));
    expect(order).toEqual(['report', 'quarantineFile', 'purgeFile'].map((what) => `${what} ${order[0]?.split(' ')[1] ?? ''}`));
    expect(lines.flatMap(({ facts }) => facts).map(({ fact }) => fact).filter((fact) => fact === 'fileQuarantined' || fact === 'filePurged')).toHaveLength(2);
    const concerns = acts.flatMap(({ deed }): (string | number)[] => (deed.do === 'recordConcern' ? [deed.about === undefined ? 'nobody' : 'somebody'] : deed.do === 'answerConcern' ? [deed.number] : []));
    expect(concerns.filter((each) => typeof each === 'string')).toEqual(['somebody', 'nobody', 'somebody']);
    expect(concerns.filter((each) => typeof each === 'number')).toEqual([1, 2, 3]);
    const [last, approved] = [acts.findLast(({ deed }) => deed.do === 'answerConcern')!, acts.find(({ deed }) => deed.do === 'approveSummary')!];
    expect(last.at > plan.phases.find(({ name }) => name === 'close')!.at && last.at < approved.at).toBe(true);
  });
});

describe('a bad month', () => {
  it('is a function of definition and seed', () => {
    expect(play(originalOf(small), 7).script).toEqual(play(originalOf(small), 7).script);
  });
});

describe('a province with fifteen cities or more', () => {
  it('is in the definition of 2024, half of it silent', () => {
    const { month, script } = played(month2024, 7);
    const cities = provinceOf(month.plan)!.units.slice(1).map(({ id }) => id);
    expect(cities.length).toBeGreaterThanOrEqual(15);
    expect(cities.filter((id) => script.silent.includes(id)).length).toBe(Math.ceil(cities.length / 2));
  });
});

describe('a bad month of two participants, who both run a ladder', () => {
  it.each([1, 2, 3, 7, 8])('lets who joined be suspended, and removed: nobody else could (seed %i)', (seed) => {
    const { month, script, lines } = played(originalOf(twoParticipants), seed);
    expect(month.revisions.map(({ removed }) => removed)).toEqual([undefined, JOINING.id]);
    expect(playedIn(month, script.acts).filter((name) => name.includes('未发生'))).toEqual(['一个单位免报（本定义安排不下，未发生）']);
    expect(lines.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'refused'))).toEqual([]);
  });
});

function dueIn({ lines }: CampaignPlan, wanted: TaskPlan): string | undefined {
  return lines.flatMap(({ tasks }) => tasks).find((task) => keyOf(task) === keyOf(wanted))?.due;
}

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
    const plan = originals[0]![1].compiled.plan;
    const worker = outagesOf(plan).find(({ who }) => who === 'worker')!;
    const calm: Timeline = { points: [{ nominal: Date.parse('2024-09-02T09:00:00+08:00'), real: 0 }, { nominal: Date.parse('2024-11-29T17:30:00+08:00'), real: 30_000 }] };
    const bad = roomFor(calm, { outages: [worker], plan }, 3_000);
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
