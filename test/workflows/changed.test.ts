import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changedAnswer, lineStatus } from '../../client/answers.ts';
import { CHANGED_QUERY, type Changed, type Since, STATUS_QUERY } from '../../workflows/contract.ts';
import { type World, createWorld, eventually } from './harness.ts';
import { asOf } from './time.ts';

const EVERYBODY = ['mot', 'sd', 'samr', 'organiser'];

describe('who watches a campaign', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
    await world.start({ timeline: asOf('2024-10-10T14:00:00+08:00') });
  });
  afterAll(() => world.end());

  const changed = async (since?: Since): Promise<Changed> => changedAnswer.unwrap().parse(await world.handle().query(CHANGED_QUERY, ...(since === undefined ? [] : [{ since }])));
  /** All lines have begun and said what they had to say. */
  const quiet = (): Promise<Changed> => eventually(async () => {
    const before = await changed();
    await new Promise((wait) => { setTimeout(wait, 400); });
    const { lines, campaign, number } = await changed(before);
    expect({ lines, campaign }).toEqual({ lines: [], campaign: false });
    expect((await world.campaigns.status(world.campaign)).running).toBe(EVERYBODY.length);
    return { ...before, number };
  });
  /** What changes from here, once it has. */
  const after = (since: Changed): Promise<Changed> => eventually(async () => {
    const found = await changed(since);
    expect(found.number).toBeGreaterThan(since.number);
    return found;
  });

  it('looks at everything first', async () => {
    expect((await quiet()).lines.toSorted()).toEqual([...EVERYBODY].sort());
    expect((await changed()).campaign).toBe(true);
  });

  it('hears of a line that something happened to, even if no figure changed, and of no other', async () => {
    const before = await quiet();
    await world.campaigns.requestExtension(world.campaign, { unit: 'sd', task: 'summary', until: '2024-10-25' });
    expect(await after(before)).toMatchObject({ run: before.run, lines: ['sd'], campaign: false });
    const status = lineStatus.parse(await world.handle('sd').query(STATUS_QUERY));
    expect(status.facts).toBe((await world.journal('sd')).length);
    expect(status.units?.map(({ unit, acknowledged }) => ({ unit, acknowledged }))).toEqual([{ unit: 'sd', acknowledged: true }, { unit: 'sd.jinan', acknowledged: false }]);
    expect(status.ahead?.length).toBeGreaterThan(3);
  });

  it('hears of what the campaign itself does', async () => {
    const before = await quiet();
    await world.campaigns.recordConcern(world.campaign, { text: '以活动名义收费', channel: 'telephone' });
    expect(await after(before)).toMatchObject({ lines: [], campaign: true });
  });

  it.each([['of another run', { run: 'another', number: 1 }], ['that it never gave', { run: '', number: 1_000_000 }], ['that is none', { run: '', number: NaN }]])(
    'looks at everything again with a number %s', async (_, since) => {
      const { run, number } = await quiet();
      const found = await changed({ ...since, run: since.run === '' ? run : since.run });
      expect(found).toMatchObject({ run, number, campaign: true });
      expect(found.lines).toHaveLength(EVERYBODY.length);
    });

  it('asks a worker that had to read everything again, and hears the same', async () => {
    const before = await quiet();
    await world.stopWorker();
    await world.startWorker();
    expect(await changed(before)).toEqual({ ...before, lines: [], campaign: false });
  });
});
