import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, toMillis } from '../../campaign/time/instant.ts';
import type { Timeline } from '../../campaign/time/timeline.ts';
import { type World, becomes, createWorld } from './harness.ts';
import { PEERS, SUMMARY } from './definition.ts';
import { asOf, quickly, reached } from './time.ts';

const CONNECTIONS = 5;
/** What was accepted, as `unit/task slot`. */
async function sentTo(world: World, line: string): Promise<string[]> {
  return (await world.facts(line)).flatMap((fact) => (fact.fact === 'letterSent' ? fact.steps.map(({ key, slot }) => `${key} ${slot}`) : []));
}

/** One day that takes a quarter of a minute. */
function oneDay(day: string): Timeline {
  const real = Date.now() + 500;
  return { points: [
    { nominal: toMillis(instant(`${day}T08:50:00+08:00`)), real }, { nominal: toMillis(instant(`${day}T17:30:00+08:00`)), real: real + 16_000 },
  ] };
}

/** A region with so many cities, each with a mailbox. */
function region(cities: number): string {
  const units = Array.from({ length: cities }, (_, n) => `{ id: sd.${city(n + 1)}, name: ${city(n + 1)}市市场监管局, contacts: [{ mail: ${mailOf(n + 1)} }] }`);
  return `
  - { id: sd, name: 山东省, kind: region, relation: guided, contacts: [{ mail: sd@regions.test }], superior: { title: 分管局领导, mail: sd-leader@regions.test },
      units: [${units.join(', ')}] }`;
}
const city = (n: number) => `c${String(n)}`;
const mailOf = (n: number) => `${city(n)}@regions.test`;

describe('if the addresses of a region and of a department of ours refuse every letter', () => {
  const REFUSING = ['sd@regions.test', 'zf@samr.test'];
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    world.sink.answer((to) => (REFUSING.includes(to) ? { code: 550, text: 'no such user' } : 'accept'));
    await world.start({ timeline: quickly(world.compiled.plan) });
    await world.handle().result();
  });
  afterAll(() => world.end());

  const itemsTo = (address: string) => world.sink.to(address).flatMap(({ items }) => items);

  it('the office is asked once for each to call', () => {
    const calls = itemsTo('office@samr.test').filter(({ kind }) => kind === 'call');
    expect(calls.map(({ unit }) => unit).sort()).toEqual(['samr', 'sd']);
  });

  it('neither superior nor head hears of them', () => {
    expect([...world.sink.to('sd-leader@regions.test'), ...world.sink.to('zf-leader@samr.test')]).toEqual([]);
    const units = new Set(itemsTo('head@samr.test').map(({ unit }) => unit));
    expect(units).toContain('mot'); // whose letters arrived
    expect(units).not.toContain('sd');
    expect(units).not.toContain('samr');
  });

  it('what the superior would have heard, the office gets, slot and level kept', () => {
    const items = itemsTo('office@samr.test');
    expect(items).toContainEqual(expect.objectContaining({ unit: 'sd', slot: 'T+5', level: 'red', kind: 'escalate' }));
    expect(items).toContainEqual(expect.objectContaining({ unit: 'samr', slot: 'T+2', level: 'blue', kind: 'escalate' }));
  });

  it('the line counts nothing as sent to them, and others as ever', async () => {
    const sent = [...await sentTo(world, 'sd'), ...await sentTo(world, 'samr')];
    expect(sent.filter((step) => !step.startsWith('sd.jinan/'))).toEqual([]);
    expect(sent).toEqual(expect.arrayContaining(['sd.jinan/summary assign', 'sd.jinan/summary T-1', 'sd.jinan/summary T+2']));
  });

  it('the journals have neither the addresses nor the server’s words', async () => {
    const journals = JSON.stringify(await Promise.all([undefined, 'sd', 'samr'].map((line) => world.journal(line))));
    for (const address of [...REFUSING, 'no such user']) expect(journals).not.toContain(address);
  });
});

describe('if the mail server asks to come back later, and takes letters again then', () => {
  const [MOT, MWR] = ['mot@departments.test', 'mwr@departments.test'];
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS, tasks: SUMMARY });
    const { campaign, campaigns, sink } = world;
    const timeline = oneDay('2024-10-17'); // the day before it is due
    sink.answer(() => ({ code: 450, text: 'come back later' }));
    await world.start({ timeline });
    const tries = (address: string) => sink.tried.filter(({ to }) => to === address).length;
    await becomes('both reminders were tried twice', () => tries(MOT) >= 2 && tries(MWR) >= 2);
    expect((await campaigns.lineStatuses(campaign)).filter(({ attention }) => attention.includes('mail-failing')).map(({ line }) => line)).toEqual(expect.arrayContaining(['mot', 'mwr']));
    await campaigns.report(campaign, { unit: 'mwr', task: 'summary', nil: true });
    sink.answer(() => 'accept');
    await becomes('the letters that are still wanted left', () => sink.to(MOT).length > 0 && sink.to(MWR).length > 0);
    await reached(timeline, '2024-10-17T17:00:00+08:00');
  });
  afterAll(() => world.end());

  it('who has not answered gets the reminder once, under the name of the first attempt', async () => {
    expect(world.sink.to(MOT)).toEqual([expect.objectContaining({ kind: 'remind', at: '2024-10-17T09:00:00+08:00' })]);
    const records = (await world.ledger()).filter(({ unit, kind }) => unit === 'mot' && kind === 'remind');
    expect(new Set(records.map(({ messageId }) => messageId)).size).toBe(1);
    expect(records.map(({ state }) => state).slice(-2)).toEqual(['sending', 'accepted']);
    expect(records.filter(({ state }) => state === 'deferred').length).toBeGreaterThanOrEqual(2);
  });

  it('who answered meanwhile gets a receipt and no reminder', () => {
    expect(world.sink.to(MWR).map(({ kind }) => kind)).toEqual(['receipt']);
  });

  it('attempts come ever more slowly', async () => {
    const deferred = (await world.facts('mot')).filter((fact) => fact.fact === 'lettersDeferred');
    const waits = deferred.map(({ at, retryAt }) => toMillis(retryAt) - toMillis(at));
    expect(waits.slice(0, 2)).toEqual([300_000, 600_000]);
  });

  it('afterwards mail is no matter of concern any more', async () => {
    const statuses = await world.campaigns.lineStatuses(world.campaign);
    expect(statuses.flatMap(({ attention }) => attention)).not.toContain('mail-failing');
  });
});

describe('if letters are held in the middle of a batch, and over a whole reminder later', () => {
  const CITIES = 12;
  const ASSIGNED = '2024-09-23T09:00:00+08:00';
  const REMINDED = '2024-09-30T12:00:00+08:00';
  const OVERDUE = '2024-10-15T09:00:00+08:00';
  /** Two days after the cities' due time: longer ago than the lag that still counts as met. */
  const AFTERWARDS = '2024-10-14T12:00:00+08:00';
  const LAG = 500;
  let world: World;
  let underWay: number;
  let whileHeld: number;

  beforeAll(async () => {
    world = await createWorld({ participants: region(CITIES), tasks: SUMMARY });
    const { campaign, campaigns, compiled, sink } = world;
    const timeline = quickly(compiled.plan, { lag: LAG, room: { [ASSIGNED]: 6_000, [REMINDED]: 1_500, '2024-10-14T09:00:00+08:00': 1_500, [AFTERWARDS]: 1_500, [OVERDUE]: 2_000 } });
    sink.shut();
    await world.start({ timeline });
    await becomes('all connections have a letter', () => sink.waiting() === CONNECTIONS);
    await campaigns.hold(campaign);
    sink.open();
    await becomes('the rest of the batch came back', async () => (await world.facts('sd')).some(({ fact }) => fact === 'lettersDeferred'));
    underWay = sink.taken.length;
    await campaigns.unhold(campaign);
    await becomes('everybody has the assignment', () => assigned().length === CITIES + 1);
    await reached(timeline, REMINDED);
    await becomes('the cities are reminded', async () => (await sentTo(world, 'sd')).includes(`sd.${city(CITIES)}/summary T-5`));
    await campaigns.hold(campaign);
    whileHeld = sink.taken.length;
    await reached(timeline, AFTERWARDS);
    whileHeld = sink.taken.length - whileHeld;
    await campaigns.unhold(campaign);
    await becomes('the cities are overdue', async () => (await sentTo(world, 'sd')).includes(`sd.${city(CITIES)}/summary T+2`));
  });
  afterAll(() => world.end());

  const assigned = () => world.sink.taken.filter(({ kind }) => kind === 'assign').map(({ to }) => to.join());

  it('only what was under way left', () => {
    expect(underWay).toBe(CONNECTIONS);
  });

  it('what was still in its window left afterwards, each letter once', () => {
    const addresses = ['sd@regions.test', ...Array.from({ length: CITIES }, (_, n) => mailOf(n + 1))];
    expect(assigned().sort()).toEqual(addresses.sort());
  });

  it('while letters are held none leaves', () => {
    expect(whileHeld).toBe(0);
  });

  it('what was not is missed and never sent; the ladder goes on', async () => {
    const sent = await sentTo(world, 'sd');
    const missed = (await world.facts('sd')).flatMap((fact) => (fact.fact === 'stepsMissed' ? fact.steps.map(({ key, slot }) => `${key} ${slot}`) : []));
    for (const unit of Array.from({ length: CITIES }, (_, n) => `sd.${city(n + 1)}`)) {
      expect(missed).toContain(`${unit}/summary T-1`);
      expect(sent).not.toContain(`${unit}/summary T-1`);
      expect(sent).toContain(`${unit}/summary T+2`);
    }
  });
});

describe('if a report comes between the decision and the sending of a letter', () => {
  const CITIES = 12;
  const TASKS = `
  - { id: plan, title: 活动方案, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;
  const [BOTH, ONE] = [`sd.${city(CITIES)}`, `sd.${city(CITIES - 1)}`];
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ participants: region(CITIES), tasks: TASKS });
    const { campaign, campaigns, sink } = world;
    sink.shut();
    await world.start({ timeline: asOf('2024-09-23T09:00:01+08:00') });
    await becomes('all connections have a letter', () => sink.waiting() === CONNECTIONS);
    await campaigns.report(campaign, { unit: BOTH, task: 'plan', nil: true });
    await campaigns.report(campaign, { unit: BOTH, task: 'summary', nil: true });
    await campaigns.report(campaign, { unit: ONE, task: 'summary', nil: true });
    sink.open();
    await becomes('the batch and the receipts are through', async () => (
      (await sentTo(world, 'sd')).some((step) => step.startsWith(`${ONE}/summary receipt`))));
  });
  afterAll(() => world.end());

  it('the letter leaves with what is still missing', () => {
    const letters = world.sink.to(mailOf(CITIES - 1));
    expect(letters.map(({ kind, items }) => `${kind}: ${items.map(({ task }) => task).join()}`)).toEqual(['assign: plan', 'receipt: summary']);
  });

  it('or not at all', async () => {
    expect(world.sink.to(mailOf(CITIES)).map(({ kind }) => kind)).toEqual(['receipt', 'receipt']);
    expect((await world.ledger()).filter(({ unit, kind }) => unit === BOTH && kind === 'assign')).toEqual([]);
  });

  it('the journal says of which tasks the units were really told', async () => {
    const sent = await sentTo(world, 'sd');
    expect(sent).toContain(`${ONE}/plan assign`);
    for (const step of [`${ONE}/summary assign`, `${BOTH}/plan assign`, `${BOTH}/summary assign`]) expect(sent).not.toContain(step);
    expect(sent.filter((step) => step.endsWith(' assign'))).toHaveLength(2 * (CITIES + 1) - 3);
  });

  it('everybody else has the letter once', () => {
    const others = ['sd@regions.test', ...Array.from({ length: CITIES - 2 }, (_, n) => mailOf(n + 1))];
    for (const address of others) expect(world.sink.to(address).map(({ kind }) => kind), address).toEqual(['assign']);
  });
});
