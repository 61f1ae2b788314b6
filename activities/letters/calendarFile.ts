import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventBusyStatus } from 'ical-generator';
import type { ItemView } from '../../campaign/definition/letterView.ts';
import type { LetterItem } from '../../campaign/line/letter.ts';
import { toMillis } from '../../campaign/time/instant.ts';

/** A due item with its words. */
export interface Deadline {
  readonly item: LetterItem;
  readonly view: ItemView;
}

const HALF_HOUR = 30 * 60_000;

/**
 * 反馈期限.ics: one entry per deadline, half an hour that ends with it. A moved deadline replaces the older entry: same UID, higher
 * SEQUENCE. Published for the recipient's own calendar, no meeting request. Times are UTC on the wire: exact everywhere,
 * whatever a program thinks of Asia/Shanghai (and of this machine's time zone, which ical-generator would ask).
 */
export function calendarFile(campaign: { readonly id: string; readonly title: string }, deadlines: readonly Deadline[], asOf: string, domain: string): string {
  const calendar = ical({ prodId: { company: 'SAMR', product: 'campaign', language: 'ZH' }, method: ICalCalendarMethod.PUBLISH });
  for (const { item, view } of deadlines) {
    const due = toMillis(item.due);
    const event = calendar.createEvent({
      id: `${campaign.id}.${item.unit}.${item.task}@${domain}`, sequence: item.round, stamp: new Date(asOf),
      start: new Date(due - HALF_HOUR), end: new Date(due),
      summary: `反馈期限：${view.title}（${view.unit}）`,
      description: `${campaign.title}\n${view.title}：${view.due}前反馈。如已反馈，请删除本提醒。`,
      busystatus: ICalEventBusyStatus.FREE,
    });
    event.createAlarm({ type: ICalAlarmType.display, trigger: 24 * 3600 });
  }
  return calendar.toString();
}
