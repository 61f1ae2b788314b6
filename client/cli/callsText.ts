import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import type { Call } from '../calls.ts';
import { LEVELS } from '../words.ts';

/** The call list for people: two lines a call, the number first. */
export function callsText(campaign: string, asOf: Instant, calls: readonly Call[]): string {
  if (calls.length === 0) return `截至 ${chineseInstant(asOf)}，没有需要电话联系的单位。`;
  return [
    [`电话清单（${campaign}）`, `截至 ${chineseInstant(asOf)}`, `${String(calls.length)} 个单位`].join('，'),
    ...calls.flatMap(({ name, level, contact, why, say }) => [
      '', `${level === null ? '' : `【${LEVELS[level]}】`}${name}  ${contact.phone ?? '通讯录无电话'}  ${contact.role ?? '联络员'}  ${why}`, `    话术：${say}`,
    ]),
    '', '通话后请登记：已收到原件用 received，需要延期用 extend，更换联络员用 delegate，确认收到用 acknowledge。',
  ].join('\n');
}
