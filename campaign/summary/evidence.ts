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

/** What is not there, beside the part of the report where it would stand; a figure's is `figures.<name>`. */
interface Missing {
  readonly field: string;
  readonly text: string;
}

/** Compares a report with what its rule asks for. A nil report needs nothing. */
export function checkReport(rule: Pick<RulePlan, 'form' | 'evidence' | 'declarations'>, report: Report): Checked {
  return {
    missing: missingIn(rule, report).map(({ text }) => text),
    flags: [...unticked(rule, report).map((each): Flag => `undeclared:${each}`), ...contradictions(report)],
  };
}

/** The same field by field, for who fills in a form. */
export function missingIn(rule: Pick<RulePlan, 'form' | 'evidence' | 'declarations'>, report: Report): Missing[] {
  if (report.nil) return [];
  return [
    ...missingEvidence(rule.evidence, report),
    ...missingAnswer(rule, report),
    ...unticked(rule, report).map((each) => ({ field: `declarations.${each}`, text: `未确认“${DECLARATION_TITLES[each]}”` })),
    ...(askedToDeclare(rule, report).length > 0 && report.signoff === undefined ? [{ field: 'signoff', text: '未注明拟稿人和审签人' }] : []),
  ];
}

function askedToDeclare({ declarations }: Pick<RulePlan, 'declarations'>, { nil }: Report): Declaration[] {
  return nil ? [] : DECLARATIONS.filter((each) => declarations.includes(each));
}

function unticked(rule: Pick<RulePlan, 'declarations'>, report: Report): Declaration[] {
  return askedToDeclare(rule, report).filter((each) => !report.declarations[each]);
}

/** Characters of a narrative as a reader counts them: without spaces. */
function narrativeLength(narrative: string): number {
  return [...narrative.replaceAll(/\s/g, '')].length;
}

function missingEvidence(evidence: Evidence, report: Report): Missing[] {
  const ofType = (type: string): number => report.files.filter((file) => file.type.startsWith(type)).length;
  const counts: readonly [field: string, asked: number | undefined, have: number, name: string, unit: string][] = [
    ['narrative', evidence.narrative, narrativeLength(report.narrative), '文字材料', '字'],
    ['cases', evidence.cases, report.cases.length, '典型案例', '个'],
    ['files', evidence.photos, ofType('image/'), '图片', '张'],
    ['files', evidence.videos, ofType('video/'), '视频', '个'],
    ['files', evidence.files, report.files.length, '附件', '个'],
    ['links', evidence.links, report.links.length, '公开链接', '个'],
  ];
  return [
    ...counts.flatMap(([field, asked = 0, have, name, unit]) => (have < asked ? [{ field, text: `${name}应有${asked}${unit}，现有${have}${unit}` }] : [])),
    ...(evidence.figures ?? []).filter((name) => !Object.hasOwn(report.figures, name)).map((name) => ({ field: `figures.${name}`, text: `缺少数据“${name}”（没有请填 0）` })),
    ...(evidence.publishedOn === 'required' && report.publishedOn === undefined ? [{ field: 'publishedOn', text: '缺少公开发布日期' }] : []),
  ];
}

function missingAnswer({ form }: Pick<RulePlan, 'form'>, report: Report): Missing[] {
  const asked = form === 'proposal' || form === 'countersign';
  return asked && report.answer === undefined ? [{ field: 'answer', text: '未注明意见（同意、有修改意见或不同意）' }] : [];
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
