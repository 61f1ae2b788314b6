import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Instant } from '../../campaign/time/instant.ts';

/** Why a command of the campaign is refused, and what to do: known ids, dates and numbers only. */
export const chinese = {
  cancelled: (since: Instant) => `活动已于${chineseInstant(since)}取消，不再受理。`,
  archiving: () => '活动正在归档，不能再取消；此后不再发函。',
  noticeIssued: () => '通知已经印发，不能重复印发。如需更正，请另行通知各单位。',
  linesNotReady: (count: number) => `还有 ${String(count)} 条报送线尚未启动完毕，请稍候再试。`,
  uncountersigned: (lines: readonly string[]) =>
    `以下单位的会签尚未完成或不同意：${lines.slice(0, 12).join('、')}${lines.length > 12 ? ` 等 ${String(lines.length)} 个` : ''}。请先取得会签（report 或代录），或将不署名的单位移出后再印发。`,
  closed: (close: Instant) => `活动已于${chineseInstant(close)}截止报送，方案不能再变更。迟报的材料请作为补充材料归档。`,
  amending: (revision: number) => `第 ${String(revision)} 版方案正在启用，请稍候用 status 查看，再预览并执行下一次变更。`,
  otherRevision: (given: number, next: number) =>
    `这次变更是第 ${String(given)} 版方案，而下一版应是第 ${String(next)} 版：预览之后方案已有别的变更。请重新预览后再执行。`,
  unknownPlan: (revision: number) => `存储中没有第 ${String(revision)} 版方案，或与工作进程的版本不符，未作任何改动。请核对 CAMPAIGN_DATA，用 amend 重新执行。`,
  summaryApproved: () => '总结已经审定并印发，不能重复审定。',
  noDraft: (close: Instant | undefined) =>
    `总结尚未汇总${close === undefined ? '' : `，各报送线截止（${chineseInstant(close)}）后自动汇总`}，请届时再审定。`,
} as const;
