import { chineseDate } from '../time/chinese.ts';
import { dayOf } from '../time/instant.ts';
import type { Consolidation, GroupPart } from './consolidation.ts';
import { isFee } from './figureNames.ts';
import { inline, number, paragraphs, percent, received, table } from './markdownText.ts';
import { onTimeRate } from './participants.ts';

export const GROUP_NAMES: Readonly<Record<GroupPart['group'], string>> = { department: '部门', region: '地区', other: '其他' };

/** 总体情况: who took part, what came of it, the figures of the named actions. */
export function overview(all: Consolidation): string {
  return paragraphs([opening(all), work(all), groupTable(all), totalsTable(all)]);
}

function opening({ title, theme, began, participants, groups, clauses, answers }: Consolidation): string {
  const month = began === null ? '' : `${began.slice(0, 4)}年${String(Number(began.slice(5, 7)))}月，`;
  const count = (group: GroupPart['group']): number => groups.find((each) => each.group === group)?.participants ?? 0;
  const first = inline(participants.find(({ group }) => group === 'department')?.name ?? '各单位');
  const bodies = count('department') > 1 ? `${first}等${String(count('department'))}个部门` : first;
  const regions = count('region') === 0 ? '' : `，${String(count('region'))}个地区组织参加`;
  const actions = clauses.flatMap((clause) => clause.actions).length;
  const named = actions === 0 ? '' : `，围绕${String(clauses.length)}个方面安排重点活动${String(actions)}项`;
  const signed = answers.filter(({ form }) => form === 'countersign')
    .map(({ agree, comments }) => `活动通知会签中，${String(agree + comments)}个部门表示同意${comments === 0 ? '' : `，其中${String(comments)}个提出了修改意见`}。`);
  return `${month}${bodies}以“${inline(theme)}”为主题，联合举办${inline(title)}${regions}${named}。${signed.join('')}`;
}

function work({ feedback, clauses, materials, asOf }: Consolidation): string {
  const actions = clauses.flatMap((clause) => clause.actions);
  const told = actions.filter(({ state }) => state === 'told').length;
  const nil = feedback.nil === 0 ? '' : `，其中零报告${number(feedback.nil)}项`;
  const exempt = feedback.exempt === 0 ? '' : `（其中免报${number(feedback.exempt)}项）`;
  const came: readonly [number, string][] = [
    [materials.cases, '个典型案例'], [materials.photos, '张图片'], [materials.videos, '个视频'],
    [materials.documents, '份文件'], [materials.links, '条公开链接'],
  ];
  const sent = came.filter(([count]) => count > 0).map(([count, what]) => `${number(count)}${what}`).join('、');
  return [
    `截至${chineseDate(dayOf(asOf))}，应反馈活动情况和总结${number(feedback.due)}项${exempt}，收到${number(received(feedback))}项${nil}，按时反馈率${percent(onTimeRate(feedback))}。`,
    told === 0 ? '' : `${number(actions.length)}项重点活动${told === actions.length ? '' : `中${number(told)}项`}的开展情况已经汇总。`,
    sent === '' ? '' : `随材料报来${sent}。`,
  ].join('');
}

function groupTable({ groups }: Consolidation): string {
  return table(['类别', '单位数→', '应反馈→', '按时→', '截止后收到→', '免报→', '尚未收到→', '按时率→'], groups.map(({ group, participants, feedback }) => [
    GROUP_NAMES[group], ...[participants, feedback.due, feedback.onTime, feedback.late, feedback.exempt, feedback.missing + feedback.open].map(number), percent(onTimeRate(feedback)),
  ]));
}

/** Fees are no achievement: what was said of them is in the annex. */
function totalsTable({ totals, clauses }: Consolidation): string | undefined {
  const shown = totals.filter(({ name }) => !isFee(name));
  if (shown.length === 0) return undefined;
  const actions = clauses.flatMap((clause) => clause.actions);
  const rows = shown.map(({ name, total }) => [
    inline(name), number(total), number(actions.filter((action) => action.totals.some((each) => each.name === name)).length),
  ]);
  return `重点活动主要数据如下（按牵头单位反馈汇总，联合开展的活动只计一次）：\n\n${table(['指标', '合计→', '涉及活动项数→'], rows)}`;
}
