import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReportFile, formatReportFile } from '../../../campaign/summary/reportFile.ts';
import { ANSWERS, EMPTY_CONTENT, type ReportContent } from '../../../campaign/summary/report.ts';

const good = `---
figures: { 检查家次: 120, 案件数: 3 }
cases:
  - title: 一企一策
    text: 三个月整改到位。
links: [https://www.samr.gov.cn/zlfzj/]
publishedOn: 2024-09-20
declarations: [voluntary, noFees]
signoff: { drafter: 张三, approver: 李四 }
answer: 有修改意见
documentNumber: 水质量函〔2024〕1号
---

# 活动情况

开展了检查。
`;

function mistakesOf(text: string) {
  const parsed = parseReportFile(text);
  return parsed.ok ? [] : parsed.mistakes;
}

describe('a report file', () => {
  it('is front matter and Markdown', () => {
    expect(parseReportFile(good)).toEqual({ ok: true, content: {
      narrative: '# 活动情况\n\n开展了检查。', figures: { 检查家次: 120, 案件数: 3 }, cases: [{ title: '一企一策', text: '三个月整改到位。' }],
      links: ['https://www.samr.gov.cn/zlfzj/'], publishedOn: '2024-09-20',
      declarations: { voluntary: true, noFees: true, frugal: false, secrecyReviewed: false },
      signoff: { drafter: '张三', approver: '李四' }, answer: 'comments', documentNumber: '水质量函〔2024〕1号',
    } });
  });

  it('may have no front matter, and be written on Windows', () => {
    expect(parseReportFile('开展了检查。')).toEqual({ ok: true, content: { ...EMPTY_CONTENT, narrative: '开展了检查。' } });
    expect(parseReportFile(`\uFEFF${good.replaceAll('\n', '\r\n')}`)).toEqual(parseReportFile(good));
  });

  it('tells all mistakes at once, each with its line, the line itself and what to do', () => {
    const text = `---
figures: { 检查家次: 约120, 案件数: -3 }
links: [www.samr.gov.cn]
publishedOn: 2024-09-31
declaration: [voluntary]
answer: maybe
documentNumber: 2024
---
正文
`;
    expect(mistakesOf(text).map(({ line, message }) => [line, message])).toEqual([
      [2, '数据“检查家次”应为不小于 0、不大于 1000 亿的数字，现为“约120”'],
      [2, '数据“案件数”应为不小于 0、不大于 1000 亿的数字，现为-3'],
      [3, '链接“www.samr.gov.cn”不是网址'],
      [4, '公开发布日期“2024-09-31”不是存在的日期'],
      [5, '此处不能写“declaration”'],
      [6, '意见“maybe”不可用'],
      [7, 'documentNumber应为文字，现为2024'],
    ]);
    expect(mistakesOf(text)[4]).toMatchObject({ value: 'declaration: [voluntary]', remedy: expect.stringContaining('是否为 declarations？') as string });
    for (const { remedy } of mistakesOf(text)) expect(remedy).not.toBe('');
  });

  it('a key that is unknown inside another is answered with what that one looks like', () => {
    expect(mistakesOf('---\nsignoff: { drafter: 张三, approver: 李四, reviewer: 王五 }\n---\n')).toMatchObject([
      { line: 2, message: '此处不能写“reviewer”', remedy: '写法例如 signoff: { drafter: 张三, approver: 李四 }' },
    ]);
  });

  it('knows the commonest slips: a Chinese colon, an end that is missing', () => {
    expect(mistakesOf('---\nfigures: {}\nanswer：同意\n---\n')).toMatchObject([{ line: 3, value: 'answer：同意', remedy: '请改为英文冒号加空格：answer: 同意' }]);
    expect(mistakesOf('---\nfigures: {}\n')).toMatchObject([{ line: 1, message: '开头的 --- 没有对应的结束行' }]);
    expect(mistakesOf('---\nfigures: { a: 1\nlinks: [\n---\n')[0]).toMatchObject({ line: expect.any(Number) as number });
    expect(mistakesOf('---\n- a\n---\n')[0]?.message).toBe('数据部分的写法不对：列表');
  });

  it('reads back what it writes', () => {
    const text = fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((each) => each.trim()).filter((each) => each !== '');
    const content: fc.Arbitrary<ReportContent> = fc.record({
      narrative: text.filter((each) => !each.includes('\r')),
      figures: fc.dictionary(fc.constantFrom('检查家次', '案件数', 'a: b', '# c', '1'), fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100)).map((each) => ({ ...each })),
      cases: fc.array(fc.record({ title: text, text }), { maxLength: 2 }),
      links: fc.array(fc.webUrl({ validSchemes: ['https'] }), { maxLength: 2 }),
      declarations: fc.record({ voluntary: fc.boolean(), noFees: fc.boolean(), frugal: fc.boolean(), secrecyReviewed: fc.boolean() }),
      answer: fc.constantFrom(...ANSWERS),
      signoff: fc.record({ drafter: text, approver: text }),
    });
    fc.assert(fc.property(content, (each) => {
      expect(parseReportFile(formatReportFile(each))).toEqual({ ok: true, content: each });
    }), { numRuns: 60 });
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      for (const each of [text, `---\n${text}\n---\n`]) expect(parseReportFile(each).ok).toBeTypeOf('boolean');
    }), { numRuns: 200 });
  });
});
