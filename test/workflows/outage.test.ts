import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { silentSteps } from '../../campaign/definition/planLetters.ts';
import type { Fact, FactOf } from '../../campaign/line/facts.ts';
import { dayOf, instant } from '../../campaign/time/instant.ts';
import { isSendingTime } from '../../campaign/time/sendingHours.ts';
import { type Timeline, nominalAt, realAt } from '../../campaign/time/timeline.ts';
import { shift } from '../../campaign/time/workingDays.ts';
import { SUMMARY } from './definition.ts';
import { type World, becomes, createWorld, eventually, linesOf } from './harness.ts';
import { asOf, quickly, reached } from './time.ts';

/** The facts of every line, with the line's name. */
async function factsOf(world: World): Promise<(Fact & { readonly line: string })[]> {
  const journals = await Promise.all(linesOf(world.compiled).map(async (line) => (await world.facts(line)).map((fact) => ({ ...fact, line }))));
  return journals.flat();
}

describe('if the worker is away over several moments, twice', () => {
  /** Over the assignment; then over the participants' reminders, their due time and the first overdue letters. */
  const OUTAGES = [
    { from: '2024-09-20T16:00:00+08:00', until: '2024-09-24T11:00:00+08:00' },
    { from: '2024-10-11T11:00:00+08:00', until: '2024-10-22T11:00:00+08:00' },
  ] as const;
  const LAG = 500;
  const ROOM = 6_000;
  const away: { from: number; until: number; letters: number }[] = [];
  let world: World;
  let timeline: Timeline;
  let facts: (Fact & { readonly line: string })[];

  beforeAll(async () => {
    world = await createWorld();
    const { campaign, campaigns, compiled, sink } = world;
    timeline = quickly(compiled.plan, {
      moment: 200, lag: LAG, room: Object.fromEntries(OUTAGES.flatMap(({ from, until }) => [[from, ROOM / 3], [until, ROOM]])),
    });
    await world.start({ timeline });
    for (const { from, until } of OUTAGES) {
      await reached(timeline, from);
      await world.stopWorker();
      const [stopped, letters] = [Date.now(), sink.taken.length];
      await reached(timeline, until);
      away.push({ from: stopped, until: Date.now(), letters: sink.taken.length - letters });
      await world.startWorker();
    }
    await becomes('the region is overdue', () => sink.to('sd@regions.test').some(({ kind }) => kind === 'overdue'));
    await campaigns.release(campaign, { unit: 'sd', task: 'summary' });
    await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await world.handle().result();
    facts = await factsOf(world);
  });
  afterAll(() => world.end());

  const sentSteps = () => facts.filter((fact) => fact.fact === 'letterSent')
    .flatMap((fact) => fact.steps.map((step) => ({ ...step, line: fact.line, sentAt: fact.at, role: fact.role })));
  const planned = () => new Map(world.compiled.plan.lines.flatMap((line) => silentSteps(line).map((step) => [`${step.key} ${step.slot}`, step])));

  /** Letters between a return and the next moment of the plan, receipts aside. */
  const atReturn = (outage: number) => {
    const [{ until }, { until: nominal }] = [away[outage]!, OUTAGES[outage]!];
    const end = realAt(timeline, instant(nominal)) + ROOM;
    return world.sink.taken.filter(({ ms, kind }) => ms >= until && ms < end && kind !== 'receipt');
  };

  it('nothing leaves while it is away', () => {
    expect(away.map(({ letters }) => letters)).toEqual([0, 0]);
  });

  it('at its return each recipient gets one letter at most: what is still of use', () => {
    for (const outage of OUTAGES.keys()) {
      const to = atReturn(outage).map((letter) => letter.to[0]);
      expect(to).toHaveLength(new Set(to).size);
    }
    const contacts = ['jinan@regions.test', 'mot@departments.test', 'sd@regions.test', 'zf@samr.test'];
    const kinds = (outage: number) => atReturn(outage).filter(({ to: [to = ''] }) => contacts.includes(to)).map(({ to, kind }) => `${to.join()} ${kind}`).sort();
    expect(kinds(0)).toEqual(contacts.map((to) => `${to} assign`));
    expect(kinds(1)).toEqual(contacts.map((to) => `${to} overdue`));
  });

  it('every item leaves inside its window; what was missed stays missed', () => {
    const steps = planned();
    for (const step of sentSteps().filter(({ kind }) => ['assign', 'remind', 'overdue', 'escalate'].includes(kind))) {
      const { at, until } = steps.get(`${step.key} ${step.slot}`)!;
      expect(step.sentAt >= at && step.sentAt < until, `${step.key} ${step.slot}: ${step.sentAt} in [${at}, ${until})`).toBe(true);
    }
    const missed = facts.filter((fact) => fact.fact === 'stepsMissed').flatMap((fact) => fact.steps.map(({ key, slot }) => `${key} ${slot}`));
    expect(missed).toEqual(expect.arrayContaining(['mot/summary T-5', 'mot/summary T-1', 'sd/summary T-5', 'sd/summary T-1', 'samr/summary T-1']));
    expect(sentSteps().map(({ key, slot }) => `${key} ${slot}`)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(mot|sd|samr)\/summary T-/)]));
  });

  it('the time of a decision at its return is the time it is, not that of the moment it missed', () => {
    for (const [index, { until }] of away.entries()) {
      const earliest = nominalAt(timeline, until - LAG);
      const next = away[index + 1]?.from ?? Infinity;
      const decided = facts.filter((fact) => fact.fact === 'letterSent' && realAt(timeline, fact.at) < next && fact.at > OUTAGES[index]!.from);
      expect(decided.length).toBeGreaterThan(0);
      for (const { at } of decided) expect(at >= earliest, `${at} >= ${earliest}`).toBe(true);
    }
  });

  it('nothing leaves outside sending hours', async () => {
    const { calendar, sending } = world.compiled.plan;
    const own = (await world.journal()).filter(({ fact }) => fact === 'digestSent' || fact === 'outlookSent');
    const letters = facts.filter((fact): fact is FactOf<'letterSent'> & { line: string } => fact.fact === 'letterSent' && fact.steps.some(({ kind }) => kind !== 'receipt'));
    expect(own.length).toBeGreaterThan(0);
    for (const { at } of [...own, ...letters]) expect(isSendingTime(calendar, sending, at), at).toBe(true);
  });

  it('nothing is said twice', () => {
    const said = sentSteps().map(({ key, round, slot }) => `${key}#${String(round)} ${slot}`);
    expect(said).toHaveLength(new Set(said).size);
    const ids = world.sink.taken.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('a superior hears only of what the unit itself was told two working days before', () => {
    const { plan: { calendar } } = world.compiled;
    const steps = planned();
    const told = sentSteps().filter(({ role }) => role === 'superior');
    for (const { key, slot } of told) {
      const latest = shift(calendar, dayOf(steps.get(`${key} ${slot}`)!.at), -2)!;
      const letters = sentSteps().filter((step) => step.key === key && step.role === 'contact' && dayOf(step.sentAt) <= latest).map(({ kind }) => kind);
      expect(letters).toEqual(expect.arrayContaining(['assign', expect.stringMatching(/^(remind|overdue)$/)]));
    }
    expect(told.map(({ key, slot }) => `${key} ${slot}`)).toEqual(['sd/summary T+5']);
    expect(world.sink.to('zf-leader@samr.test')).toEqual([]); // its reminders were missed: not its own failure
    expect(world.sink.to('office@samr.test').flatMap(({ items }) => items))
      .toContainEqual(expect.objectContaining({ unit: 'samr', slot: 'T+2', level: 'blue', kind: 'escalate' }));
  });

  it('a superior, the office and the head get one letter a day at most', () => {
    for (const address of ['sd-leader@regions.test', 'head@samr.test', 'office@samr.test']) {
      const days = world.sink.to(address).filter(({ kind }) => kind !== 'outlook').map(({ at }) => dayOf(instant(at)));
      expect(days, address).toHaveLength(new Set(days).size);
    }
  });

  it('the figures add up', async () => {
    const { figures } = await world.campaigns.status(world.campaign);
    expect(figures).toMatchObject({ due: 4, onTime: 0, late: 1, exempt: 0, missing: 3, open: 0 });
  });
});

describe('if a worker is killed in the middle of a batch', () => {
  const WORKER = fileURLToPath(new URL('../../client/rehearsal/run/workerProcess.ts', import.meta.url));
  const CONNECTIONS = 5;
  const BEFORE = 25;
  const cities = Array.from({ length: 63 }, (_, n) => `c${String(n + 1)}`);
  const addresses = ['sd@regions.test', ...cities.map((city) => `${city}@regions.test`)];
  const MOMENT = '2024-09-23T09:00:00+08:00';
  let world: World;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    world = await createWorld({ tasks: SUMMARY, participants: `
  - { id: sd, name: 山东省, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }], superior: { title: 分管局领导, mail: sd-leader@regions.test },
      units: [${cities.map((city) => `{ id: sd.${city}, name: ${city}市市场监管局, contacts: [{ mail: ${city}@regions.test }] }`).join(', ')}] }` });
    await world.stopWorker();
    child = await startWorkerProcess();
  });
  afterAll(async () => {
    child?.kill('SIGKILL');
    await world.end();
  });

  async function startWorkerProcess(): Promise<ChildProcess> {
    const { dataDir, campaign, sink } = world;
    const settings = {
      address: inject('temporal').address, folder: join(dataDir, 'store'), archiveFolder: join(dataDir, 'archives'), taskQueue: campaign,
      smtpUrl: sink.url, mailFrom: '质量发展局 <office@samr.test>',
    };
    const started = spawn(process.execPath, [WORKER, JSON.stringify(settings)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(started, 'message');
    return started;
  }

  it('another one finishes: nothing is lost, and no letter comes twice but those under way', async () => {
    const { sink } = world;
    sink.answer(() => {
      if (sink.taken.length === BEFORE - 1) sink.shut();
      return 'accept';
    });
    await world.start({ timeline: asOf('2024-09-23T09:00:01+08:00') });
    await becomes('all connections have a letter that is not answered', () => sink.waiting() === CONNECTIONS);
    child?.kill('SIGKILL');
    await once(child!, 'exit');
    sink.answer(() => 'accept');
    sink.open(); // the mail server took what it had; nobody was left to hear of it
    const underWay = sink.taken.slice(BEFORE).map(({ messageId }) => messageId);
    expect(underWay).toHaveLength(CONNECTIONS);

    await world.startWorker();
    const sent = await eventually(async () => {
      const facts = (await factsOf(world)).filter((fact) => fact.fact === 'letterSent');
      expect(facts).toHaveLength(addresses.length);
      return facts;
    }, 50_000);
    expect(new Set(sent.map(({ unit }) => unit))).toEqual(new Set(['sd', ...cities.map((city) => `sd.${city}`)]));

    const letters = sink.taken.filter(({ kind }) => kind === 'assign');
    expect(new Set(letters.map(({ to }) => to.join()))).toEqual(new Set(addresses));
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(addresses.length);
    expect(new Set(letters.map(({ at }) => at))).toEqual(new Set([MOMENT]));
    const twice = letters.filter(({ messageId }, index) => letters.findIndex((other) => other.messageId === messageId) < index);
    expect(twice.length).toBeLessThanOrEqual(CONNECTIONS);
    for (const { messageId } of twice) expect(underWay).toContain(messageId);
  });
});
