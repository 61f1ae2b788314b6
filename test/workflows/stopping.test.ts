import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStopped, readMarker } from '../../activities/store/campaignStore.ts';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import { PEERS, SUMMARY } from './definition.ts';
import { type World, becomes, createWorld, linesOf } from './harness.ts';
import { planned } from './sink.ts';
import { asOf, quickly, reached } from './time.ts';

const CONTACTS = ['jinan@regions.test', 'mot@departments.test', 'sd@regions.test', 'zf@samr.test'];
const archived = z.object({ cancelled: z.literal(false), archive: z.string().regex(/^[0-9a-f]{64}$/) });
/** Whether all of them have been told of the task; the organiser's office may have been, of its own. */
const assigned = ({ sink }: World, contacts: readonly string[]) => contacts.every((contact) => sink.to(contact).some(({ kind }) => kind === 'assign'));
const statusOf = async (world: World, line?: string) => (await world.handle(line).describe()).status.name;

/** Opens the mail server's gate and waits until the line knows what became of its letters. */
async function letGo(world: World): Promise<void> {
  const sentBefore = world.sink.taken.length;
  const waiting = world.sink.waiting();
  world.sink.open();
  await becomes('what was under way arrived', () => world.sink.taken.length === sentBefore + waiting);
}

describe.for([
  { by: 'the command', cancel: async (world: World) => { await world.campaigns.cancel(world.campaign); } },
  { by: 'Cancel in the Web UI', cancel: async (world: World) => { await world.handle().cancel(); } },
])('a campaign cancelled by $by, with letters under way', ({ cancel }) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ tasks: SUMMARY });
    world.sink.shut();
    await world.start({ timeline: asOf('2024-09-23T09:00:01+08:00') });
    await becomes('the letters are under way', () => world.sink.waiting() === CONTACTS.length);
    await cancel(world);
    await becomes('letters are stopped', () => isStopped(world.store, world.campaign));
    await letGo(world);
  });
  afterAll(() => world.end());

  it('the campaign ends and says so', async () => {
    expect(await world.handle().result()).toEqual({ campaign: world.campaign, cancelled: true, archive: null });
    expect(await world.journal()).toContainEqual(expect.objectContaining({ fact: 'cancelled' }));
  });

  it('every line leaves a record that knows of the cancellation and of the letters that left', async () => {
    for (const line of linesOf(world.compiled)) {
      const { state, plan } = await world.record(line);
      expect(state.cancelled, line).toBeDefined();
      expect(plan).toMatch(/^[0-9a-f]{64}$/);
      expect((await world.facts(line)).filter(({ fact }) => fact === 'cancelled'), line).toHaveLength(1);
    }
    const sent = (await Promise.all(linesOf(world.compiled).map((line) => world.facts(line)))).flat()
      .flatMap((fact) => (fact.fact === 'letterSent' ? [fact.unit] : []));
    expect(sent.sort()).toEqual(['mot', 'samr', 'sd', 'sd.jinan']);
  });

  it('no letter left but those under way', async () => {
    expect(await readMarker(world.store, world.campaign)).toBe('stopped');
    expect(world.sink.taken.map(({ to }) => to.join()).sort()).toEqual(CONTACTS);
  });

  it('whoever comes later is told so', async () => {
    await world.handle().result();
    const { campaign, campaigns } = world;
    await expect(campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true })).rejects.toThrow('已取消');
    await expect(campaigns.unhold(campaign)).rejects.toThrow('已取消');
    await expect(campaigns.cancel(campaign)).rejects.toThrow('已取消');
    await expect(world.start({ timeline: asOf('2024-09-24T09:00:01+08:00') })).rejects.toThrow('已取消');
  });
});

describe('a line cancelled in the Web UI', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ tasks: SUMMARY });
    await world.start({ timeline: asOf('2024-09-23T09:00:01+08:00') });
    await becomes('everybody has the assignment', () => assigned(world, CONTACTS));
    await world.handle('sd').cancel();
    await becomes('the line has ended', async () => await statusOf(world, 'sd') !== 'RUNNING');
  });
  afterAll(() => world.end());

  it('writes its record and ends', async () => {
    expect(await statusOf(world, 'sd')).toBe('COMPLETED');
    expect((await world.record('sd')).state.cancelled).toBeDefined();
  });

  it('the campaign hears of it', () => becomes('sd is closed', async () => (
    (await world.campaigns.status(world.campaign)).lines.some(({ line, closed }) => line === 'sd' && closed))));

  it('the others go on', async () => {
    for (const line of [undefined, 'mot', 'samr', 'organiser']) expect(await statusOf(world, line), line).toBe('RUNNING');
    const receipt = await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true });
    expect(receipt).toMatchObject({ unit: 'mot', version: 1, late: false });
    await becomes('the receipt left', () => world.sink.to('mot@departments.test').some(({ kind }) => kind === 'receipt'));
  });
});

describe('a line terminated in the middle', () => {
  let world: World;
  let letters: number;

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS });
    // How long the campaign waits for a line that does not answer is the lag that the timeline allows.
    const timeline = quickly(world.compiled.plan, { moment: 150, room: { '2024-09-23T09:00:00+08:00': 2_000 }, lag: 5_000 });
    await world.start({ timeline });
    await becomes('both have the assignment', () => assigned(world, ['mot@departments.test', 'mwr@departments.test']));
    await becomes('the line knows it', async () => (await world.facts('mot')).length === 1);
    await world.handle('mot').terminate();
    letters = world.sink.to('mot@departments.test').length;
    await world.handle().result();
  });
  afterAll(() => world.end());

  it('the campaign goes on to its end, with an archive', async () => {
    expect(archived.safeParse(await world.handle().result()).success).toBe(true);
  });

  it('and names the line that does not answer, no other', async () => {
    const named = (await world.journal()).filter(({ fact }) => fact === 'linesUnanswered').flatMap(({ lines }) => z.array(z.string()).parse(lines));
    expect(new Set(named)).toEqual(new Set(['mot']));
  });

  it('nothing more is sent on it; its journal is still to be read', async () => {
    expect(world.sink.to('mot@departments.test')).toHaveLength(letters);
    expect((await world.facts('mot')).map(({ fact }) => fact)).toEqual(['letterSent']);
    await expect(world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true })).rejects.toThrow('TERMINATED');
  });

  it('the other line is as planned', () => {
    const { compiled: { plan, roster }, sink } = world;
    expect(sink.to('mwr@departments.test').map(planned)).toEqual(planLetters(plan, roster).filter(({ to }) => to === 'mwr@departments.test'));
  });
});

describe('a campaign terminated and started again', () => {
  const QUIET = '2024-09-25T12:00:00+08:00';
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ participants: PEERS });
    const timeline = quickly(world.compiled.plan, { moment: 150, room: { [QUIET]: 2_000 } });
    await world.start({ timeline });
    await reached(timeline, QUIET);
    await world.handle().terminate();
    for (const line of linesOf(world.compiled)) expect(await statusOf(world, line), line).toBe('RUNNING');
    await world.start({ timeline });
    await world.handle().result();
  });
  afterAll(() => world.end());

  it('adopts the lines that run', async () => {
    const lines = linesOf(world.compiled).length;
    const started = (await world.journal()).filter(({ fact }) => fact === 'linesStarted');
    expect(started).toMatchObject([{ lines, adopted: 0 }, { lines, adopted: lines }]);
  });

  it('everything of the plan is mailed once, what comes before and what comes after', () => {
    const { compiled: { plan, roster }, sink } = world;
    const order = (letter: { at: string; to: string }) => `${letter.at} ${letter.to}`;
    const sent = sink.taken.filter(({ kind }) => kind !== 'outlook').map(planned).sort((a, b) => (order(a) < order(b) ? -1 : 1));
    expect(sent).toEqual(planLetters(plan, roster));
    const ids = sink.taken.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('no fact is lost: each line’s record has what happened before', async () => {
    for (const line of ['mot', 'mwr']) {
      const { state } = await world.record(line);
      expect(state.tasks[`${line}/summary`]).toMatchObject({ assigned: '2024-09-23', reached: '2024-10-12' });
    }
    expect(archived.safeParse(await world.handle().result()).success).toBe(true);
  });
});
