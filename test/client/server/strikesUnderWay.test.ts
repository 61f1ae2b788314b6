import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '../../../client/refused.ts';
import { PEERS } from '../../workflows/definition.ts';
import { type World, becomes, createWorld } from '../../workflows/harness.ts';
import { asOf } from '../../workflows/time.ts';

const TASKS = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }`;

let world: World;
beforeAll(async () => { world = await createWorld({ participants: PEERS, tasks: TASKS }); });
afterAll(() => world.end());

test('struck while the mail server has it: nobody knows yet, and then it is said what became of it', async () => {
  const { campaign, campaigns, sink } = world;
  const strike = (letter: string) => campaigns.strike(campaign, { letter, why: '写错了' }).then(() => 'done', (error: unknown) => {
    if (error instanceof Refused) return error.message;
    throw error;
  });
  sink.shut();
  sink.answer((to) => (to.startsWith('mwr') ? { code: 451, text: 'not now' } : 'accept'));
  await world.start({ timeline: asOf('2024-09-23T09:00:01+08:00') });
  await becomes('both assignments are under way', () => sink.waiting() === 2);
  const [mot, mwr] = await Promise.all([strike('0923-mot'), strike('0923-mwr')]);
  for (const answer of [mot, mwr]) expect(answer).toContain('结果未定，请稍后用 strike 查看');
  sink.open();
  await becomes('one has arrived', () => sink.taken.length === 1);
  await becomes('the line knows', async () => (await strike('0923-mot')).includes('函件 0923-mot 已于9月23日（周一）09:00发出，不能撤下'));
  // It is struck no more; what the mail server could not take stays where it is.
  expect(await campaigns.lift(campaign, { letter: '0923-mot' }).catch((error: unknown) => String(error))).toContain('没有被撤下');
  expect((await campaigns.lift(campaign, { letter: '0923-mwr' })).lifted).toBe(true);
});
