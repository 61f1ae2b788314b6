import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import type { Behaviour, Casting } from '../script/casting.ts';
import { randomOf } from '../script/seed.ts';
import type { Trouble } from './trouble.ts';

/** 中止: one participant puts everything it reports aside for some days; its due times move when it resumes. */
export const suspendedLine: Trouble = {
  name: '一条报送线中止后恢复',
  parts: (plan, casting, seed) => allOf(somebody(plan, casting, seed, 'suspended line', ['exempt']), 'suspended'),
};

/** 免报: one participant need not report anything. */
export const exemptedParticipant: Trouble = {
  name: '一个单位免报',
  parts: (plan, casting, seed) => allOf(somebody(plan, casting, seed, 'exempted participant', ['suspended']), 'exempt'),
};

/** Every other subordinate unit of the province with most of them says nothing. */
export const halfSilentProvince: Trouble = {
  name: '一个省的地市半数未答复',
  parts: (plan) => {
    const [province] = [...plan.lines].sort((a, b) => b.units.length - a.units.length);
    const silent = new Set((province?.units ?? []).slice(1).filter((_, index) => index % 2 === 0).map(({ id }) => id));
    return new Map((province?.tasks ?? []).filter(({ unit }) => silent.has(unit)).map((task) => [keyOf(task), 'never']));
  },
};

/** A participant with something to report that neither runs a whole ladder nor has another part of that kind already. */
function somebody(plan: CampaignPlan, { runners, behaviours }: Casting, seed: number, label: string, taken: readonly Behaviour[]): LinePlan | undefined {
  const isFree = (line: LinePlan): boolean => line.line !== ORGANISER && !runners.some((runner) => runner.line === line.line)
    && reports(line).length > 0 && reports(line).every((task) => !taken.includes(behaviours.get(keyOf(task)) ?? 'never'));
  const free = plan.lines.filter(isFree);
  return free.length === 0 ? undefined : randomOf(seed, label).pick(free);
}

function allOf(line: LinePlan | undefined, behaviour: Behaviour): Map<string, Behaviour> {
  return new Map((line === undefined ? [] : reports(line)).map((task) => [keyOf(task), behaviour]));
}

/** What the participant itself reports; without signatures the notice could not be issued. */
function reports(line: LinePlan): TaskPlan[] {
  return line.tasks.filter((task) => task.unit === line.line && ruleOf(line, task).form === 'report');
}
