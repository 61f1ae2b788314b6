import { FLAG_TITLES, isFlag } from '../campaign/summary/evidence.ts';
import type { ShownState } from '../campaign/line/outcome.ts';
import type { Role } from '../campaign/line/letter.ts';

/** How people are told what programs call by an id. */
export const ROLES: Readonly<Record<Role, string>> = { contact: '联络员', superior: '分管领导', office: '办公室', head: '局领导' };

export { KIND_NAMES as KINDS, LEVEL_NAMES as LEVELS } from '../campaign/definition/letterNames.ts';

export const STATES: Readonly<Record<ShownState, string>> = {
  scheduled: '未布置', open: '待报送', submitted: '待审核', accepted: '已收悉', exempt: '免报', missing: '未报',
};

const PHASES: Readonly<Record<string, string>> = {
  scheduled: '未开始', planning: '筹备', activities: '开展活动', summarisation: '总结', close: '报送截止', archive: '归档',
};

/** The phase in Chinese; one this version does not know, as it is. */
export function phaseText(phase: string): string {
  return PHASES[phase] ?? phase;
}

const ATTENTION: Readonly<Record<string, string>> = {
  'mail-failing': '邮件退回', 'awaiting-review': '待审核', 'awaiting-release': '待批准提请', held: '暂停发函', suspended: '中止', 'open-concern': '反映问题待答复',
};

/** What needs a person, in Chinese. */
export function attentionText(attention: readonly string[]): string {
  return attention.map((each) => ATTENTION[each] ?? each).join('、');
}

/** The flags of a report in Chinese; one this version does not know, as it is. */
export function flagsText(flags: readonly string[]): string {
  return flags.map((flag) => (isFlag(flag) ? FLAG_TITLES[flag] : flag)).join('；');
}
