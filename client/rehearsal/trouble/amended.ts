import { ORGANISER, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import type { Act } from '../script/act.ts';
import type { Behaviour } from '../script/casting.ts';
import type { Trouble } from './trouble.ts';

/** 变更方案 twice. Who goes has reported what was due before, and does nothing afterwards; its reviewers go on. */
export const amendedPlan: Trouble = {
  name: '方案变更两次：增加一个单位、期限调整，移出一个单位',
  happened: (acts) => acts.filter(({ deed }) => deed.do === 'amend').length === 2,
  parts: ({ plan, revisions }, { behaviours }) => new Map(plan.lines.flatMap((line) => {
    const left = revisions.find(({ removed }) => removed === line.line);
    return line.tasks.flatMap((task): [string, Behaviour][] => {
      if (left === undefined) return behaviours.has(keyOf(task)) ? [] : [[keyOf(task), 'onTime']];
      return ruleOf(line, task).form === 'countersign' || behaviours.get(keyOf(task)) === 'directed' ? [] : [[keyOf(task), task.due < left.at ? 'early' : 'never']];
    });
  })),
  direct: ({ revisions }, _, acts) => {
    const inTime = (act: Act): boolean => revisions.every(({ removed, at }) => removed !== act.line || act.at < at);
    const reported = new Set(acts.flatMap((act) => (act.deed.do === 'report' && inTime(act) ? [keyOf(act.deed)] : [])));
    return [
      ...acts.filter((act) => inTime(act) || (act.deed.do === 'review' && reported.has(keyOf(act.deed)))),
      ...revisions.map(({ at, plan: { revision } }) => ({ at, line: ORGANISER, deed: { do: 'amend', revision } } as const)),
    ];
  },
};
