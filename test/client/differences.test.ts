import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Differences, caseDiffers, compareReports, saysTheSame } from '../../client/differences.ts';
import { EMPTY_CONTENT, type Report } from '../../campaign/summary/report.ts';
import { type Stretch, compareTexts } from '../../client/textDifference.ts';

const without = (compared: readonly Stretch[], left: Stretch['is']): string => compared.filter(({ is }) => is !== left).map(({ text }) => text).join('');
const EMPTY: Report = { ...EMPTY_CONTENT, unit: 'sd', task: 'summary', files: [], nil: false };

/** One version again, from what is said about both. */
function versionOf(all: Differences, side: 'before' | 'after'): Report {
  const of = <T>(pairs: readonly { readonly before?: T; readonly after?: T }[]): T[] => pairs.flatMap((each) => (each[side] === undefined ? [] : [each[side]]));
  const { drafter, approver, ...words } = Object.fromEntries(all.words.flatMap(({ name, [side]: word }) => (word === undefined ? [] : [[name, word]])));
  return {
    ...EMPTY, ...words, nil: all.nil[side] === true, narrative: without(all.narrative, side === 'before' ? 'added' : 'removed'),
    figures: Object.fromEntries(all.figures.flatMap(({ name, [side]: figure }) => (figure === undefined ? [] : [[name, figure]]))),
    cases: of(all.cases), links: of(all.links), files: of(all.files),
    declarations: { ...EMPTY.declarations, ...Object.fromEntries(all.declarations.map(({ name, [side]: ticked }) => [name, ticked])) },
    ...(drafter === undefined || approver === undefined ? {} : { signoff: { drafter, approver } }),
  };
}

const text = fc.array(fc.constantFrom('质量', '月', '。', '；', '\n', '开展', '活动', ' ', 'A', '１', '，'), { maxLength: 30 }).map((parts) => parts.join(''));
const file = fc.constantFrom('a', 'b', 'c').map((letter) => ({ digest: letter.repeat(64), name: `${letter}.png`, size: 1, type: 'image/png' }));
const report: fc.Arbitrary<Report> = fc.record({
  nil: fc.boolean(), narrative: text, figures: fc.dictionary(fc.constantFrom('检查家次', '案件数', '参与人数'), fc.nat(9)),
  cases: fc.array(fc.record({ title: fc.constantFrom('甲', '乙', '丙'), text }), { maxLength: 4 }), links: fc.array(fc.constantFrom('https://a.cn', 'https://b.cn'), { maxLength: 3 }),
  files: fc.array(file, { maxLength: 3 }), declarations: fc.record({ voluntary: fc.boolean(), noFees: fc.boolean(), frugal: fc.boolean(), secrecyReviewed: fc.boolean() }),
}).chain((base) => fc.constantFrom<Partial<Report>>({}, { publishedOn: '2024-09-20', reason: '无' }, { signoff: { drafter: '甲', approver: '乙' }, answer: 'agree', documentNumber: '1号' })
  .map((more) => ({ ...EMPTY, ...base, ...more })));

describe('two texts', () => {
  test('together the stretches are both texts, whatever they are', () => {
    fc.assert(fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (before, after) => {
      const compared = compareTexts(before, after);
      expect([without(compared, 'added'), without(compared, 'removed')]).toEqual([before, after]);
    }));
  });
  test('within a sentence words are marked, not characters', () => {
    expect(compareTexts('检查企业1200家。成效明显。', '检查企业1300家。成效明显。').filter(({ is }) => is !== 'same')).toEqual([
      { is: 'removed', text: '1200' }, { is: 'added', text: '1300' }]);
  });
  test('a sentence put in leaves the others alone; one that is all new is no confetti', () => {
    expect(compareTexts('甲事已办。丙事已办。', '甲事已办。新增了一项完全不同的内容。丙事已办。')).toEqual([
      { is: 'same', text: '甲事已办。' }, { is: 'added', text: '新增了一项完全不同的内容。' }, { is: 'same', text: '丙事已办。' }]);
    expect(compareTexts('组织召开全省推进会议。', '检查食品生产企业若干家。').map(({ is }) => is)).toEqual(['removed', 'added']);
  });
  test('two long texts that have nothing in common take no seconds', () => {
    const long = (word: string): string => Array.from({ length: 20_000 }, (_, index) => `${word}${String(index)}。`).join('');
    const began = performance.now();
    expect(compareTexts(long('甲'), long('乙')).map(({ is }) => is)).toEqual(['removed', 'added']);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('two versions of a report', () => {
  test('both come back from what is said about them', () => {
    fc.assert(fc.property(report, report, (before, after) => {
      const all = compareReports(before, after);
      expect([versionOf(all, 'before'), versionOf(all, 'after')]).toEqual([before, after]);
    }));
  });
  test('a version and itself say the same', () => {
    fc.assert(fc.property(report, (own) => { expect(saysTheSame(compareReports(own, own))).toBe(true); }));
  });
  test('figures before and after; a rewritten case is one case; files by name and bytes', () => {
    const before: Report = { ...EMPTY, figures: { 检查家次: 10, 案件数: 1 }, cases: [{ title: '甲', text: '一。' }, { title: '乙', text: '二。' }], files: [{ digest: 'a'.repeat(64), name: '一.png', size: 1, type: 'image/png' }] };
    const after: Report = { ...EMPTY, figures: { 检查家次: 12, 参与人数: 3 }, cases: [{ title: '甲', text: '一。补充。' }, { title: '丙', text: '三。' }], files: [{ digest: 'b'.repeat(64), name: '一.png', size: 1, type: 'image/png' }] };
    const all = compareReports(before, after);
    expect(all.figures).toEqual([{ name: '检查家次', before: 10, after: 12 }, { name: '案件数', before: 1 }, { name: '参与人数', after: 3 }]);
    expect(all.cases.map((each) => [each.before?.title, each.after?.title, caseDiffers(each)])).toEqual([['甲', '甲', true], ['乙', undefined, true], [undefined, '丙', true]]);
    expect(all.files).toHaveLength(2);
  });
});
