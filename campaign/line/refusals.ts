import type { Day, Instant } from '../time/instant.ts';
import { chineseBeside, chineseDay, chineseInstant } from '../time/chinese.ts';

/** Why a command is refused, and what to do: known ids, dates and numbers only, for these stand in Temporal's history. */
export const chinese = {
  cancelled: (since: Instant) => `活动已于${chineseInstant(since)}取消，不再受理。如需继续，请改用新的活动标识另行启动活动。`,
  closed: (name: string, close: Instant) =>
    `${name}的报送线已于${chineseInstant(close)}截止。如仍需补报，请联系组织方作为补充材料归档。`,
  future: (received: Instant, now: Instant) =>
    `收到时间${chineseBeside(received, now)}晚于现在（${chineseBeside(now, received)}），请核对收到时间。`,
  unknownUnit: (line: string, known: readonly string[]) =>
    `${line}的报送线没有这个单位。可用的单位标识：${listed(known)}。`,
  unknownTask: (unit: string, known: readonly string[]) =>
    `单位 ${unit} 没有这个报送事项。可用的事项标识：${listed(known)}。`,
  alreadyReported: (key: string, version: number) => (version === 0
    ? `报送事项 ${key} 已免报，此操作只适用于尚未报送的事项。`
    : `报送事项 ${key} 已有材料（第${String(version)}版）或已免报，此操作只适用于尚未报送的事项。`),
  alreadyAccepted: (key: string, when: Instant) =>
    `报送事项 ${key} 的材料已于${chineseInstant(when)}收悉，不能再改。如需更正，请联系组织方，截止后作为补充材料归档（supplement）。`,
  exempt: (key: string) => `报送事项 ${key} 已免报，无需报送。`,
  settledElsewhere: (key: string, by: 'issueNotice' | 'approveSummary') =>
    `报送事项 ${key} 由${by === 'issueNotice' ? '“印发通知”（issue）' : '“审定总结”（approve）'}自动完成，不单独报送。`,
  nothingSubmitted: (key: string) => `报送事项 ${key} 没有待审核的材料，请先报送。`,
  nothingToWithdraw: (key: string) => `报送事项 ${key} 没有待审核的材料，无可撤回。`,
  reviewedBefore: (key: string, when: Instant) => `报送事项 ${key} 的材料已于${chineseInstant(when)}审核，不能撤回。`,
  decidedAlready: (key: string, when: Instant) => `报送事项 ${key} 已于${chineseInstant(when)}审核，不能重复审核。`,
  newerVersion: (key: string, seen: number, latest: number) =>
    `报送事项 ${key} 已有第${String(latest)}版，您审核的是第${String(seen)}版。请查看最新版后再审核。`,
  returnNeedsText: (key: string) => `请补充报送事项 ${key} 时须写明需补充的内容。`,
  nothingAttached: (key: string) => `报送事项 ${key} 还没有报送过材料，没有附件可隔离或清除。`,
  quarantinedAlready: (key: string, since: Instant) =>
    `报送事项 ${key} 的这个附件已于${chineseInstant(since)}隔离，无需重复办理。解除隔离用 quarantine --lift，删除用 purge。`,
  notQuarantined: (key: string) => `报送事项 ${key} 的这个附件没有隔离，无需解除。`,
  purgedAlready: (key: string, since: Instant) => `报送事项 ${key} 的这个附件已于${chineseInstant(since)}清除，不能恢复，也无需重复办理。`,
  nothingOpen: (unit: string) => `单位 ${unit} 没有尚未报送的事项。`,
  suspendedAlready: (unit: string) => `单位 ${unit} 尚未报送的事项均已中止，无需重复办理。恢复用 resume。`,
  notSuspended: (unit: string) => `单位 ${unit} 没有中止的事项，无需恢复。`,
  dueMissing: (key: string) => `请写明报送事项 ${key} 的新期限，例如 2024-10-25 或 2024-10-25 17:00。`,
  duePast: (due: Instant, now: Instant) =>
    `新期限${chineseBeside(due, now)}不晚于现在（${chineseBeside(now, due)}），请改为以后的工作日。`,
  dueAfterClose: (due: Instant, close: Instant) =>
    `新期限${chineseInstant(due)}不早于报送截止时间（${chineseInstant(close)}），请提前。`,
  dueOnHoliday: (due: Instant, next: Day | undefined) =>
    `新期限${chineseInstant(due)}不是工作日${next === undefined ? '' : `，请改为工作日，例如${chineseDay(next)}`}。`,
  extensionNotLater: (until: Instant, due: Instant) =>
    `申请的期限${chineseInstant(until)}不晚于现期限（${chineseInstant(due)}），无需延期。`,
  nothingAsked: (key: string) => `报送事项 ${key} 没有待答复的延期申请。如主动延期，请写明新期限。`,
  resumeAfterClose: (key: string, days: number, close: Instant) =>
    `报送事项 ${key} 恢复后期限将顺延${String(days)}个工作日，超过报送截止时间（${chineseInstant(close)}）。请改为免报，或先调整方案。`,
  notOverdue: (key: string) => `报送事项 ${key} 已有反馈或不在提醒中，没有需要批准的提请。`,
  nothingToRelease: (key: string) => `报送事项 ${key} 没有须经批准才发出的提请。`,
  releaseTooEarly: (key: string, from: Instant) =>
    `报送事项 ${key} 的提请须在再次提醒发出后（${chineseInstant(from)}起）方可批准。`,
  releaseLapsed: (key: string, lapse: Instant) => `报送事项 ${key} 的提请已于${chineseInstant(lapse)}失效，不再发出。`,
  releasedAlready: (key: string) => `报送事项 ${key} 的提请已批准，无需重复批准。`,
} as const;

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 12).join('、');
  return ids.length > 12 ? `${shown} 等${String(ids.length)}个` : shown || '无';
}
