import type { Outstanding } from '../planning.ts';
import { table } from './width.ts';

const STATES: Readonly<Record<Outstanding['what'], Readonly<Record<Outstanding['state'], string>>>> = {
  countersign: { open: '会签未复', disagreed: '不同意会签', review: '', none: '' },
  lead: { open: '建议未报', review: '建议待审核', none: '没有建议事项', disagreed: '不同意牵头' },
};

/** Whom the notice waits for, as a table. */
export function outstandingText(all: readonly Outstanding[]): string {
  return table(['单位', '名称', '情况', '推定由其牵头的活动'], all.map(({ unit, name, what, state, actions }) => [unit, name, STATES[what][state], actions.join('、')]));
}
