import { describe, expect, it } from 'vitest';
import { readMarker } from '../../activities/store/campaignStore.ts';
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
    // What has come to its end is neither cancelled nor held: it would be shown as such for ever.
    await expect(campaigns.cancel(campaign)).rejects.toThrow('已归档');
    await expect(campaigns.hold(campaign)).rejects.toThrow('已归档');
    expect(await readMarker(world.store, campaign)).toBe('running');
  });

  it('of a line, by Reset to before its report: nothing is mailed twice, and the receipt stays as it was', async ({ onTestFinished }) => {
    const world = await createWorld();
    onTestFinished(() => world.end());
    const { campaign, campaigns, client, sink } = world;
    await world.start({ timeline: asOf('2024-10-14T14:00:00+08:00') });
    await becomes('the line runs', async () => (await campaigns.status(campaign)).lines.some(({ line, figures }) => line === 'mot' && figures.due > 0));
    const answer = await campaigns.report(campaign, { unit: 'mot', task: 'summary', nil: true });
    await becomes('its receipt is mailed and known', async () => JSON.stringify(await world.journal('mot')).includes('receipt.1'));
    // When the mail server's answer was heard is another instant the second time, and nothing else.
    const told = async () => (await world.journal('mot')).map(({ at, ...fact }) => (fact.fact === 'letterSent' ? fact : { at, ...fact }));
    const [mailed, journal] = [sink.to('mot@departments.test').length, await told()];
    const events = await eventsOf(client, `${campaign}.mot`);
    const update = events.findIndex((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    const before = events.slice(0, update - 1).findLast((event) => event.workflowTaskCompletedEventAttributes);
    await client.workflowService.resetWorkflowExecution({
      namespace: client.options.namespace, workflowExecution: { workflowId: `${campaign}.mot` }, workflowTaskFinishEventId: before?.eventId ?? null,
      requestId: campaign, reason: 'test',
    });
    await eventually(async () => { expect(await told()).toEqual(journal); });
    expect(sink.to('mot@departments.test')).toHaveLength(mailed);
    expect(await campaigns.lineStatuses(campaign)).toContainEqual(expect.objectContaining({
      line: 'mot', tasks: expect.arrayContaining([expect.objectContaining({ task: 'summary', state: 'submitted', versions: 1 })]) as unknown,
    }));
    expect(answer).toMatchObject({ version: 1, late: false });
    await becomes('the campaign hears of it again', async () => (await campaigns.status(campaign)).lines.some(({ line, figures }) => line === 'mot' && figures.onTime === 1));
  });
});
