import type { Model } from './model.ts';
import type { Act } from '../script/act.ts';

export const PHASE_NAMES: Readonly<Record<string, string>> = {
  planning: '筹备', activities: '活动', summarisation: '总结', close: '截止', archive: '归档',
};

const DEEDS: Readonly<Record<Act['deed']['do'], string>> = {
  acknowledge: '确认收悉', delegate: '转办', issueNotice: '印发通知', approveSummary: '审定总结', report: '报送', received: '纸质件已收到',
  withdraw: '撤回', review: '审核', requestExtension: '申请延期', decideExtension: '答复延期', exempt: '免报', suspend: '中止', resume: '恢复', suspendAll: '中止全部事项', resumeAll: '恢复全部事项',
  quarantineFile: '隔离附件', purgeFile: '清除附件', amend: '变更方案', recordConcern: '登记反映问题', answerConcern: '答复反映问题', release: '批准提请',
};

/** What an act is, in a few characters. */
export function deedText({ deed }: Act, titleOf: (unit: string, task: string) => string): string {
  const what = deed.do === 'review' ? (deed.accept ? '收悉' : '请补充') : detailed(deed);
  return 'task' in deed ? `${what} ${titleOf(deed.unit, deed.task)}` : what;
}

function detailed(deed: Act['deed']): string {
  if (deed.do === 'report' && deed.quality === 'nil') return '零报告';
  if (deed.do === 'report' && deed.enteredBy === 'organiser') return '代录';
  if (deed.do === 'decideExtension') return deed.grant ? '同意延期' : '未同意延期';
  return DEEDS[deed.do];
}

/** The phases as the bar shows them. */
export function phasesOf(phases: readonly { readonly name: string; readonly part: number }[]): Model['phases'] {
  return phases.map(({ name, part }) => ({ name: PHASE_NAMES[name] ?? name, part }));
}
