import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { Refused } from '../../../client/refused.ts';
import { instant, toMillis } from '../../../campaign/time/instant.ts';
import type { Timeline } from '../../../campaign/time/timeline.ts';
import { type World, becomes, eventually } from '../../workflows/harness.ts';
import { reached } from '../../workflows/time.ts';
import { inProcess } from '../inProcess.ts';
import { asWho } from '../portal/accessTable.ts';
import { hidden } from '../portal/browser.ts';
import { type PortalWorld, createPortalWorld } from '../portal/portalWorld.ts';

/** Tuesday afternoon, when everybody is asked, and Wednesday morning a few seconds later. */
function twoDays(): Timeline {
  const { pace } = inject('temporal');
  const after = (nominal: string, seconds: number) => ({ nominal: toMillis(instant(`${nominal}:00+08:00`)), real: Date.now() + seconds * 1000 * pace });
  return { points: [after('2024-10-08T14:00', 0), after('2024-10-08T14:10', 3), after('2024-10-09T10:00', 3.5), after('2024-10-09T10:40', 43.5)] };
}

let portal: PortalWorld;
let world: World;
let timeline: Timeline;
beforeAll(async () => {
  portal = await createPortalWorld(() => (timeline = twoDays()));
  ({ world } = portal);
  await becomes('all are asked', () => ['mot@departments.test', 'jinan@regions.test'].every((to) => world.sink.to(to).length === 1));
});
afterAll(() => {
  vi.unstubAllEnvs();
  return portal.end();
});

const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const jinan = { unit: 'sd.jinan', task: 'summary' };
const kinds = (to: string) => world.sink.to(to).map(({ kind }) => kind);

test('who was written to today is not reminded today', async () => {
  await becomes('the line knows', async () => (await world.journal('mot')).some(({ fact }) => fact === 'letterSent'));
  expect(await refusal(world.campaigns.remind(world.campaign, { unit: 'mot', task: 'summary' }))).toMatch(/^单位 mot 当日已有函件发出，为减轻负担，一日不发两次。计划内的下一封将于10月12日（周六）09:00发出。/);
});

test('another day the lead reminds its unit, once; the letter says it in the participant’s name', async () => {
  const { campaigns, campaign: id } = world;
  await reached(timeline, '2024-10-09T10:00:10+08:00');
  const answer = await campaigns.remind(id, { ...jinan, enteredBy: 'lead' });
  expect(answer).toMatchObject({ facts: ['reminderAsked'], key: 'sd.jinan/summary', leaves: answer.at });
  await eventually(() => { expect(kinds('jinan@regions.test')).toHaveLength(2); });
  expect(world.sink.to('jinan@regions.test')[1]).toMatchObject({ role: 'contact', items: [{ ...jinan, slot: 'hand.1', kind: 'remind', round: 0 }] });
  expect(await refusal(campaigns.remind(id, { ...jinan, enteredBy: 'lead' }))).toMatch(/当日已有函件发出|已有函件将于/);
  expect(await refusal(campaigns.remind(id, { unit: 'sd', task: 'summary', enteredBy: 'lead' }))).toContain('参与单位只提醒自己的所属单位');
  expect((await world.journal('sd')).filter(({ fact }) => fact === 'reminderAsked')).toMatchObject([{ key: 'sd.jinan/summary', by: 'lead' }]);
});

test('the office reminds a unit on its page: once, however often the button is pressed', async () => {
  const office = await asWho(portal, 'office');
  const page = await office.get('/organiser/units/sd/act/remind?task=summary');
  expect(page.text).toContain('sd@regions.test');
  const form = { csrf: hidden(page.text, 'csrf'), request: hidden(page.text, 'request'), task: 'summary' };
  const both = await Promise.all([1, 2].map(() => office.post('/organiser/units/sd/act/remind', form)));
  expect(both.map(({ to }) => to)).toEqual(Array(2).fill('/organiser/units/sd/act?done=remind'));
  await eventually(() => { expect(kinds('sd@regions.test')).toEqual(['assign', 'remind']); });
  const asked = (await world.journal('sd')).filter(({ fact }) => fact === 'reminderAsked');
  expect(asked).toMatchObject([{ key: 'sd.jinan/summary', by: 'lead' }, { key: 'sd/summary', by: 'organiser' }]);
});

test('while letters are held it is refused: it would not leave', async () => {
  await world.campaigns.hold(world.campaign);
  expect(await refusal(world.campaigns.remind(world.campaign, { unit: 'mot', task: 'summary' }))).toContain('现已暂停发函');
  await world.campaigns.unhold(world.campaign);
  expect(kinds('mot@departments.test')).toEqual(['assign']);
});

test('the command line: when it leaves, and one document with --json', async () => {
  vi.stubEnv('TEMPORAL_ADDRESS', inject('temporal').address);
  vi.stubEnv('CAMPAIGN_DATA', join(world.dataDir, 'store'));
  const of = (unit: string) => ['remind', world.campaign, '--unit', unit, '--task', 'summary'];
  const said = await inProcess(of('mot'));
  expect(said.stdout).toMatch(/^已安排提醒：10月9日（周三）10:\d\d发出。\n$/);
  const json = await inProcess([...of('samr'), '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ facts: ['reminderAsked'], key: 'samr/summary' });
  const again = await inProcess(of('organiser'));
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('单位 organiser 没有这个报送事项')]);
  await eventually(() => { expect([kinds('mot@departments.test'), kinds('zf@samr.test')]).toEqual([['assign', 'remind'], ['assign', 'remind']]); });
});

test('the audit finds nothing against it', async () => {
  await becomes('the journals have it', async () => (await world.journal('samr')).filter(({ fact }) => fact === 'letterSent').length === 2);
  expect((await world.campaigns.audit(world.campaign)).violations).toEqual([]);
});
