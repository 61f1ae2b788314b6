import { OUTSTANDING, type Outstanding } from '../planning.ts';
import { table } from './width.ts';

/** Whom the notice waits for, as a table. */
export function outstandingText(all: readonly Outstanding[]): string {
  return table(['单位', '名称', '情况', '推定由其牵头的活动'], all.map(({ unit, name, what, state, actions }) => [unit, name, OUTSTANDING[what][state], actions.join('、')]));
}
