import { simpleParser } from 'mailparser';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { getDocument } from '../../../activities/store/documents.ts';
import { Refused } from '../../../client/refused.ts';
import { instant, toMillis } from '../../../campaign/time/instant.ts';
import type { Timeline } from '../../../campaign/time/timeline.ts';
import { type World, createWorld, eventually } from '../../workflows/harness.ts';
import { reached } from '../../workflows/time.ts';
import { campaign } from '../cliProcess.ts';

const TASKS = `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00, unitsDue: T-5 }`;

/** From Friday 15:59 to Monday 09:05 in half a minute; Monday's letters leave at 09:00. */
function weekend(): Timeline {
  const { pace } = inject('temporal');
  const after = (nominal: string, seconds: number) => ({ nominal: toMillis(instant(`${nominal}:00+08:00`)), real: Date.now() + seconds * 1000 * pace });
  return { points: [
    after('2024-09-20T15:59', 0), after('2024-09-20T16:01', 4), after('2024-09-20T17:00', 16), after('2024-09-23T08:40', 17),
    after('2024-09-23T09:00', 32), after('2024-09-23T09:01', 35),
  ] };
}

let world: World;
let timeline: Timeline;
beforeAll(async () => {
  world = await createWorld({ tasks: TASKS });
  timeline = weekend();
  await world.start({ timeline });
});
afterAll(() => world.end());

const refusal = (command: Promise<unknown>): Promise<string> => command.then(() => 'done', (error: unknown) => {
  if (error instanceof Refused) return error.message;
  throw error;
});
const env = () => ({ TEMPORAL_ADDRESS: inject('temporal').address, CAMPAIGN_DATA: join(world.dataDir, 'store') });

describe('tomorrow’s list', () => {
  test('names each letter at 16:00: its id, to whom, about what', async () => {
    const outlook = await eventually(() => world.sink.to('office@samr.test').find(({ kind }) => kind === 'outlook') ?? Promise.reject(new Error('no list')));
    const { text, subject } = await simpleParser(outlook.raw);
    expect(subject).toBe('【演练】明日拟发：4封函件');
    expect(text).toContain('9月23日（周一）拟发函件4封，请过目。');
    expect(text?.match(/^\d+\. .*$/gm)).toEqual([
      '1. 0923-mot；函件：商请（布置），09:00；收件单位及事项：交通运输部，活动总结',
      '2. 0923-sd；函件：商请（布置），09:00；收件单位及事项：山东省市场监督管理局，活动总结',
      '3. 0923-sd.jinan；函件：商请（布置），09:00；收件单位及事项：济南市市场监管局，活动总结',
      '4. 0923-samr；函件：商请（布置），09:00；收件单位及事项：执法稽查局，活动总结',
    ]);
  });

  test('a letter is struck with its reason, and put back', async () => {
    const { campaigns, campaign: id } = world;
    expect(await campaigns.strike(id, { letter: '0923-mot', why: '已当面沟通' })).toMatchObject({
      letter: '0923-mot', lifted: false, steps: [{ unit: 'mot', task: 'summary', round: 0, slot: 'assign' }],
    });
    await campaigns.strike(id, { letter: '0923-samr', why: '写错了' });
    expect(await refusal(campaigns.strike(id, { letter: '0923-samr', why: '又来' }))).toContain('函件 0923-samr 已经撤下');
    const { letters, unnamed } = await campaigns.lettersAhead(id);
    expect(letters.map((letter) => [letter.id, letter.struck])).toEqual([['0923-mot', true], ['0923-sd', false], ['0923-sd.jinan', false], ['0923-samr', true]]);
    expect(unnamed).toBe(0);
    expect(await campaigns.lift(id, { letter: '0923-samr' })).toMatchObject({ lifted: true });
    expect(await refusal(campaigns.lift(id, { letter: '0923-samr' }))).toContain('没有被撤下');
  });

  test.each([
    ['no id at all', '明天那封', '“明天那封”不是函件编号。编号见“明日拟发”，形如 1011-mot'],
    ['a day without such a letter', '0924-mot', '没有编号为 0924-mot 的待发函件'],
    ['a superior who is not written to', '0923-sd:superior', '没有编号为 0923-sd:superior 的待发函件'],
    ['a unit that is not there', '0923-mof', '没有单位“mof”。是否为 mot？'],
  ])('%s is refused in a sentence', async (_, letter, sentence) => {
    expect(await refusal(world.campaigns.strike(world.campaign, { letter, why: '不妥' }))).toContain(sentence);
  });

  test('the command line lists what leaves, and strikes shortly before nine', async () => {
    const list = await campaign(['strike', world.campaign], env());
    expect(list.stdout).toMatch(/^0923-mot\s+9月23日（周一）09:00\s+布置\s+交通运输部\s+活动总结\s+已撤下$/m);
    await reached(timeline, '2024-09-23T08:42:00+08:00');
    const struck = await campaign(['strike', world.campaign, '--letter', '0923-sd.jinan', '--why', '单位已并入', '--json'], env());
    expect(JSON.parse(struck.stdout)).toEqual({ campaign: world.campaign, letter: '0923-sd.jinan', struck: true, items: [{ unit: 'sd.jinan', task: 'summary', slot: 'assign' }] });
    expect((await campaign(['strike', world.campaign, '--letter', '0923-mot'], env())).stderr).toContain('请用 --why 写明撤下的理由');
  });

  test('struck letters never leave, and the journal says why; the others leave', async () => {
    const to = (address: string) => world.sink.to(address).map(({ kind }) => kind);
    await eventually(() => { expect([to('sd@regions.test'), to('zf@samr.test')]).toEqual([['assign'], ['assign']]); });
    const struck = async (line: string) => (await world.journal(line)).filter(({ fact }) => fact === 'stepsStruck');
    await eventually(async () => { expect([await struck('mot'), await struck('sd')].map(({ length }) => length)).toEqual([1, 1]); });
    const [fact] = await struck('mot');
    expect(fact).toMatchObject({ steps: [{ key: 'mot/summary', round: 0, slot: 'assign' }] });
    expect(await getDocument(world.store, String(fact?.['why']), z.string())).toBe('已当面沟通');
    expect(await struck('samr')).toEqual([]);
    const agenda = await world.handle('mot').query<{ slot: string }[]>('agenda');
    expect(agenda.map(({ slot }) => slot)).not.toContain('assign');
    expect([to('mot@departments.test'), to('jinan@regions.test')]).toEqual([[], []]);
  });

  test('what has left cannot be struck, what was struck not put back', async () => {
    const { campaigns, campaign: id } = world;
    expect(await refusal(campaigns.strike(id, { letter: '0923-sd', why: '晚了' }))).toMatch(/函件 0923-sd 已于9月23日（周一）09:00发出，不能撤下/);
    expect(await refusal(campaigns.lift(id, { letter: '0923-mot' }))).toContain('发函时间已过');
  });
});
