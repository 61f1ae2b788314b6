import { CHANNELS } from '../../../campaign/line/facts.ts';
import type { Person } from '../../person.ts';
import { CHANNEL_NAMES } from '../words.ts';
import { type Asked, type Typed, dayTyped } from './deed.ts';

/** How something came that the office enters on behalf. */
export function channelField(label: string, none?: string): Asked {
  const all = CHANNELS.filter((each) => each !== 'portal').map((each) => [each, CHANNEL_NAMES[each]] as const);
  return { name: 'channel', label, as: 'select', value: none === undefined ? '公文交换' : '', options: none === undefined ? all : [['', none], ...all] };
}

/** What was said of it; times as people type them, and none if it is now. */
export function personOf(typed: Typed): Person {
  const channel = CHANNELS.find((each) => each === typed['channel']);
  const receivedAt = dayTyped(typed['receivedAt']);
  return { enteredBy: 'organiser', ...(channel === undefined ? {} : { channel }), ...(receivedAt === '' ? {} : { receivedAt }) };
}
