import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { Receipt } from '../receipt.ts';
import { flagsText } from '../words.ts';

/** A receipt for people. */
export function receiptText({ number, unit, task, receivedAt, version, late, flags, missing }: Receipt): string {
  const what = version === null ? '已登记收到原件，不再提醒；内容请稍后用 report 录入' : `已收到材料（第 ${String(version)} 版）`;
  return [
    `${what}。`,
    `  回执号    ${number}`,
    `  报送事项  ${unit}/${task}`,
    `  收到时间  ${chineseInstant(receivedAt)}${late ? '（晚于期限）' : ''}`,
    ...missing.map((each) => `  尚缺      ${each}`),
    ...flags.map((flag) => `  请核对    ${flagsText([flag])}`),
  ].join('\n');
}
