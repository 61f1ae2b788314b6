import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Concern, type ConcernCommand, applyConcern, decideConcern, numbersOf, openConcerns } from '../../../campaign/line/concerns.ts';
import { addSeconds } from '../../../campaign/time/instant.ts';
import { entry, when } from './fixture.ts';

const NOW = when('2024-10-12 10:00');
const text = 'a'.repeat(64);
const record = (unit?: string, receivedAt = '2024-10-11 15:00'): ConcernCommand => ({ do: 'record', text, entry: entry(receivedAt), ...(unit === undefined ? {} : { unit }) });
const answer = (number: number): ConcernCommand => ({ do: 'answer', number, text: 'b'.repeat(64) });

/** Gives commands one after the other, a minute apart; a refused one comes back as its sentence. */
function tell(commands: readonly ConcernCommand[]): { concerns: readonly Concern[]; refused: string[] } {
  let concerns: readonly Concern[] = [];
  const refused = commands.flatMap((command, index) => {
    const fact = decideConcern(concerns, command, addSeconds(NOW, index * 60));
    if ('refused' in fact) return [fact.refused];
    concerns = applyConcern(concerns, fact);
    return [];
  });
  return { concerns, refused };
}

describe('a concern', () => {
  test('gets the next number and is open until it is answered', () => {
    const { concerns } = tell([record('mot'), record(), answer(1)]);
    expect(concerns).toEqual([
      { number: 1, unit: 'mot', text, receivedAt: when('2024-10-11 15:00'), answer: 'b'.repeat(64), answeredAt: when('2024-10-12 10:02') },
      { number: 2, text, receivedAt: when('2024-10-11 15:00') },
    ]);
    expect(numbersOf(openConcerns(concerns))).toBe('第 2 号');
  });

  test.each([
    ['a number that is none', [record(), answer(2)], '没有第 2 号反映问题，已登记的是第 1 号。请用 concern 查看后重试。'],
    ['a number among several', [record(), record(), record(), answer(0)], '没有第 0 号反映问题，已登记的是第 1 至 3 号。请用 concern 查看后重试。'],
    ['any number when there is none', [answer(1)], '没有第 1 号反映问题，目前没有登记过反映问题。请用 concern 查看后重试。'],
    ['answered twice', [record(), answer(1), answer(1)], '第 1 号反映问题已于10月12日（周六）10:01答复，不能重复答复。'],
    ['received in the future', [record('mot', '2024-10-13 09:00')], '收到时间10月13日（周日）09:00晚于现在（10月12日（周六）10:00），请核对收到时间。'],
  ])('%s is refused in one sentence', (_, commands, sentence) => {
    expect(tell(commands).refused).toEqual([sentence]);
  });

  test('about nobody stands in everybody’s way; one about a unit in its own, its participant’s and its units’', () => {
    const blocks = (concern: ConcernCommand, unit: string) => openConcerns(tell([concern]).concerns, unit).length > 0;
    expect(['mot', 'sd.jinan'].map((unit) => blocks(record(), unit))).toEqual([true, true]);
    expect(['sd', 'sd.jinan', 'sd.qingdao', 'sdx', 'mot'].map((unit) => blocks(record('sd.jinan'), unit))).toEqual([true, true, false, false, false]);
    expect(['sd', 'sd.jinan', 'sd.qingdao', 'sdx'].map((unit) => blocks(record('sd'), unit))).toEqual([true, true, true, false]);
  });

  test('whatever is asked: numbers run 1, 2, 3, …, and received = answered + open; what is refused changes nothing', () => {
    const command = fc.oneof(fc.constantFrom(undefined, 'mot', 'sd.jinan').map((unit) => record(unit)), fc.integer({ min: 0, max: 6 }).map(answer));
    fc.assert(fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
      const { concerns, refused } = tell(commands);
      expect(concerns.map(({ number }) => number)).toEqual(concerns.map((_, index) => index + 1));
      const answered = concerns.filter((each) => each.answeredAt !== undefined).length;
      expect(openConcerns(concerns).length + answered).toBe(concerns.length);
      expect(concerns.length + answered + refused.length).toBe(commands.length);
      expect(tell(commands.filter((each) => each.do === 'record' || each.number > concerns.length)).concerns.every(({ answer: given }) => given === undefined)).toBe(true);
    }));
  });
});
