import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { setLatest, setMarker } from '../../activities/store/campaignStore.ts';
import { putDocument } from '../../activities/store/documents.ts';
import { readReceipts } from '../../activities/store/receipts.ts';
import { officialYear } from '../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../campaign/definition/check.ts';
import { instant } from '../../campaign/time/instant.ts';
import { createQueue, inGroups } from '../../client/lineQueue.ts';
import { entryOf, momentText } from '../../client/person.ts';
import { createPlans, lineOf } from '../../client/plans.ts';
import { showReceipt } from '../../client/receipt.ts';
import { Refused, withValues } from '../../client/refused.ts';
import { explained, isGone, wasCutOff } from '../../client/serverErrors.ts';
import { keepCard, keepText } from '../../client/texts.ts';
import { temporaryStore } from '../activities/temporary.ts';
import { twoParticipants } from './twoParticipants.ts';

const SENDING = { at: '09:00', until: '17:30', digest: '10:00' };
const checked = checkDefinition([{ name: 'campaign.yaml', text: twoParticipants }], officialYear);
if (!checked.ok) throw new Error('the definition is not sound');
const { plan } = checked.compiled;

describe('times that people write', () => {
  test.each(['2024-10-25', '2024-10-25 17:00', '2024-10-25T17:00:00+08:00'])('%s', (text) => {
    expect(momentText(` ${text} `, '新期限')).toBe(text);
  });
  test.each(['2024-10-32', '2024-10-25 24:00', '25.10.2024', '', '2024-10-25 17:00 ', 'x'].filter((text) => text.trim() !== '2024-10-25 17:00'))('%j is refused with its value', (text) => {
    expect(() => momentText(text, '新期限')).toThrow(new Refused(`新期限“${text}”不是存在的日期或时间。请写成 2024-10-25 或 2024-10-25 17:00。`));
  });
  test('a bare day of receipt counts from the morning', () => {
    expect(entryOf({ receivedAt: '2024-10-18' }, SENDING)).toEqual({ receivedAt: '2024-10-18T09:00:00+08:00' });
    expect(entryOf({ receivedAt: '2024-10-18 15:20', channel: 'fax', enteredBy: 'organiser' }, SENDING))
      .toEqual({ receivedAt: '2024-10-18T15:20:00+08:00', channel: 'fax', enteredBy: 'organiser' });
    expect(entryOf({}, SENDING)).toEqual({});
  });
});

describe('refusals', () => {
  const failed = (type: string, message = '不行。') => new WorkflowUpdateFailedError('x', ApplicationFailure.create({ type, message }));

  test('a refusal of the workflow becomes its sentence, with what it may not quote', () => {
    expect(explained(failed('Refused', '没有这个单位。可用的单位标识：sd、sd.jinan。'), { unit: 'sd.jinam', task: 'summary' }))
      .toEqual(new Refused('没有这个单位。可用的单位标识：sd、sd.jinan。（单位“sd.jinam”，事项“summary”）'));
    expect(explained(failed('Malformed', '参数 unit 应为标识。'), { unit: '山东' })).toEqual(new Refused('参数 unit 应为标识。（单位“山东”）'));
    expect(withValues('报送事项 mot/summary 已免报。', { unit: 'mot', task: 'summary' })).toContain('mot/summary');
  });
  test('an id within another is not mentioned', () => {
    expect(withValues('可用：sd.jinan。', { unit: 'sd' })).toBe('可用：sd.jinan。（单位“sd”）');
    expect(withValues('单位 sd 没有中止的事项，无需恢复。', { unit: 'sd' })).toBe('单位 sd 没有中止的事项，无需恢复。');
  });
  test('what we do not know stays as it is', () => {
    const error = new Error('odd');
    expect(explained(error)).toBe(error);
    expect(explained(failed('TypeError', 'x is not a function'))).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
  });
  test('gone and cut off are told apart', () => {
    expect(isGone(new WorkflowNotFoundError('x', 'y', undefined))).toBe(true);
    expect(wasCutOff(failed('AcceptedUpdateCompletedWorkflow'))).toBe(true);
    expect(wasCutOff(failed('Refused'))).toBe(false);
    expect(explained(failed('AcceptedUpdateCompletedWorkflow'))).toMatchObject({ message: expect.stringContaining('先用 status 查看是否已经受理') as string });
  });
});

describe('plans', () => {
  test('a unit is on the line of its participant; what is not known is suggested', () => {
    expect(lineOf(plan, 'sd.jinan').line).toBe('sd');
    expect(lineOf(plan, 'organiser').line).toBe('organiser');
    expect(() => lineOf(plan, 'xd')).toThrow('没有单位“xd”。是否为 sd？');
    expect(() => lineOf(plan, '交通运输部')).toThrow('是否为 mot？');
  });
  test('the latest plan of a campaign; one that was never started is suggested', async () => {
    const store = await temporaryStore();
    await expect(createPlans(store).latest('two-2024')).rejects.toThrow('本数据目录还没有启动过活动');
    await setLatest(store, 'two-2024', 'plan', await putDocument(store, plan));
    await setMarker(store, 'two-2024', 'running');
    expect(await createPlans(store).latest('two-2024')).toEqual(plan);
    await expect(createPlans(store).latest('two-2025')).rejects.toThrow('没有活动“two-2025”。是否为 two-2024？');
    await expect(createPlans(store).latest('../x')).rejects.toThrow('没有活动“../x”');
  });
});

describe('what people say goes to the store', () => {
  test('equal texts have different digests: none can be guessed', async () => {
    const store = await temporaryStore();
    expect(await keepText(store, '同意', '答复')).not.toBe(await keepText(store, '同意', '答复'));
    await expect(keepText(store, '  ', '理由')).rejects.toThrow('理由不能为空');
  });
  test('a card must have an address', async () => {
    await expect(keepCard(await temporaryStore(), { mail: '张三' })).rejects.toThrow('“张三”不是电子邮件地址');
  });
});

test('the marker that letters look at is raised before the receipt is shown', async () => {
  const store = await temporaryStore();
  const seen: string[] = [];
  const recording = {
    ...store,
    createReference: async (name: string, text: string) => {
      seen.push(name);
      return store.createReference(name, text);
    },
  };
  const answer = { at: instant('2024-10-18T10:00:00+08:00'), facts: ['reportSubmitted'], receipts: 2, version: 2, late: false };
  const handed = { campaign: 'two-2024', unit: 'mot', task: 'summary', answer };
  const receipt = await showReceipt(recording, handed);
  expect(seen).toEqual(['campaigns/two-2024/receipts/mot/summary/2']);
  expect(await readReceipts(store, handed)).toBe(2);
  expect(receipt).toMatchObject({ version: 2, receivedAt: answer.at, late: false, flags: [], missing: [] });
  expect(receipt.number).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
  expect(await showReceipt(store, handed)).toEqual(receipt);
});

describe('the queue of a line', () => {
  test('so many at a time, the rest in order; lines do not wait for each other', async () => {
    const queue = createQueue(2);
    const began: string[] = [];
    const finish = new Map<string, () => void>();
    const job = (name: string) => () => new Promise<void>((done) => { began.push(name); finish.set(name, done); });
    const all = ['a1', 'a2', 'a3', 'a4'].map((name) => queue('a', job(name)));
    const other = queue('b', job('b1'));
    expect(began).toEqual(['a1', 'a2', 'b1']);
    finish.get('a2')?.();
    await all[1];
    expect(began).toEqual(['a1', 'a2', 'b1', 'a3']);
    for (const name of ['a1', 'a3', 'b1']) finish.get(name)?.();
    await Promise.all([all[0], all[2], other]);
    finish.get('a4')?.();
    await all[3];
  });
  test('a job that fails gives its place on', async () => {
    const queue = createQueue(1);
    await expect(queue('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue('a', () => Promise.resolve(1))).toBe(1);
    expect(await inGroups([3, 1, 2], 2, (n) => Promise.resolve(n * 2))).toEqual([6, 2, 4]);
  });
});
