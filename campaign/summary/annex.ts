import { LEVEL_NAMES } from '../definition/letterNames.ts';
import { chineseInstant } from '../time/chinese.ts';
import type { Consolidation } from './consolidation.ts';
import { FLAG_TITLES } from './evidence.ts';
import { isFee } from './figureNames.ts';
import { inline, number, paragraphs, percent, table } from './markdownText.ts';
import { removedSection } from './removed.ts';
import type { TaskRef } from './standing.ts';

/** Something the summary should rest on and that could not be read. */
export interface Gap {
  /** In Chinese: 报送线 mot 的结果. */
  readonly what: string;
  readonly digest: string;
  readonly why: 'missing' | 'damaged' | 'shape' | 'purged' | 'quarantined';
}

export const GAP_REASONS: Readonly<Record<Gap['why'], string>> = {
  missing: '存储中没有（可能已按规定清除）', damaged: '与摘要不符，已损坏', shape: '格式与本程序版本不符',
  purged: '已按规定清除', quarantined: '已隔离，核实前不收录',
};

/**
 * The organiser's own annex: who is missing, late or exempt, doubts, what could not be read. It names names and is never mailed;
 * what becomes of it (a call, a bulletin to its own provinces) is for people to decide.
 */
export function annexMarkdown(all: Consolidation, gaps: readonly Gap[] = []): string {
  const { standing } = all;
  const lists: readonly [title: string, note: string, refs: readonly TaskRef[]][] = [
    ['尚未收到', '同级部门请电话商请，不作通报；省级市场监管部门确需通报的，由组织方另行决定。', standing.missing],
    ['原件已收到、内容未录入', '已包含在“尚未收到”中，录入后即计入反馈。', standing.onPaperOnly],
    ['待审核', '未计入总结。', standing.unreviewed],
    ['已请补充或撤回、未再报', '未计入总结。', standing.unfinished],
    ['截止后收到', '', standing.late],
    ['免报', '', standing.exempt],
  ];
  return `${paragraphs([
    `# ${inline(all.title)}总结：内部附件`,
    '仅供组织方内部使用，不随总结发送。',
    unreadable(all, gaps),
    removedSection(all.removed),
    ...lists.map(([title, note, refs]) => taskList(title, note, refs)),
    doubts(all),
    heldCases(all),
    answers(all),
    byParticipant(all),
  ])}\n`;
}

function taskList(title: string, note: string, refs: readonly TaskRef[]): string | undefined {
  if (refs.length === 0) return undefined;
  const rows = refs.map(({ unitName, title: task, due, level }) => [inline(unitName), inline(task), chineseInstant(due), level === null ? '' : LEVEL_NAMES[level]]);
  return paragraphs([`## ${title}（${number(refs.length)}项）`, note, table(['单位', '事项', '到期', '提醒层级'], rows)]);
}

function unreadable({ standing, unrecorded }: Consolidation, gaps: readonly Gap[]): string | undefined {
  if (gaps.length + standing.unreadable.length + unrecorded.length === 0) return undefined;
  return paragraphs([
    '## 未能读取的内容',
    unrecorded.length === 0 ? undefined : `以下单位没有可用的报送线结果，**各项数字均不包含它们**：${unrecorded.map(inline).join('、')}。请核对报送线是否已经结束、存储是否完整，然后重新汇总。`,
    table(['内容', '原因', '摘要'], [
      ...gaps.map(({ what, why, digest }) => [inline(what), GAP_REASONS[why], `\`${digest}\``]),
      ...standing.unreadable.filter(({ report }) => !gaps.some(({ digest }) => digest === report))
        .map(({ unitName, title, report }) => [`${inline(unitName)}：${inline(title)}`, '未能读取', `\`${report}\``]),
    ]),
  ]);
}

function doubts({ standing, totals, participants }: Consolidation): string | undefined {
  const fees = [...totals, ...participants.flatMap((each) => each.totals)].filter(({ name, total }) => isFee(name) && total > 0);
  if (standing.flagged.length === 0) return undefined;
  return paragraphs([
    `## 待核实（${number(standing.flagged.length)}项）`,
    fees.length === 0 ? undefined : '有材料填报了收费金额：请核实是否借活动名义收费，核实前不选用有关案例。',
    table(['单位', '事项', '情况'], standing.flagged.map(({ unitName, title, flags }) => [inline(unitName), inline(title), flags.map((flag) => FLAG_TITLES[flag]).join('；')])),
  ]);
}

function heldCases({ cases }: Consolidation): string | undefined {
  const held = cases.filter((each) => each.held.length > 0);
  if (held.length === 0) return undefined;
  return paragraphs([`## 核实前不选用的案例（${number(held.length)}个）`, table(['案例', '单位', '原因'], held.map(({ title, unit, held: why }) => [
    inline(title), inline(unit), why.map((flag) => FLAG_TITLES[flag]).join('；'),
  ]))]);
}

function answers(all: Consolidation): string | undefined {
  if (all.answers.length === 0) return undefined;
  return paragraphs(['## 建议和会签结果', table(['事项', '征求→', '同意→', '有修改意见→', '不同意→', '未答复→'], all.answers.map((each) => [
    inline(each.title), ...[each.asked, each.agree, each.comments, each.disagree, each.asked - each.agree - each.comments - each.disagree].map(number),
  ]))]);
}

function byParticipant({ participants }: Consolidation): string {
  return paragraphs(['## 按单位反馈情况', table(
    ['单位', '应反馈→', '按时→', '截止后→', '免报→', '未收到→', '零报告→', '纸质代录→', '请补充→', '按时率→'],
    participants.map(({ name, figures, onTimeRate }) => [
      inline(name), ...[figures.due, figures.onTime, figures.late, figures.exempt, figures.missing + figures.open, figures.nil, figures.onPaper, figures.returned].map(number),
      percent(onTimeRate),
    ]),
  )]);
}
