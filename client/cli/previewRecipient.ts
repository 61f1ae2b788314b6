import { isInternal } from '../../campaign/definition/letterNames.ts';
import type { CampaignPlan, Roster } from '../../campaign/definition/plan.ts';
import type { LetterKind, Role } from '../../campaign/line/letter.ts';
import type { LinePlan } from '../../campaign/line/plan.ts';
import { lineOf } from '../plans.ts';
import { Refused } from '../refused.ts';

/** The line of a unit. @throws Refused if there is none. */
export function requireUnit(plan: CampaignPlan, unit: string): LinePlan {
  const line = lineOf(plan, unit);
  if (line.units.some(({ id }) => id === unit)) return line;
  throw new Refused(`${line.name}的报送线没有单位“${unit}”。可用的单位标识：${line.units.map(({ id }) => id).join('、')}。`);
}

/** @throws Refused for a letter that never leaves: a preview of it would mislead. */
export function requireRecipient({ superiors }: Roster, line: LinePlan, { kind, unit, role }: { kind: LetterKind; unit: string; role: Role | undefined }): void {
  if (role === 'superior' && superiors[unit] === undefined && !isInternal(kind)) {
    throw new Refused(`单位 ${unit} 没有登记分管领导，不会有发给分管领导的函件。请换一个单位，或去掉 --role。`);
  }
  if ((role === 'office' || role === 'head') && !isInternal(kind)) {
    throw new Refused(`--role ${role} 只用于每日汇总（digest）和明日拟发（outlook）。请换一种函件，或去掉 --role。`);
  }
  if (kind !== 'escalate') return;
  if (unit !== line.line) throw new Refused(`${unit} 是所属单位，它未报的情况告知${line.name}。请用 --unit ${line.line} --role contact 查看。`);
  const hasSuperior = line.relation !== 'peer' && superiors[unit] !== undefined && role !== 'contact';
  if (!hasSuperior && line.units.length === 1) {
    throw new Refused(`不会有发给 ${unit} 的 escalate 函件：没有所属单位，也没有可致函的分管领导，未报情况只列入每日清单（--letter digest）。`);
  }
}
