import { sizeText } from '../../activities/store/errors.ts';
import { DECLARATIONS, DECLARATION_TITLES } from '../../campaign/summary/report.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { ShownReport } from '../shownReport.ts';
import { print, printJson } from './output.ts';
import { withCampaigns } from './server.ts';
import { flagsText } from '../words.ts';

/** Shows a report to its reviewer, before the verdict. */
export async function showReport(campaign: string, of: { readonly unit: string; readonly task: string; readonly version?: number }, json: boolean): Promise<void> {
  const shown = await withCampaigns(campaign, ({ campaigns }) => campaigns.shown(campaign, of));
  if (json) printJson(shown);
  else print(reportText(shown));
}

const STATES: Readonly<Record<ShownReport['state'], string>> = {
  submitted: '待审核', accepted: '已收悉', returned: '已请补充', withdrawn: '已撤回', replaced: '已有新版',
};

/** A report for people: what to verify first, then everything it says, each attachment with its digest. */
function reportText(shown: ShownReport): string {
  const { unit, task, title, version, latest, enteredAt, late, state, flags, missing, nil, reason, narrative, files } = shown;
  const ticked = DECLARATIONS.filter((each) => shown.declarations[each]).map((each) => DECLARATION_TITLES[each]);
  return [
    `${unit}/${task}　${title}　第 ${String(version)} 版${latest > version ? `（最新为第 ${String(latest)} 版）` : ''}　${STATES[state]}`,
    `  录入时间  ${chineseInstant(enteredAt)}${late ? '（晚于期限）' : ''}`,
    ...flags.map((flag) => `  请核对    ${flagsText([flag])}`),
    ...missing.map((each) => `  尚缺      ${each}`),
    ...(shown.answer === undefined ? [] : [`  意见      ${ANSWERS[shown.answer]}`]),
    ...(shown.documentNumber === undefined ? [] : [`  文号      ${shown.documentNumber}`]),
    ...Object.entries(shown.figures).map(([name, value]) => `  数据      ${name} ${String(value)}`),
    ...shown.links.map((link) => `  链接      ${link}`),
    ...(shown.publishedOn === undefined ? [] : [`  公开发布  ${shown.publishedOn}`]),
    `  承诺      ${ticked.join('、') || '无'}`,
    ...(shown.signoff === undefined ? [] : [`  拟稿      ${shown.signoff.drafter}，审签 ${shown.signoff.approver}`]),
    ...files.map(({ name, size, digest, bar }) => `  附件      ${name}（${sizeText(size)}）${bar === null ? '' : BARS[bar]}\n            ${digest}`),
    ...(nil ? ['', `零报告${reason === undefined ? '' : `：${reason}`}`] : []),
    ...(narrative.trim() === '' ? [] : ['', narrative.trim()]),
    ...shown.cases.flatMap((each) => ['', `典型案例：${each.title}`, each.text.trim()]),
  ].join('\n');
}

const ANSWERS = { agree: '同意', comments: '有修改意见', disagree: '不同意' } as const;
const BARS = { purged: '　已清除', quarantined: '　已隔离' } as const;
