import type { EnteredBy, Entry, FactOf } from '../../../campaign/line/facts.ts';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import { CHANNEL_NAMES } from '../words.ts';
import type { Names } from './names.ts';

const ENTERERS: Readonly<Record<EnteredBy, string>> = { contact: '联络员', lead: '牵头单位', organiser: '组织方', reviewer: '审核人', administrator: '管理员', public: '公众' };
const MOVED = { extension: '延期', return: '退回补充', resume: '恢复办理', amend: '方案调整' } as const;

/** What people did, in words. Texts (comments, reasons) are in the store and shown where they belong, not here. */
export const DEED_FACTS = {
  acknowledged: ({ unit, entry }: FactOf<'acknowledged'>, names: Names) => `${names.unit(unit)}确认收到来函${by(entry)}。`,
  reportSubmitted: ({ key, version, nil, late, settles, disagreed, flags, entry }: FactOf<'reportSubmitted'>, names: Names) => (
    `报送${names.task(key)}第 ${String(version)} 版${[...(nil ? ['零报告'] : []), ...(late ? ['迟于期限'] : []), ...(disagreed ? ['表示不同意'] : []), ...(flags.length > 0 ? [`${String(flags.length)} 处请核对`] : [])].map((each) => `，${each}`).join('')}${settles ? '，随即办结' : ''}${by(entry)}。`),
  originalReceived: ({ key, number, entry }: FactOf<'originalReceived'>, names: Names) => `收到${names.task(key)}的原件${number === undefined ? '' : `（文号 ${number}）`}，待录入${by(entry)}。`,
  reportWithdrawn: ({ key, version, entry }: FactOf<'reportWithdrawn'>, names: Names) => `撤回${names.task(key)}第 ${String(version)} 版${by(entry)}。`,
  reportAccepted: ({ key, version }: FactOf<'reportAccepted'>, names: Names) => `${names.task(key)}第 ${String(version)} 版已收悉。`,
  reportReturned: ({ key, version }: FactOf<'reportReturned'>, names: Names) => `${names.task(key)}第 ${String(version)} 版请补充。`,
  extensionRequested: ({ key, until, entry }: FactOf<'extensionRequested'>, names: Names) => `申请将${names.task(key)}延期到${chineseInstant(until)}${by(entry)}。`,
  extensionDecided: ({ key, granted }: FactOf<'extensionDecided'>, names: Names) => `${names.task(key)}的延期申请：${granted ? '同意' : '未同意'}。`,
  dueMoved: ({ key, due, by: why, remindersOnly }: FactOf<'dueMoved'>, names: Names) => `${names.task(key)}的期限改为${chineseInstant(due)}（${MOVED[why]}）${remindersOnly ? '，此后只提醒' : ''}。`,
  delegated: ({ unit, entry }: FactOf<'delegated'>, names: Names) => `${names.unit(unit)}更换联络员（转办）${by(entry)}。`,
  exempted: ({ key, by: why }: FactOf<'exempted'>, names: Names) => `${names.task(key)}免报${why === 'amend' ? '（方案调整）' : ''}。`,
  suspended: ({ key }: FactOf<'suspended'>, names: Names) => `${names.task(key)}中止办理。`,
  resumed: ({ key }: FactOf<'resumed'>, names: Names) => `${names.task(key)}恢复办理。`,
  reminderAsked: ({ key, by: who }: FactOf<'reminderAsked'>, names: Names) => `${who === 'lead' ? '牵头单位' : '组织方'}请另发一封关于${names.task(key)}的提醒。`,
  released: ({ key }: FactOf<'released'>, names: Names) => `批准就${names.task(key)}向分管领导提请。`,
  fileQuarantined: ({ key, by: who }: FactOf<'fileQuarantined' | 'quarantineLifted'>, names: Names) => `${names.task(key)}的一个附件停止查看（${ENTERERS[who]}）。`,
  quarantineLifted: ({ key, by: who }: FactOf<'fileQuarantined' | 'quarantineLifted'>, names: Names) => `${names.task(key)}的一个附件恢复查看（${ENTERERS[who]}）。`,
  filePurged: ({ key, by: who }: FactOf<'filePurged'>, names: Names) => `${names.task(key)}的一个附件已清除（${ENTERERS[who]}）。`,
  settled: ({ key }: FactOf<'settled'>, names: Names) => `${names.task(key)}自动办结。`,
  amended: ({ revision, added }: FactOf<'amended'>, names: Names) => `改按方案第 ${String(revision)} 版办理${added.length === 0 ? '' : `，新增${added.map(({ key, due }) => `${names.task(key)}（${chineseInstant(due)}前）`).join('、')}`}。`,
  cancelled: () => '活动取消，不再办理。',
  refused: ({ why }: FactOf<'refused'>) => `未予办理：${why}`,
} as const;

/** How it reached us, and who keyed it in if not the unit itself. */
function by({ channel, receivedAt, enteredBy }: Entry): string {
  const on = enteredBy === 'contact' || enteredBy === 'lead' ? '' : `，${ENTERERS[enteredBy]}代录，${chineseInstant(receivedAt)}收到`;
  return `（${CHANNEL_NAMES[channel]}${on}）`;
}
