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
  notAssigned: (key: string, assign: Instant) => `报送事项 ${key} 将于${chineseInstant(assign)}布置，此前无需提醒。`,
  answered: (key: string) => `报送事项 ${key} 已有反馈，没有需要提醒的。请用 review 审核，或用 status 核对。`,
  originalHere: (key: string, since: Instant) => `报送事项 ${key} 的原件已于${chineseInstant(since)}收到，没有需要提醒的。请代录内容（report）。`,
  resting: (key: string, since: Instant) => `报送事项 ${key} 已于${chineseInstant(since)}中止，恢复（resume）之前不提醒。`,
  ownTask: (key: string) => `报送事项 ${key} 由组织方自己办理，无需提醒。`,
  notBelow: (unit: string) => `单位 ${unit} 不是所属单位：参与单位只提醒自己的所属单位。如需提醒参与单位，请联系组织方。`,
  refusesMail: (unit: string, since: Instant) =>
    `单位 ${unit} 的邮箱自${chineseInstant(since)}起拒收函件，提醒不能送达。请电话联系（calls），或转办（delegate）更换联络员。`,
  tooLate: (key: string, close: Instant) => `报送事项 ${key} 在报送截止（${chineseInstant(close)}）前已没有发函时间。请电话联系（calls）。`,
  chasedEnough: (key: string, most: number, next: Instant | undefined) =>
    `报送事项 ${key} 已提醒${String(most)}次，达到每项上限（perTask），不再发函。${nextLetter(next)}请电话联系（calls）。`,
  crowdedWeek: (unit: string, most: number, next: Instant | undefined) =>
    `单位 ${unit} 的提醒在五个工作日内将超过${String(most)}封（perWeek），此次不发函。${nextLetter(next)}如有急需，请电话联系（calls）。`,
  noWeeklyBudget: () => '本活动的方案由旧版编制，未载明每周提醒上限（perWeek）。请先用 amend 以现有方案变更一次，再行提醒。',
  wroteToday: (unit: string, next: Instant | undefined) => `单位 ${unit} 当日已有函件发出，为减轻负担，一日不发两次。${nextLetter(next)}请在下一工作日再行提醒，或电话联系。`,
  writesSoon: (unit: string, at: Instant) => `单位 ${unit} 已有函件将于${chineseInstant(at)}发出，无需另行提醒。`,
  notOverdue: (key: string) => `报送事项 ${key} 已有反馈或不在提醒中，没有需要批准的提请。`,
  nothingToRelease: (key: string) => `报送事项 ${key} 没有须经批准才发出的提请。`,
  releaseTooEarly: (key: string, from: Instant) =>
    `报送事项 ${key} 的提请须在再次提醒发出后（${chineseInstant(from)}起）方可批准。`,
  releaseLapsed: (key: string, lapse: Instant) => `报送事项 ${key} 的提请已于${chineseInstant(lapse)}失效，不再发出。`,
  releasedAlready: (key: string) => `报送事项 ${key} 的提请已批准，无需重复批准。`,
} as const;

function nextLetter(next: Instant | undefined): string {
  return next === undefined ? '此后没有计划内的函件。' : `计划内的下一封将于${chineseInstant(next)}发出。`;
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 12).join('、');
  return ids.length > 12 ? `${shown} 等${String(ids.length)}个` : shown || '无';
}
