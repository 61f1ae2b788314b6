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
  summaryApproved: () => '总结已经审定并印发，不能重复审定。',
  noDraft: (close: Instant | undefined) =>
    `总结尚未汇总${close === undefined ? '' : `，各报送线截止（${chineseInstant(close)}）后自动汇总`}，请届时再审定。`,
} as const;
