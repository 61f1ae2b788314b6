import { z } from 'zod';
import { isDay } from '../time/instant.ts';

/** What a unit may be asked to declare (中央八项规定、自愿参与、严禁收费: notice of 2024, 工作要求; secrecy: our own rule). */
export const DECLARATIONS = ['voluntary', 'noFees', 'frugal', 'secrecyReviewed'] as const;
export type Declaration = (typeof DECLARATIONS)[number];

/** The declarations in the words that people tick. */
export const DECLARATION_TITLES: Readonly<Record<Declaration, string>> = {
  voluntary: '坚持自愿参与', noFees: '未借活动名义收费', frugal: '厉行勤俭节约', secrecyReviewed: '已经本单位保密审查',
};

/** 意见 on a proposal or countersignature. */
export const ANSWERS = ['agree', 'comments', 'disagree'] as const;
export type Answer = (typeof ANSWERS)[number];

/** No honest figure is larger; sums of such figures stay exact. */
const LARGEST = 100_000_000_000;

const Text = z.string().trim().min(1);
export const FigureName = Text.max(40);
export const Figure = z.number().min(0).max(LARGEST);
export const Case = z.object({ title: Text.max(200), text: z.string().max(20_000) });
export const Link = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(2000);
export const Day = z.stringFormat('day', isDay);
export const SignOff = z.object({ drafter: Text.max(40), approver: Text.max(40) });
const Ticked = z.boolean().default(false);
export const Declarations = z.object({ voluntary: Ticked, noFees: Ticked, frugal: Ticked, secrecyReviewed: Ticked });

/** What a person writes, without attachments: the content of a report file or of the portal's form. */
export const ReportContent = z.object({
  /** Markdown. */
  narrative: z.string().max(200_000),
  /** 数据: name (with its unit: 检查家次) and number. */
  figures: z.record(FigureName, Figure),
  cases: z.array(Case).max(100),
  links: z.array(Link).max(200),
  publishedOn: Day.exactOptional(),
  declarations: Declarations,
  signoff: SignOff.exactOptional(),
  /** Only for `form: proposal` and `form: countersign`. */
  answer: z.enum(ANSWERS).exactOptional(),
  /** 文号 of the original on paper. */
  documentNumber: Text.max(80).exactOptional(),
});
export type ReportContent = z.infer<typeof ReportContent>;

const ReportFile = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  name: Text,
  /** Bytes. */
  size: z.int().min(0),
  type: z.string(),
  charset: z.string().exactOptional(),
});

/** One version of what a unit submitted, as stored. Keys we do not know are left out when it is read. */
export const Report = ReportContent.extend({
  unit: z.string(),
  task: z.string(),
  files: z.array(ReportFile).max(200),
  /** 零报告: there was nothing to report. It needs no excuse. */
  nil: z.boolean(),
  reason: z.string().max(2000).exactOptional(),
});
export type Report = z.infer<typeof Report>;

/** A report of nothing, to build others from. */
export const EMPTY_CONTENT: ReportContent = {
  narrative: '', figures: {}, cases: [], links: [],
  declarations: { voluntary: false, noFees: false, frugal: false, secrecyReviewed: false },
};
