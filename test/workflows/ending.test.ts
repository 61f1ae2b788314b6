import { describe, expect, it } from 'vitest';
import { Refused } from '../../client/refused.ts';
import { becomes, createWorld, eventually } from './harness.ts';
import { eventsOf } from './histories.ts';
import { asOf, quickly, reached } from './time.ts';

describe.concurrent('an end in the middle of something', () => {
  it('of a line, by Cancel in the Web UI, while its letters are under way: the journal knows of every one', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    const { campaign, campaigns, client, sink } = world;
    sink.shut();
    await world.start({ timeline: asOf('2024-09-23T14:00:00+08:00') });
    await becomes('the region’s letters are under way', () => sink.held().includes('sd@regions.test') && sink.held().includes('jinan@regions.test'));
    await world.handle('sd').cancel();
    await becomes('the line heard of it', async () => (
      (await eventsOf(client, `${campaign}.sd`)).some((event) => event.workflowExecutionCancelRequestedEventAttributes)));
    sink.open();
    await world.handle('sd').result();
    expect((await world.journal('sd')).map(({ fact }) => fact)).toEqual(['letterSent', 'letterSent', 'cancelled']);
    await becomes('the campaign heard of its end', async () => (await campaigns.status(campaign)).lines.find(({ line }) => line === 'sd')?.closed === true);
    expect(await campaigns.acknowledge(campaign, { unit: 'mot' })).toMatchObject({ facts: ['acknowledged'] });
    await expect(campaigns.acknowledge(campaign, { unit: 'sd' })).rejects.toThrow(Refused);
  });

  it('of the campaign, by Terminate, when its lines have closed already: started again it finds their records', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    const { campaign, campaigns, compiled } = world;
    const timeline = quickly(compiled.plan, { moment: 60, lag: 3_000, room: { '2024-11-04T09:00:00+08:00': 4_000 } });
    await world.start({ timeline });
    await becomes('every line is known', async () => (await campaigns.status(campaign)).lines.every(({ figures }) => figures.due > 0));
    await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await reached(timeline, '2024-11-04T09:00:00+08:00');
    const record: unknown = await eventually(() => world.handle('mot').result());
    await world.handle().terminate();
    await world.start({ timeline });
    await world.handle().result();
    expect(await world.handle('mot').result()).toEqual(record);
    const facts = await world.journal();
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'archived' }));
    expect(facts.filter(({ fact }) => fact === 'linesUnanswered')).toEqual([]);
    expect((await campaigns.status(campaign)).figures).toMatchObject({ onTime: 1, nil: 1, missing: 3 });
  });
});
