import { CHANNELS, type Channel, type EnteredBy } from '../campaign/line/facts.ts';
import { type Instant, at, day, isDay, isInstant } from '../campaign/time/instant.ts';
import { type SendingHours, hourReceived } from '../campaign/time/sendingHours.ts';
import { Refused } from './refused.ts';

/** How a command reached us. Left out: by the portal, now. Times as `2024-10-25`, `2024-10-25 17:00` or an instant. */
export interface Person {
  readonly channel?: Channel;
  readonly receivedAt?: string;
  readonly enteredBy?: EnteredBy;
  /** The same id gets the same answer: for who may have to ask again. */
  readonly updateId?: string;
}

/** The part of an update that says how the command came. */
type EntryArgs = { readonly channel?: Channel; readonly receivedAt?: Instant; readonly enteredBy?: EnteredBy };

export function entryOf(person: Person, sending: SendingHours): EntryArgs {
  const { channel, receivedAt, enteredBy } = person;
  return {
    ...(channel === undefined ? {} : { channel: knownChannel(channel) }),
    ...(receivedAt === undefined ? {} : { receivedAt: receivedMoment(receivedAt, sending) }),
    ...(enteredBy === undefined ? {} : { enteredBy }),
  };
}

/** The channel of that name. @throws Refused if there is none. */
function knownChannel(channel: string): Channel {
  const known = CHANNELS.find((each) => each === channel);
  if (known !== undefined) return known;
  throw new Refused(`没有“${channel}”这种渠道。可用：${CHANNELS.join('、')}。`);
}

/** Read here as the line reads it: the receipt shows it too. */
function receivedMoment(text: string, sending: SendingHours): Instant {
  const checked = momentText(text, '收到时间');
  if (isInstant(checked)) return checked;
  const [on = '', time = hourReceived(sending)] = checked.split(' ');
  return at(day(on), time);
}

const MOMENT = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d$/;

/** The text of a day or time, as the workflows read it. A bare due day means `sending.until`: they know it. */
export function momentText(text: string, what: string): string {
  const clean = text.trim();
  if (isInstant(clean) || isDay(clean)) return clean;
  const [, on] = MOMENT.exec(clean) ?? [];
  if (on !== undefined && isDay(on)) return clean;
  throw new Refused(`${what}“${text}”不是存在的日期或时间。请写成 2024-10-25 或 2024-10-25 17:00。`);
}
