import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { annexMarkdown } from '../../../campaign/summary/annex.ts';
import { proposeCases } from '../../../campaign/summary/cases.ts';
import { consolidate } from '../../../campaign/summary/consolidation.ts';
import { summaryMarkdown } from '../../../campaign/summary/markdown.ts';
import { chineseNumber, inline, number, percent } from '../../../campaign/summary/markdownText.ts';
import { excerpt, plainText } from '../../../campaign/summary/words.ts';
import { goodYear, materialOf, newCampaign, report } from './fixture.ts';

const good = consolidate(materialOf(goodYear()));
const summary = summaryMarkdown(good);
const headings = (text: string) => text.split('\n').filter((line) => line.startsWith('#'));

describe('the national summary', () => {
  it('is built like an official summary', () => {
    expect(headings(summary)).toEqual([
      '# 2024年全国“质量月”活动总结', '## 一、总体情况', '## 二、重点安排落实情况', '### （一）推动重点领域质量提升', '### （二）加强重点产品质量安全保障',
      '## 三、各地区、各部门活动开展情况', '## 四、典型案例', '## 五、工作要求落实情况', '## 六、反馈情况', '## 七、存在的不足', '## 附：材料清单',
    ]);
  });

  it('tells what was done, with figures and cases', () => {
    expect(summary).toContain('2024年9月，市场监管总局等3个部门以“加强质量支撑 共建质量强国”为主题，联合举办2024年全国“质量月”活动，2个地区组织参加，围绕2个方面安排重点活动3项。');
    expect(summary).toContain('| 电动自行车质量提升活动 | 检查家次 1,200，案件数 35，公告企业数 8 |');
    expect(summary).toContain('**案例1　某集聚区“一企一策”整改见成效**');
    expect(summary).toContain('2024年9月20日公开发布：<https://www.samr.gov.cn/zlfzj/>');
    expect(summary).not.toContain('9999'); // planned, not done
  });

  it('names no one for what is missing or late, and has no word that peers must not hear', () => {
    const campaign = newCampaign();
    report(campaign, 'bj', 'summary', { late: true });
    const found = consolidate(materialOf(campaign));
    const text = summaryMarkdown(found);
    expect(text).not.toMatch(/督办|催报|逾期|责令|务必|通报|退回/);
    expect(text).not.toContain('水利部');
    expect(text.slice(text.indexOf('## '))).not.toMatch(/北京市.*(截止|按时|迟)/);
    expect(annexMarkdown(found)).toContain('| 水利部 | 活动总结 |');
    expect(annexMarkdown(found)).not.toMatch(/督办|催报|逾期|责令/);
  });

  it('counts the concerns that were raised, and says no word of them', () => {
    expect(summary).not.toContain('反映问题');
    expect(summaryMarkdown(consolidate({ ...materialOf(goodYear()), concerns: { received: 3, answered: 2 } }))).toContain('。活动期间收到反映问题3件，已答复2件。');
  });

  it('puts adopted cases first and marks them, also one that was held back, but never one that bears the mark of a secret', () => {
    const campaign = goodYear();
    report(campaign, 'samr.supervision', 'summary', { cases: [{ title: '未勾选保密审查', text: '例。' }], declarations: { voluntary: true, noFees: true, frugal: true, secrecyReviewed: false } });
    report(campaign, 'mwr', 'summary', { cases: [{ title: '标密的', text: '机密★1年' }] });
    const text = summaryMarkdown(consolidate({ ...materialOf(campaign), adopted: ['sd/summary/1', 'samr.supervision/summary/1', 'mwr/summary/1', 'mot/summary/9'] }));
    expect(text).toContain('**案例1　未勾选保密审查**（市场监管总局产品质量安全监督管理司）【采用】');
    expect(text).toContain('**案例2　质量专家“问诊”产业链**（山东省）【采用】');
    expect(text).toContain('**案例3　某集聚区“一企一策”整改见成效**（市场监管总局产品质量安全监督管理司）\n');
    expect(text).not.toContain('标密的');
    expect(text.match(/【采用】/g)).toHaveLength(2);
    expect(text.match(/质量专家“问诊”产业链\*\*/g)).toHaveLength(1);
  });

  it('is the same for the same material, and reads even when nothing came', () => {
    expect(summaryMarkdown(consolidate(materialOf(goodYear())))).toBe(summary);
    expect(headings(summaryMarkdown(consolidate(materialOf(newCampaign()))))).toContain('## 三、存在的不足');
  });

  it('cannot be given another shape by what units write', () => {
    const markdown = new MarkdownIt('default', { html: true, breaks: true });
    const shapeOf = (text: string) => markdown.parse(text, {}).map(({ type }) => type);
    const withWords = (words: string) => {
      const campaign = newCampaign();
      report(campaign, 'mwr', 'action-report.5.5', { narrative: `开展${words}`, cases: [{ title: `案${words}`, text: `例${words}` }], figures: { [`数${words}`.slice(0, 40)]: 1 } });
      return summaryMarkdown(consolidate(materialOf(campaign)));
    };
    const plain = shapeOf(withWords('x。'));
    for (const words of ['| a | b |', '<script>x</script>', '](http://x) [a](http://b)', '**x** _y_ `z`', '# x', '![a](http://b)', '~~x~~ \\ &lt;', '\n\n1. a\n2. b']) {
      expect(shapeOf(withWords(words)), words).toEqual(plain);
      expect(markdown.render(withWords(words)), words).not.toMatch(/<script|<a href="http:|<img/);
    }
  });
});

describe('the annex', () => {
  it('names what could not be read, and says that the numbers lack a line without a record', () => {
    const all = consolidate({ ...materialOf(goodYear()), lines: materialOf(goodYear()).lines.slice(1) });
    const text = annexMarkdown(all, [{ what: 'mwr/summary 的报送材料', digest: 'b'.repeat(64), why: 'missing' }]);
    expect(text).toContain('**各项数字均不包含它们**：市场监管总局');
    expect(text).toContain('| mwr/summary 的报送材料 | 存储中没有（可能已按规定清除） |');
  });
});

describe('words', () => {
  it('are the sentences of a Markdown text', () => {
    expect(plainText('# 标题\n\n第一句。[链接](http://a)和**重点**\n\n- 甲\n- 乙；\n\n| a |\n|---|\n| b |\n\n![图](x.jpg)尾')).toBe('第一句。链接和重点。甲。乙；尾。');
    expect(excerpt('检查 120 家。处理 3 件。', 8)).toBe('检查120家。');
    expect(excerpt('一二三四五六七八九十', 6)).toBe('一二三四……');
  });

  it('are never longer than asked', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 60 }), (text, limit) => [...excerpt(text, limit)].length <= limit));
  });
});

describe('small things', () => {
  it('are written as officials write them', () => {
    expect([1, 9, 10, 12, 20, 31].map(chineseNumber)).toEqual(['一', '九', '十', '十二', '二十', '三十一']);
    expect([0, 999, 1234567, 1234.5].map(number)).toEqual(['0', '999', '1,234,567', '1,234.5']);
    expect([null, 0, 1, 2 / 3, 0.9999, 0.0001].map(percent)).toEqual(['—', '0%', '100%', '66.7%', '99.9%', '0.1%']);
    expect(inline('2024年 a|b <c>')).toBe('2024年 a\\|b \\<c\\>');
  });

  it('take cases from everybody in turn', () => {
    const one = (participant: string, title: string, held: readonly 'fees'[] = []) => ({ id: `${participant}/t/${title}`, participant, unit: participant, task: 't', title, text: '', held, adopted: false });
    expect(proposeCases([one('a', '1'), one('a', '2'), one('b', '3'), one('c', '4', ['fees'])], 3, ['c', 'b', 'a']).map(({ title }) => title)).toEqual(['3', '1', '2']);
  });
});
