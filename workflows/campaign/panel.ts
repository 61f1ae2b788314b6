import { setCurrentDetails } from '@temporalio/workflow';
import { numbersOf, openConcerns } from '../../campaign/line/concerns.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import { ATTENTION, CAMPAIGN_PHASE, type Pair } from '../searchAttributes.ts';
import { LEVEL_NAMES, tableOf } from '../table.ts';
import { followingOf } from './amend.ts';
import { type CampaignRun, figuresOf, participantNews, phaseAt, wakesAt } from './campaignRun.ts';

const PHASES: Readonly<Record<string, string>> = {
  scheduled: '待启动', planning: '筹备', activities: '活动', summarisation: '总结', close: '汇总', archive: '归档',
};
const ROWS = 40;

/** The Chinese name of a phase. */
export function phaseName(phase: string): string {
  return PHASES[phase] ?? phase;
}

/** What an administrator reads and filters by. */
export function showCampaign(run: CampaignRun, write: (pairs: readonly Pair[]) => void): void {
  const { head, state } = run;
  const news = Object.values(state.news);
  const attention = [...new Set([...news.flatMap((each) => each.attention), ...ownAttention(state)])].sort();
  write([
    { key: CAMPAIGN_PHASE, value: phaseAt(head, run.clock.now()) },
    { key: ATTENTION, value: attention },
  ]);
  setCurrentDetails(details(run));
}

/** What concerns the campaign itself: its own letters, and concerns. */
function ownAttention({ held, retry, refusing = [], concerns = [] }: CampaignRun['state']): string[] {
  const mail = held === true ? ['held'] : retry !== undefined || refusing.length > 0 ? ['mail-failing'] : [];
  return [...mail, ...(openConcerns(concerns).length > 0 ? ['open-concern'] : [])];
}

function details(run: CampaignRun): string {
  const { head, state } = run;
  const now = run.clock.now();
  const names = new Map(head.lines.map(({ line, name }) => [line, name]));
  const news = participantNews(state);
  const total = figuresOf(news);
  const late = news.filter(({ overdue }) => overdue > 0).sort((a, b) => b.overdue - a.overdue);
  const concerns = state.concerns ?? [];
  const open = openConcerns(concerns);
  return [
    `**${head.title}** · ${phaseName(phaseAt(head, now))}阶段${state.held === true ? ' · **暂停发函**' : ''}`, '',
    `截至${chineseInstant(now)}；下一节点：${chineseInstant(wakesAt(run))}。`, '',
    ...tableOf(['应报', '按时', '逾期', '免报', '未报', '待报'], [[
      total.due, total.onTime, total.late, total.exempt, total.missing, total.open,
    ].map(String)]), '',
    ...amendedText(run),
    `通知：${state.notice === undefined ? '未印发' : '已印发'}；总结：${state.approved === true ? '已审定' : state.draft === undefined ? '未汇总' : '待审定'}。`,
    ...(concerns.length === 0 ? [] : ['', `反映问题：收到 ${String(concerns.length)} 件，${open.length === 0 ? '均已答复' : `**${numbersOf(open)}待答复**`}。`]),
    ...(late.length === 0 ? [] : [
      '', ...tableOf(['尚未反馈的单位', '事项数', '提醒层级'], late.slice(0, ROWS).map(({ line, overdue, level }) => (
        [names.get(line) ?? line, String(overdue), level === null ? '—' : LEVEL_NAMES[level]]))),
    ]),
  ].join('\n');
}

/** Until every line follows an amended plan, and afterwards: that it is amended. */
function amendedText(run: CampaignRun): string[] {
  const { lines, of } = followingOf(run);
  return run.head.revision === 1 ? [] : [`方案第 ${String(run.head.revision)} 版：${String(of)} 条报送线中已有 ${String(lines)} 条按此运行。`, ''];
}
