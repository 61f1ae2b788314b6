import type { Audit } from '../../../campaign/audit/audit.ts';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import type { Check } from '../figures/checks.ts';
import type { RehearsalFigures } from '../figures/figures.ts';
import type { Ladder } from '../figures/ladders.ts';
import { PHASE_NAMES } from './words.ts';
import { type Paint, fitted } from './style.ts';

/** Violations shown; `audit` tells all. */
const SHOWN = 10;

/** Where a person finds what the rehearsal left. */
interface Places {
  readonly desk: string | undefined;
  readonly web: string | undefined;
  readonly inbox: string | undefined;
  readonly portal: string | undefined;
  readonly archive: string;
  readonly summary: string | undefined;
  readonly log: string;
}

/** The figures as a table for people, and whether they add up. */
export function figuresText(figures: RehearsalFigures, checks: readonly Check[], paint: Paint): string[] {
  const { letters, reports, escalations, phases } = figures;
  const row = (name: string, text: string): string => `  ${fitted(name, 12)}${text}`;
  return [
    paint('演练结果', 'bold'),
    row('参演单位', `${String(figures.units)} 个`),
    row('阶段', phases.map(({ name, at }) => `${PHASE_NAMES[name] ?? name} ${chineseInstant(at)}`).join('，')),
    row('函件', `发出 ${String(letters.sent)} 封，重复 ${String(letters.repeated)} 封，被拒 ${String(letters.refused)} 封`),
    row('报送', `应报 ${String(reports.due)}：按时 ${String(reports.onTime)}，逾期 ${String(reports.late)}，免报 ${String(reports.exempt)}，未报 ${String(reports.missing)}`),
    row('其中', `请补充 ${String(reports.returned)}，零报告 ${String(reports.nil)}，纸质代录 ${String(reports.onPaper)}`),
    row('提醒升级', `蓝 ${String(escalations.blue)}，黄 ${String(escalations.yellow)}，红 ${String(escalations.red)}`),
    row('报后催办', `${String(figures.lettersAfterReport)} 封　丢失材料 ${String(figures.lost)} 份`),
    '', paint('自查', 'bold'),
    ...checks.map((check) => `  ${markOf(check, paint)}`),
  ];
}

/** What the audit says, in one line; and what is broken. */
export function auditLines({ ok, checked, violations }: Audit, paint: Paint): string[] {
  const counts = Object.values(checked);
  const what = `审计：${String(counts.length)} 条规则，核对 ${String(counts.reduce((sum, count) => sum + count, 0))} 处，违反 ${String(violations.length)} 处`;
  const details = violations.slice(0, SHOWN).map(({ property, unit, at, what: broken }) => `    ${at.slice(0, 16)} ${unit} ${property}：${broken}`);
  return [`  ${markOf({ what, ok }, paint)}`, ...details];
}

function markOf({ what, ok, isNote }: Check, paint: Paint): string {
  if (ok) return `${paint('✓', 'green')} ${what}`;
  return isNote === true ? `${paint('△', 'yellow')} ${paint(what, 'yellow')}` : `${paint('✗', 'red', 'bold')} ${paint(what, 'red')}`;
}

/** The ladders that were run to their ends, one for each relation. */
export function laddersText(ladders: readonly Ladder[], paint: Paint): string[] {
  return [
    paint('走完全部提醒层级的报送线', 'bold'),
    ...ladders.map(({ name, relation, title, steps, answered }) => (
      `  ${name}（${relation}）${title}：${steps.map(({ at, what }) => `${at.slice(5, 10)} ${what}`).join(' → ')} → ${answered}`)),
  ];
}

export function placesText({ desk, web, inbox, portal, archive, summary, log }: Places, paint: Paint): string[] {
  const row = (name: string, where: string | undefined): string[] => (where === undefined ? [] : [`  ${fitted(name, 16)}${where}`]);
  return [
    paint('到哪里看', 'bold'),
    ...row('组织方工作台', desk), ...row('Temporal 网页', web), ...row('收件箱', inbox), ...row('填报门户', portal === undefined ? undefined : `${portal}（从收件箱函件中的链接进入）`), ...row('归档', archive), ...row('全国总结', summary), ...row('工作进程日志', log),
  ];
}
