import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_CONTENT, type Report } from '../../../campaign/summary/report.ts';
import { type Part, placeOf, rollUp } from '../../../campaign/summary/rollUp.ts';

const part = (unit: string, report: Partial<Report>): Part => ({ unit, name: `${unit}局`, report: { ...EMPTY_CONTENT, unit, task: 'summary', files: [], nil: false, ...report } });
const file = (letter: string) => ({ digest: letter.repeat(64), name: `${letter}.png`, size: 1, type: 'image/png' });
const NOTHING = { narratives: true, cases: new Set<string>(), files: new Set<string>() };
const PARTS = [
  part('sd.jinan', { narrative: '开展检查。', figures: { 检查家次: 10, 金额: 0.1 }, cases: [{ title: '甲', text: '一' }, { title: '乙', text: '二' }], links: ['https://a.cn'], files: [file('a')] }),
  part('sd.qingdao', { narrative: '办了活动。', figures: { 检查家次: 5, 金额: 0.2 }, cases: [{ title: '丙', text: '三' }], links: ['https://a.cn', 'https://b.cn'], files: [file('b'), file('a')] }),
  part('sd.yantai', { nil: true, figures: { 检查家次: 99 } }),
];

describe('a participant rolls up what its units reported', () => {
  test('figures are summed, a nil report counts nothing; narratives stand under the names of their units', () => {
    const { figures, narrative, links } = rollUp(PARTS, NOTHING);
    expect(figures).toEqual([{ name: '检查家次', total: 15 }, { name: '金额', total: 0.3 }]);
    expect(narrative).toBe('## sd.jinan局\n\n开展检查。\n\n## sd.qingdao局\n\n办了活动。\n\nsd.yantai局：零报告。');
    expect(links).toEqual(['https://a.cn', 'https://b.cn']);
  });
  test('only what was picked comes along, a file once', () => {
    const { cases, files } = rollUp(PARTS, { narratives: false, cases: new Set([placeOf('sd.jinan', 2), placeOf('sd.qingdao', 1)]), files: new Set([placeOf('sd.jinan', 1), placeOf('sd.qingdao', 2)]) });
    expect(cases.map(({ title }) => title)).toEqual(['乙', '丙']);
    expect(files).toEqual([file('a')]);
    expect(rollUp(PARTS, NOTHING)).toMatchObject({ cases: [], files: [] });
  });
  test('the sum is the sum of its parts, in whatever order they come', () => {
    const parts = fc.array(fc.dictionary(fc.constantFrom('甲', '乙', '丙'), fc.nat(1_000)), { maxLength: 8 }).map((all) => all.map((figures, index) => part(`sd.u${String(index)}`, { figures })));
    fc.assert(fc.property(parts, (all) => {
      const sums = (of: readonly Part[]) => Object.fromEntries(rollUp(of, NOTHING).figures.map(({ name, total }) => [name, total]));
      expect(sums(all.toReversed())).toEqual(sums(all));
      const every = all.flatMap(({ report }) => Object.values(report.figures)).reduce((sum, each) => sum + each, 0);
      expect(Object.values(sums(all)).reduce((sum, each) => sum + each, 0)).toBe(every);
    }));
  });
});
