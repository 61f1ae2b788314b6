import type { Evidence, RulePlan } from '../line/plan.ts';
import { isFee, isLavish } from './figureNames.ts';
import { DECLARATIONS, DECLARATION_TITLES, type Declaration, type Report } from './report.ts';

/** What somebody must look at. Fixed codes: they go into histories, where no free text belongs. */
export type Flag = `undeclared:${Declaration}` | 'contradiction:noFees' | 'contradiction:frugal' | 'fees' | 'secrecy:marking';

/** The flags in words. */
export const FLAG_TITLES: Readonly<Record<Flag, string>> = {
  'undeclared:voluntary': '未承诺自愿参与', 'undeclared:noFees': '未承诺不收费', 'undeclared:frugal': '未承诺勤俭节约',
  'undeclared:secrecyReviewed': '未确认已经保密审查', 'contradiction:noFees': '承诺不收费，但填报了收费金额',
  'contradiction:frugal': '承诺勤俭节约，但填报了宴请、礼品等开支',
  fees: '填报了收费金额', 'secrecy:marking': '文字中出现密级标志，请立即核实是否涉密',
};

/** Whether a code of a history is a flag we know. */
export function isFlag(code: string): code is Flag {
  return Object.hasOwn(FLAG_TITLES, code);
}

export interface Checked {
  /** What the rule asks for and is not there, in Chinese. Never a reason to refuse. */
  readonly missing: readonly string[];
  readonly flags: readonly Flag[];
}

/** Compares a report with what its rule asks for. A nil report needs nothing. */
export function checkReport(rule: Pick<RulePlan, 'form' | 'evidence' | 'declarations'>, report: Report): Checked {
  const asked = report.nil ? [] : DECLARATIONS.filter((each) => rule.declarations.includes(each));
  const unticked = asked.filter((each) => !report.declarations[each]);
  return {
    missing: report.nil ? [] : [
      ...missingEvidence(rule.evidence, report),
      ...missingAnswer(rule, report),
      ...unticked.map((each) => `未确认“${DECLARATION_TITLES[each]}”`),
      ...(asked.length > 0 && report.signoff === undefined ? ['未注明拟稿人和审签人'] : []),
    ],
    flags: [...unticked.map((each): Flag => `undeclared:${each}`), ...contradictions(report)],
  };
}

/** Characters of a narrative as a reader counts them: without spaces. */
export function narrativeLength(narrative: string): number {
  return [...narrative.replaceAll(/\s/g, '')].length;
}

function missingEvidence(evidence: Evidence, report: Report): string[] {
  const ofType = (type: string): number => report.files.filter((file) => file.type.startsWith(type)).length;
  const counts: readonly [asked: number | undefined, have: number, name: string, unit: string][] = [
    [evidence.narrative, narrativeLength(report.narrative), '文字材料', '字'],
    [evidence.cases, report.cases.length, '典型案例', '个'],
    [evidence.photos, ofType('image/'), '图片', '张'],
    [evidence.videos, ofType('video/'), '视频', '个'],
    [evidence.files, report.files.length, '附件', '个'],
    [evidence.links, report.links.length, '公开链接', '个'],
  ];
  return [
    ...counts.flatMap(([asked = 0, have, name, unit]) => (have < asked ? [`${name}应有${asked}${unit}，现有${have}${unit}`] : [])),
    ...(evidence.figures ?? []).filter((name) => !Object.hasOwn(report.figures, name)).map((name) => `缺少数据“${name}”（没有请填 0）`),
    ...(evidence.publishedOn === 'required' && report.publishedOn === undefined ? ['缺少公开发布日期'] : []),
  ];
}

function missingAnswer({ form }: Pick<RulePlan, 'form'>, report: Report): string[] {
  const asked = form === 'proposal' || form === 'countersign';
  return asked && report.answer === undefined ? ['未注明意见（同意、有修改意见或不同意）'] : [];
}

/** Found in every report, whatever was asked for. */
function contradictions(report: Report): Flag[] {
  const given = Object.entries(report.figures).filter(([, number]) => number > 0).map(([name]) => name);
  const fees = given.some(isFee);
  const words = [report.narrative, report.reason ?? '', ...report.cases.flatMap(({ title, text }) => [title, text]), ...report.files.map(({ name }) => name)];
  const marked = words.some((text) => /(绝密|机密|秘密)\s*[★☆]/.test(text)); // GB/T 9704: 密级★保密期限
  return [
    ...(fees ? ['fees' as const] : []),
    ...(fees && report.declarations.noFees ? ['contradiction:noFees' as const] : []),
    ...(report.declarations.frugal && given.some(isLavish) ? ['contradiction:frugal' as const] : []),
    ...(marked ? ['secrecy:marking' as const] : []),
  ];
}
