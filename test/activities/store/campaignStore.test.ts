import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCampaigns, readLatest, openMarker, readMarker, setLatest, setMarker } from '../../../activities/store/campaignStore.ts';
import { listReceipts, raiseReceipts, readReceipts } from '../../../activities/store/receipts.ts';
import { temporaryStore } from '../temporary.ts';

describe('the marker of a campaign', () => {
  it('is held until it is started, and what is stopped stays stopped', async () => {
    const store = await temporaryStore();
    expect(await readMarker(store, 'c')).toBe('held');
    expect(await setMarker(store, 'c', 'running')).toBe(true);
    expect(await setMarker(store, 'c', 'stopped')).toBe(true);
    expect(await setMarker(store, 'c', 'running')).toBe(false); // unhold does not undo cancel
    expect(await setMarker(store, 'c', 'held')).toBe(false);
    expect(await readMarker(store, 'c')).toBe('stopped');
    expect(await listCampaigns(store)).toEqual(['c']);
  });

  it('is opened by the first start only: one that is started again stays held', async () => {
    const store = await temporaryStore();
    await openMarker(store, 'c');
    expect(await readMarker(store, 'c')).toBe('running');
    await setMarker(store, 'c', 'held');
    await openMarker(store, 'c');
    expect(await readMarker(store, 'c')).toBe('held');
  });

  it('that is not understood lets nothing leave', async () => {
    const store = await temporaryStore();
    await store.setReference('campaigns/c/marker', 'runing');
    await expect(readMarker(store, 'c')).rejects.toThrow();
  });

  it('stands beside the latest plan and roster', async () => {
    const store = await temporaryStore();
    const digest = await store.put(Buffer.from('plan'));
    expect(await readLatest(store, 'c', 'plan')).toBeUndefined();
    await setLatest(store, 'c', 'plan', digest);
    expect(await readLatest(store, 'c', 'plan')).toBe(digest);
    expect(await readLatest(store, 'c', 'roster')).toBeUndefined();
    await expect(setLatest(store, 'c', 'plan', 'no digest')).rejects.toThrow();
  });
});

describe('receipts', () => {
  const key = { campaign: 'c', unit: 'sd.jinan', task: 'action-report.5.5' };

  it('only rise, whoever raises them, at once or in turn', async () => {
    const raise = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), { maxLength: 4 }); // groups at once, in turn
    await fc.assert(fc.asyncProperty(raise, async (groups) => {
      const store = await temporaryStore();
      let highest = 0;
      for (const group of groups) {
        const before = await readReceipts(store, key);
        expect(before).toBe(highest);
        await Promise.all(group.map((count) => raiseReceipts(store, key, count)));
        highest = Math.max(highest, ...group);
      }
      expect(await readReceipts(store, key)).toBe(highest);
    }), { numRuns: 30 });
  });

  it('have the time before which they were not shown, later than every look that missed them', async () => {
    const store = await temporaryStore();
    let missed = 0;
    const raised = { done: false };
    const raising = raiseReceipts(store, key, 1).then(() => { raised.done = true; });
    while (!raised.done) {
      const started = Date.now();
      if (await readReceipts(store, key) === 0) missed = started;
    }
    await raising;
    await raiseReceipts(store, key, 1); // an update that was repeated
    const marks = await listReceipts(store, 'c');
    expect(marks).toMatchObject([{ ...key, count: 1 }]);
    expect(marks[0]?.at).toBeGreaterThanOrEqual(missed);
    expect(await listReceipts(store, 'd')).toEqual([]);
    await expect(raiseReceipts(store, key, 0)).rejects.toThrow(RangeError);
  });
});
