import { afterAll, beforeAll, expect, test } from 'vitest';
import { type World, createWorld, eventually } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.start({ timeline: asOf('2024-10-08T10:00:00+08:00') });
  await eventually(() => world.campaigns.unit(world.campaign, { unit: 'samr' }));
});
afterAll(() => world.end());

const look = () => world.campaigns.overview(world.campaign);

/** Everything is read and nothing changes any more. */
const settled = () => eventually(async () => {
  const one = await look();
  await new Promise((resolve) => { setTimeout(resolve, 1_100); });
  const two = await look();
  if (one.reading + two.reading > 0 || [...two.lines].some(([line, status]) => one.lines.get(line) !== status)) throw new Error('still changing ');
  return two;
});

test('the first look reads every line', async () => {
  const { lines, plan } = await settled();
  expect([...lines.keys()].sort()).toEqual(plan.lines.map(({ line }) => line).sort());
  expect(lines.get('sd')?.tasks.map(({ unit, state }) => [unit, state])).toEqual([['sd', 'open'], ['sd.jinan', 'open']]);
});

test('a report is there within two seconds, and only its line was asked again', async () => {
  const before = new Map((await settled()).lines);
  await world.campaigns.report(world.campaign, { unit: 'mot', task: 'summary', nil: true, channel: 'portal', enteredBy: 'contact' });
  const reported = Date.now();
  const after = await eventually(async () => {
    const found = await look();
    if (found.lines.get('mot')?.tasks[0]?.state !== 'submitted') throw new Error('not yet');
    return found;
  });
  expect(Date.now() - reported).toBeLessThan(2_000);
  for (const line of ['sd', 'samr', 'organiser']) expect(after.lines.get(line)).toBe(before.get(line));
  expect(after.campaign.figures.onTime).toBe(1);
});

test('what changes no figure is there too: a request for an extension', async () => {
  await settled();
  await world.campaigns.requestExtension(world.campaign, { unit: 'samr', task: 'summary', until: '2024-10-25', channel: 'portal', enteredBy: 'contact' });
  const { lines } = await eventually(async () => {
    const found = await look();
    if (found.lines.get('samr')?.waiting?.length !== 1) throw new Error('not yet');
    return found;
  });
  expect(lines.get('samr')?.waiting?.[0]).toMatchObject({ what: 'extension', who: 'office' });
});
