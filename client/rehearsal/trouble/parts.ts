import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { type Instant, at, dayOf, timeOf } from '../../../campaign/time/instant.ts';
import { shift, workingDaysBetween } from '../../../campaign/time/workingDays.ts';
import type { Act } from '../script/act.ts';
import type { Behaviour, Casting } from '../script/casting.ts';
import { afternoonOf } from '../script/hours.ts';
import { reported } from '../script/plays.ts';
import { randomOf } from '../script/seed.ts';
import { daysAfter, stageOf } from '../script/stage.ts';
import { JOINING } from './edits.ts';
import type { Month, Trouble } from './trouble.ts';

/** 免报: one participant need not report anything. */
export const exemptedParticipant: Trouble = {
  name: '一个单位免报',
  happened: (acts) => acts.some(({ deed }) => deed.do === 'exempt'),
  parts: ({ plan, revisions, seed }, casting) => {
    const free = plan.lines.filter((line) => isFree(line, plan, casting) && revisions.every(({ removed }) => removed !== line.line)
      && own(line).every((task) => casting.behaviours.get(keyOf(task)) !== 'directed') && line.line !== JOINING.id);
    const line = free.length === 0 ? undefined : randomOf(seed, 'exempted participant').pick(free);
    return new Map((line === undefined ? [] : own(line).filter((task) => ruleOf(line, task).form === 'report')).map((task): [string, Behaviour] => [keyOf(task), 'exempt']));
  },
};

/** Half of the subordinate units of the province with most of them say nothing; the other half does. */
export const halfSilentProvince: Trouble = {
  name: '一个省的地市半数未答复',
  happened: (_, { plan }) => (provinceOf(plan)?.units.length ?? 0) > 1,
  parts: ({ plan, seed }, casting) => {
    const province = provinceOf(plan);
    const cities = (province?.units ?? []).slice(1).map(({ id }) => id);
    const shuffled = randomOf(seed, 'silent half').shuffle(cities.filter((id) => !casting.silent.includes(id)));
    const silent = new Set([...cities.filter((id) => casting.silent.includes(id)), ...shuffled].slice(0, Math.ceil(cities.length / 2)));
    return new Map((province?.tasks ?? []).filter(({ unit }) => cities.includes(unit)).flatMap((task): [string, Behaviour][] => {
      if (silent.has(task.unit)) return [[keyOf(task), 'never']];
      return casting.behaviours.get(keyOf(task)) === 'never' ? [[keyOf(task), 'onTime']] : [];
    }));
  },
};

/** 中止: one participant puts everything aside for some days, and nobody else does; its due times move when it resumes. */
export const suspendedLine: Trouble = {
  name: '一条报送线中止后恢复',
  happened: (acts) => acts.some(({ deed }) => deed.do === 'resumeAll'),
  parts: (month, casting) => {
    const line = suspendedOf(month, casting);
    const rest = breakOf(month);
    const others = [...casting.behaviours].filter(([, behaviour]) => behaviour === 'suspended').map(([key]): [string, Behaviour] => [key, 'onTime']);
    if (line === undefined || rest === undefined) return new Map(others);
    return new Map([...others, ...own(line).filter((task) => ruleOf(line, task).form !== 'countersign')
      .map((task): [string, Behaviour] => [keyOf(task), task.due > rest.from ? 'directed' : 'early'])]);
  },
  direct: (month, { behaviours }, acts) => {
    const line = month.plan.lines.find((each) => own(each).some((task) => behaviours.get(keyOf(task)) === 'directed'));
    const rest = breakOf(month);
    if (line === undefined || rest === undefined) return acts;
    const told = (when: Instant, what: 'suspendAll' | 'resumeAll'): Act => ({ at: when, line: line.line, deed: { do: what, unit: line.line } });
    const reports = own(line).filter((task) => behaviours.get(keyOf(task)) === 'directed').flatMap((task) => {
      const stage = stageOf(line, task, month.seed);
      const days = daysAfter(stage, rest.until, movedDue(line, task, rest));
      return days.length === 0 ? [] : reported(stage, stage.random.pick(days));
    });
    return [...acts, told(rest.from, 'suspendAll'), told(rest.until, 'resumeAll'), ...reports];
  },
};

interface Break { readonly from: Instant; readonly until: Instant }

/** On two of the quiet days after the first amendment, before the second. */
function breakOf({ plan: { sending }, revisions: [first, second], quiet, seed }: Month): Break | undefined {
  const random = randomOf(seed, 'break');
  const days = quiet.filter((on) => (first === undefined || on > dayOf(first.at)) && (second === undefined || on < dayOf(second.at)));
  const [from, until] = [days[0], days[2] ?? days[1]];
  return from === undefined || until === undefined ? undefined : { from: afternoonOf(sending, from, random), until: afternoonOf(sending, until, random) };
}

/** Somebody who stays; where everybody runs a ladder, who joined. */
function suspendedOf(month: Month, casting: Casting): LinePlan | undefined {
  const rest = breakOf(month);
  if (rest === undefined) return undefined;
  const { plan, revisions, seed } = month;
  const free = plan.lines.filter((line) => isFree(line, plan, casting) && canRest(line, rest));
  const staying = free.filter(({ line }) => line !== JOINING.id && revisions.every(({ removed }) => removed !== line));
  const candidates = staying.length > 0 ? staying : free.filter(({ line }) => line === JOINING.id);
  return candidates.length === 0 ? undefined : randomOf(seed, 'suspended line').pick(candidates);
}

/** Something of it is open then and can be reported afterwards, and nothing ends after the close. */
function canRest(line: LinePlan, rest: Break): boolean {
  const open = own(line).filter((task) => task.due > rest.from);
  return open.some((task) => task.assign < rest.from && ruleOf(line, task).form === 'report')
    && open.every((task) => ruleOf(line, task).form !== 'countersign' && (movedDue(line, task, rest) ?? line.close) < line.close);
}

function movedDue({ calendar }: LinePlan, { due }: TaskPlan, { from, until }: Break): Instant | undefined {
  const on = shift(calendar, dayOf(due), workingDaysBetween(calendar, dayOf(from), dayOf(until)));
  return on === undefined ? undefined : at(on, timeOf(due));
}

/** The participant with most subordinate units. */
export function provinceOf({ lines }: CampaignPlan): LinePlan | undefined {
  const [province] = [...lines].sort((a, b) => b.units.length - a.units.length);
  return province;
}

/** A participant with something to report that neither runs a whole ladder nor is the province. */
function isFree(line: LinePlan, plan: CampaignPlan, { runners }: Casting): boolean {
  return line.line !== ORGANISER && !runners.some((runner) => runner.line === line.line) && line.line !== provinceOf(plan)?.line
    && own(line).some((task) => ruleOf(line, task).form === 'report');
}

/** What the participant itself is asked for. */
function own(line: LinePlan): TaskPlan[] {
  return line.tasks.filter((task) => task.unit === line.line);
}
