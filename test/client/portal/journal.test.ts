import { describe, expect, test } from 'vitest';
import type { Fact, FactName } from '../../../campaign/line/facts.ts';
import type { LinePlan } from '../../../campaign/line/plan.ts';
import { instant } from '../../../campaign/time/instant.ts';
import { factText, isAbout } from '../../../client/portal/journal/factText.ts';
import { namesOf } from '../../../client/portal/journal/names.ts';
import { definition } from '../../workflows/definition.ts';

const { plan } = definition('words').compiled;
const sd = plan.lines.find(({ line }) => line === 'sd') as LinePlan;
const names = namesOf(sd, 'sd');
const at = instant('2024-10-18T15:00:00+08:00');
const due = instant('2024-10-25T17:00:00+08:00');
const entry = { channel: 'portal', receivedAt: at, enteredBy: 'contact' } as const;
const paper = { channel: '公文交换', receivedAt: instant('2024-10-17T11:00:00+08:00'), enteredBy: 'organiser' } as const;
const [key, below] = ['sd/summary', 'sd.jinan/summary'];
const step = { key, round: 0, slot: 'T+2', kind: 'overdue' } as const;

/** One of each, and what it says. A new fact has to be given its sentence here. */
const SENTENCES: { readonly [N in FactName]: readonly (readonly [fact: Fact & { readonly fact: N }, says: string])[] } = {
  acknowledged: [[{ at, fact: 'acknowledged', unit: 'sd', entry }, '山东省确认收到来函（门户）。']],
  reportSubmitted: [
    [{ at, fact: 'reportSubmitted', key, version: 1, report: 'r', nil: false, late: false, settles: false, disagreed: false, flags: [], entry }, '报送“活动总结”第 1 版（门户）。'],
    [{ at, fact: 'reportSubmitted', key: below, version: 2, report: 'r', nil: true, late: true, settles: true, disagreed: true, flags: ['x'], entry: paper }, '报送济南市市场监管局“活动总结”第 2 版，零报告，迟于期限，表示不同意，1 处请核对，随即办结（公文交换，组织方代录，10月17日（周四）11:00收到）。'],
  ],
  originalReceived: [[{ at, fact: 'originalReceived', key, number: '国质〔2024〕1号', entry: paper }, '收到“活动总结”的原件（文号 国质〔2024〕1号），待录入（公文交换，组织方代录，10月17日（周四）11:00收到）。']],
  reportWithdrawn: [[{ at, fact: 'reportWithdrawn', key, version: 1, entry }, '撤回“活动总结”第 1 版（门户）。']],
  reportAccepted: [[{ at, fact: 'reportAccepted', key, version: 1 }, '“活动总结”第 1 版已收悉。']],
  reportReturned: [[{ at, fact: 'reportReturned', key, version: 1, text: 'd' }, '“活动总结”第 1 版请补充。']],
  extensionRequested: [[{ at, fact: 'extensionRequested', key, until: due, entry }, '申请将“活动总结”延期到10月25日（周五）17:00（门户）。']],
  extensionDecided: [
    [{ at, fact: 'extensionDecided', key, granted: true }, '“活动总结”的延期申请：同意。'], [{ at, fact: 'extensionDecided', key, granted: false }, '“活动总结”的延期申请：未同意。'],
  ],
  dueMoved: [
    [{ at, fact: 'dueMoved', key, due, round: 1, by: 'extension', remindersOnly: false }, '“活动总结”的期限改为10月25日（周五）17:00（延期）。'],
    [{ at, fact: 'dueMoved', key, due, round: 1, by: 'return', remindersOnly: true }, '“活动总结”的期限改为10月25日（周五）17:00（退回补充），此后只提醒。'],
  ],
  delegated: [[{ at, fact: 'delegated', unit: 'sd.jinan', contact: 'd', entry }, '济南市市场监管局更换联络员（转办）（门户）。']],
  exempted: [[{ at, fact: 'exempted', key }, '“活动总结”免报。'], [{ at, fact: 'exempted', key, by: 'amend' }, '“活动总结”免报（方案调整）。']],
  suspended: [[{ at, fact: 'suspended', key }, '“活动总结”中止办理。']],
  resumed: [[{ at, fact: 'resumed', key }, '“活动总结”恢复办理。']],
  reminderAsked: [[{ at, fact: 'reminderAsked', key: below, by: 'lead' }, '牵头单位请另发一封关于济南市市场监管局“活动总结”的提醒。']],
  released: [[{ at, fact: 'released', key, slot: 'T+5' }, '批准就“活动总结”向分管领导提请。']],
  fileQuarantined: [[{ at, fact: 'fileQuarantined', key, file: 'f', by: 'organiser' }, '“活动总结”的一个附件停止查看（组织方）。']],
  quarantineLifted: [[{ at, fact: 'quarantineLifted', key, file: 'f', by: 'organiser' }, '“活动总结”的一个附件恢复查看（组织方）。']],
  filePurged: [[{ at, fact: 'filePurged', key, file: 'f', why: 'd', by: 'administrator' }, '“活动总结”的一个附件已清除（管理员）。']],
  settled: [[{ at, fact: 'settled', key }, '“活动总结”自动办结。']],
  amended: [
    [{ at, fact: 'amended', revision: 2, plan: 'p', added: [] }, '改按方案第 2 版办理。'],
    [{ at, fact: 'amended', revision: 2, plan: 'p', added: [{ key: 'sd/posters', due }] }, '改按方案第 2 版办理，新增（已取消的事项）（10月25日（周五）17:00前）。'],
  ],
  cancelled: [[{ at, fact: 'cancelled' }, '活动取消，不再办理。']],
  refused: [[{ at, fact: 'refused', command: 'review', key, why: '没有待审核的材料。' }, '未予办理：没有待审核的材料。']],
  letterSent: [
    [{ at, fact: 'letterSent', unit: 'sd', role: 'contact', on: '2024-10-18' as never, steps: [{ ...step, slot: 'T-5', kind: 'remind' }] }, '发出函件（山东省联络员）：提醒“活动总结”（到期前第 5 个工作日），对方邮件服务器已接收。'],
    [{ at, fact: 'letterSent', unit: 'sd', role: 'superior', on: '2024-10-18' as never, steps: [{ ...step, kind: 'escalate', level: 'red' }] }, '发出函件（山东省分管领导）：提请“活动总结”（到期后第 2 个工作日）（红色提醒），对方邮件服务器已接收。'],
  ],
  letterRefused: [[{ at, fact: 'letterRefused', unit: 'sd', role: 'contact', callAt: due, steps: [step] }, '函件被拒收（山东省联络员）：再次提醒“活动总结”（到期后第 2 个工作日）；转为电话联系，10月25日（周五）17:00告知办公室。']],
  lettersDeferred: [
    [{ at, fact: 'lettersDeferred', retryAt: due, letters: 3 }, '3 封函件暂未发出（邮件服务器暂时不可用），10月25日（周五）17:00再办。'],
    [{ at, fact: 'lettersDeferred', retryAt: due, letters: 1, late: true }, '1 封函件暂未发出（发函开始得太晚，未联系邮件服务器），10月25日（周五）17:00再办。'],
  ],
  handedToOffice: [[{ at, fact: 'handedToOffice', steps: [{ ...step, kind: 'call', reason: 'budget' }] }, '列入办公室（局领导）当日汇总：请电话联系“活动总结”（到期后第 2 个工作日），原因：提醒次数已满。']],
  stepsMissed: [[{ at, fact: 'stepsMissed', steps: [{ key, round: 0, slot: 'assign' }] }, '时间窗已过，未发：“活动总结”布置。']],
  stepsStruck: [[{ at, fact: 'stepsStruck', steps: [{ key, round: 0, slot: 'T-1' }], why: 'd' }, '组织方撤下，未发：“活动总结”（到期前第 1 个工作日）。']],
  stepsLapsed: [[{ at, fact: 'stepsLapsed', steps: [{ key, round: 0, slot: 'T+5' }] }, '提请未获批准，已失效：“活动总结”（到期后第 5 个工作日）。']],
};

describe('the journal in sentences', () => {
  const all = Object.entries(SENTENCES).flatMap(([name, each]) => each.map(([fact, says]) => [name, fact, says] as const));

  test.each(all)('%s', (_, fact, says) => {
    expect(factText(fact, names)).toBe(says);
  });

  test.each(all)('%s names nothing by its id, and leaves no gap', (_, fact) => {
    expect(factText(fact, names)).not.toMatch(/undefined|null|NaN|sd|summary|T[+-]\d/);
  });

  test('a fact is about the unit it names; what is about the whole line stands with its participant', () => {
    const about = (fact: Fact) => ['sd', 'sd.jinan'].filter((unit) => isAbout(fact, unit));
    expect(about({ at, fact: 'suspended', key })).toEqual(['sd']);
    expect(about({ at, fact: 'suspended', key: below })).toEqual(['sd.jinan']);
    expect(about({ at, fact: 'handedToOffice', steps: [step, { ...step, key: below }] })).toEqual(['sd', 'sd.jinan']);
    expect(about({ at, fact: 'cancelled' })).toEqual(['sd']);
    expect(about({ at, fact: 'lettersDeferred', retryAt: due, letters: 1, to: [{ unit: 'sd.jinan', role: 'contact' }] })).toEqual(['sd.jinan']);
    expect(about({ at, fact: 'amended', revision: 2, plan: 'p', added: [{ key: below, due }] })).toEqual(['sd', 'sd.jinan']);
    expect(about({ at, fact: 'refused', command: 'acknowledge', why: '' })).toEqual(['sd']);
  });
});
