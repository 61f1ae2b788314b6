import { ORGANISER, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { dayOf } from '../../../campaign/time/instant.ts';
import type { Act } from '../script/act.ts';
import { afternoonOf } from '../script/hours.ts';
import { randomOf } from '../script/seed.ts';
import type { Month, Trouble } from './trouble.ts';

/** 隔离、清除: a photo of a report that came in must go, some days later. Where nobody would report in time for that, one does soon. */
export const purgedFile: Trouble = {
  name: '一个附件先隔离、后清除',
  happened: (acts) => acts.some(({ deed }) => deed.do === 'purgeFile'),
  parts: (month, { behaviours, runners }) => {
    const says = (key: string): boolean => !['never', 'directed', 'exempt', 'afterLadder', undefined].includes(behaviours.get(key));
    if (staying(month).some(({ key, isReport }) => isReport && says(key))) return new Map();
    const own = staying(month).find(({ key, isReport }) => isReport && runners.some(({ tasks }) => tasks.includes(key)));
    return new Map(own === undefined ? [] : [[own.key, 'late']]);
  },
  direct: (month, _, acts) => {
    const random = randomOf(month.seed, 'purge');
    const known = new Set(staying(month).filter(({ isReport }) => isReport).map(({ key }) => key));
    const reports = acts.flatMap((act, index) => {
      const { deed } = act;
      if (deed.do !== 'report' || deed.quality !== 'full' || !known.has(keyOf(deed))) return [];
      const days = month.quiet.filter((on) => on > dayOf(act.at));
      const [hidden, gone] = days.length < 4 ? days : [days[1], days[3]];
      return hidden === undefined || gone === undefined ? [] : [{ act, index, deed, hidden, gone }];
    });
    if (reports.length === 0) return acts;
    const { act, index, deed, hidden, gone } = random.pick(reports);
    const later = (on: typeof hidden, what: 'quarantineFile' | 'purgeFile'): Act => (
      { at: afternoonOf(month.plan.sending, on, random), line: act.line, deed: { do: what, unit: deed.unit, task: deed.task } });
    return [...acts.with(index, { ...act, deed: { ...deed, photo: true } }), later(hidden, 'quarantineFile'), later(gone, 'purgeFile')];
  },
};

/** The tasks of participants that stay to the end. */
function staying({ plan, revisions }: Month): { key: string; isReport: boolean }[] {
  return plan.lines.filter(({ line }) => line !== ORGANISER && revisions.every(({ removed }) => removed !== line))
    .flatMap((line) => line.tasks.filter(({ unit }) => unit === line.line).map((task) => ({ key: keyOf(task), isReport: ruleOf(line, task).form === 'report' })));
}
