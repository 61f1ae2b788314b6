import { z } from 'zod';
import { ANSWERS, Case, DECLARATIONS, Day, Declarations, Figure, FigureName, Link, ReportContent, SignOff } from './report.ts';

/** `[voluntary, noFees]` as definitions write it; `{ voluntary: true, noFees: false }` is understood too. */
const Ticked = z.array(z.enum(DECLARATIONS)).transform((names) => ({
  voluntary: names.includes('voluntary'), noFees: names.includes('noFees'),
  frugal: names.includes('frugal'), secrecyReviewed: names.includes('secrecyReviewed'),
}));

// People write the Chinese words they tick on paper.
const ANSWER_WORDS: Readonly<Record<string, string>> = { 同意: 'agree', 无意见: 'agree', 有修改意见: 'comments', 修改意见: 'comments', 不同意: 'disagree' };

/** What may stand in the front matter of a report file. Unknown keys are mistakes: a misspelt one would be lost. */
export const FrontMatter = z.strictObject({
  figures: z.record(FigureName, Figure).default({}),
  cases: z.array(z.strictObject(Case.shape)).max(100).default([]),
  links: z.array(Link).max(200).default([]),
  publishedOn: Day.exactOptional(),
  declarations: z.union([Ticked, z.strictObject(Declarations.shape)]).prefault({}),
  signoff: z.strictObject(SignOff.shape).exactOptional(),
  answer: z.preprocess((word) => (typeof word === 'string' ? ANSWER_WORDS[word.trim()] ?? word : word), z.enum(ANSWERS)).exactOptional(),
  documentNumber: ReportContent.shape.documentNumber,
});

/** How each key is written, for a remedy. */
export const SAMPLES: Readonly<Record<string, string>> = {
  figures: 'figures: { 检查家次: 120, 案件数: 3 }',
  cases: 'cases: [{ title: 标题, text: 正文 }]',
  title: 'title: 标题', text: 'text: 正文',
  links: 'links: [https://www.samr.gov.cn/]',
  publishedOn: 'publishedOn: 2024-09-20',
  declarations: 'declarations: [voluntary, noFees, frugal, secrecyReviewed]',
  signoff: 'signoff: { drafter: 张三, approver: 李四 }', drafter: 'drafter: 张三', approver: 'approver: 李四',
  answer: 'answer: 同意',
  documentNumber: 'documentNumber: 〔2024〕1号',
};
