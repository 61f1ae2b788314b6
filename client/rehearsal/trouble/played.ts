import type { Act } from '../script/act.ts';
import type { Month } from './trouble.ts';
import { TROUBLES } from './troubles.ts';

/** What really happens in this bad month, and for what the definition has no room, in words. */
export function playedIn(month: Month, acts: readonly Act[]): string[] {
  const { outages } = month;
  const happens = (name: string, isSo: boolean): string => `${name}${isSo ? '' : '（本定义安排不下，未发生）'}`;
  return [
    happens('邮件服务中断两天', outages.some(({ who }) => who === 'mail')), happens('工作进程停机四天', outages.some(({ who }) => who === 'worker')),
    ...TROUBLES.map(({ name, happened }) => happens(name, happened(acts, month))),
  ];
}
