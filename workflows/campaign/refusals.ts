import { type Concern, numbersOf } from '../../campaign/line/concerns.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Instant } from '../../campaign/time/instant.ts';

/** Why a command of the campaign is refused, and what to do: known ids, dates and numbers only. */
export const chinese = {
  cancelled: (since: Instant) => `活动已于${chineseInstant(since)}取消，不再受理。`,
  noticeIssued: () => '通知已经印发，不能重复印发。如需更正，请另行通知各单位。',
  linesNotReady: (count: number) => `还有 ${String(count)} 条报送线尚未启动完毕，请稍候再试。`,
  uncountersigned: (lines: readonly string[]) =>
    `以下单位的会签尚未完成或不同意：${lines.slice(0, 12).join('、')}${lines.length > 12 ? ` 等 ${String(lines.length)} 个` : ''}。请先取得会签（report 或代录），或将不署名的单位移出后再印发。`,
  summaryApproved: () => '总结已经审定并印发，不能重复审定。',
  noDraft: (close: Instant | undefined) =>
    `总结尚未汇总${close === undefined ? '' : `，各报送线截止（${chineseInstant(close)}）后自动汇总`}，请届时再审定。`,
  concernsOpen: (open: readonly Concern[]) =>
    `${numbersOf(open)}反映问题尚未答复，总结暂不能审定。请用 concern 查看，逐件答复（--number 号 --answer 文字）后再审定。`,
  draftStale: () => '反映问题或案例选用情况有变，总结正在重新汇总，请稍候再审定。',
  archiving: (since: Instant) => `活动已于${chineseInstant(since)}进入归档，不再受理。`,
  unknownUnit: (known: readonly string[]) => `本活动没有这个单位。可用的单位标识：${known.slice(0, 12).join('、')}${known.length > 12 ? ` 等 ${String(known.length)} 个` : ''}。`,
} as const;
