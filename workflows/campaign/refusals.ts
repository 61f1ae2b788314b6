import { type Concern, numbersOf } from '../../campaign/line/concerns.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Instant } from '../../campaign/time/instant.ts';

/** Why a command of the campaign is refused, and what to do: known ids, dates and numbers only. */
export const chinese = {
  cancelled: (since: Instant) => `活动已于${chineseInstant(since)}取消，不再受理。`,
  noticeIssued: () => '通知已经印发，不能重复印发。如需更正，请另行通知各单位。',
  linesNotReady: (count: number) => `还有 ${String(count)} 条报送线尚未启动完毕，请稍候再试。`,
  uncountersigned: (open: readonly string[], against: readonly string[]) => [
    open.length === 0 ? '' : `以下单位的会签尚未完成：${listed(open)}。请先取得会签（report 或代录）。`,
    against.length === 0 ? '' : `以下单位不同意会签：${listed(against)}。请与其商定后重新会签；确不署名的，请在定义中将其移出署名单位，用 amend 调整方案后再印发。`,
  ].join(''),
  leadsInferred: (actions: readonly string[]) =>
    `以下重点活动的牵头单位系推定，尚未确认：${listed(actions, 40)}。请先收悉牵头单位的活动建议（review --accept）；没有建议事项的，请在定义中将该活动改为 source: stated，用 amend 调整方案后再印发。`,
  announceClosed: (close: Instant) => `报送已于${chineseInstant(close)}截止，不再发送宣传材料。`,
  closed: (close: Instant) => `活动已于${chineseInstant(close)}截止报送，方案不能再变更。迟报的材料请作为补充材料归档。`,
  amending: (revision: number) => `第 ${String(revision)} 版方案正在启用，请稍候用 status 查看，再预览并执行下一次变更。`,
  otherRevision: (given: number, next: number) =>
    `这次变更是第 ${String(given)} 版方案，而下一版应是第 ${String(next)} 版：预览之后方案已有别的变更。请重新预览后再执行。`,
  unknownPlan: (revision: number) => `存储中没有第 ${String(revision)} 版方案，或与工作进程的版本不符，未作任何改动。请核对 CAMPAIGN_DATA，用 amend 重新执行。`,
  summaryApproved: () => '总结已经审定并印发，不能重复审定。',
  noDraft: (close: Instant | undefined) =>
    `总结尚未汇总${close === undefined ? '' : `，各报送线截止（${chineseInstant(close)}）后自动汇总`}，请届时再审定。`,
  concernsOpen: (open: readonly Concern[]) =>
    `${numbersOf(open)}反映问题尚未答复，总结暂不能审定。请用 concern 查看，逐件答复（--number 号 --answer 文字）后再审定。`,
  draftStale: () => '反映问题或案例选用情况有变，总结正在重新汇总，请稍候再审定。',
  archiving: (since: Instant) => `活动已于${chineseInstant(since)}进入归档，不再受理。`,
  unknownUnit: (known: readonly string[]) => `本活动没有这个单位。可用的单位标识：${listed(known)}。`,
} as const;

function listed(ids: readonly string[], most = 12): string {
  return `${ids.slice(0, most).join('、')}${ids.length > most ? ` 等 ${String(ids.length)} 个` : ''}`;
}
