import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_CONTENT } from '../../../campaign/summary/report.ts';
import { type World, createWorld, eventually } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';

/** The morning of the assignment; the lines run on. */
const NOW = '2024-09-23T09:00:01+08:00';
let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.start({ timeline: asOf(NOW) });
});
afterAll(() => world.end());

describe('audit of a campaign that runs', () => {
  test('asks the running lines for their journals, and finds ledger and inbox to match', async () => {
    await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', report: { ...EMPTY_CONTENT, narrative: '已完成' }, files: [] });
    await eventually(() => { expect(world.sink.taken.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['assign', 'receipt'])); });
    await eventually(async () => {
      const { ok, checked, violations } = await world.campaigns.audit(world.campaign, { inbox: world.sink.taken.map(({ messageId }) => messageId) });
      expect(violations).toEqual([]);
      expect(ok).toBe(true);
      for (const name of ['replay', 'once', 'window', 'hours', 'figures', 'refused', 'ledger'] as const) expect(checked[name], name).toBeGreaterThan(0);
    });
  });

  test('names the letter that never arrived', async () => {
    const { violations } = await world.campaigns.audit(world.campaign, { inbox: [] });
    expect(violations.length).toBeGreaterThan(0);
    expect(new Set(violations.map(({ property }) => property))).toEqual(new Set(['ledger']));
  });
});
