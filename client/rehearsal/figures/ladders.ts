import { LEVEL_NAMES } from '../../../campaign/definition/letterNames.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { type LinePlan, ORGANISER, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import type { Instant } from '../../../campaign/time/instant.ts';
import type { Runner } from '../script/act.ts';

/** One ladder as it was really run, from the journal. */
export interface Ladder {
  readonly name: string;
  readonly relation: string;
  readonly title: string;
  readonly steps: readonly { readonly at: Instant; readonly what: string }[];
  readonly answered: string;
}

const RELATIONS = { peer: '商请', guided: '指导', own: '本级', organiser: '组织方' } as const;
const KINDS: Readonly<Record<string, string>> = { assign: '布置', remind: '提醒', overdue: '再次提醒', escalate: '提请' };

/** The runners' longest ladders. */
export function laddersOf(plan: CampaignPlan, runners: readonly Runner[], journals: ReadonlyMap<string, readonly Fact[]>): Ladder[] {
  return runners.flatMap((runner) => {
    const line = plan.lines.find((each) => each.line === runner.line);
    if (line === undefined) return [];
    const facts = journals.get(runner.line) ?? [];
    const all = runner.tasks.map((key) => ladderOf(line, runner, key, facts));
    return all.sort((a, b) => b.steps.length - a.steps.length).slice(0, 1);
  });
}

function ladderOf(line: LinePlan, { relation }: Runner, key: string, facts: readonly Fact[]): Ladder {
  const task = line.tasks.find((each) => keyOf(each) === key);
  const steps = facts.flatMap((fact) => (fact.fact === 'letterSent' || fact.fact === 'handedToOffice'
    ? fact.steps.filter((step) => step.key === key && KINDS[step.kind] !== undefined).map((step) => ({
      at: fact.at, what: `${KINDS[step.kind] ?? ''}${step.level === undefined ? '' : `（${LEVEL_NAMES[step.level]}）`}`,
    })) : []));
  const report = facts.find((fact) => (fact.fact === 'reportSubmitted' || fact.fact === 'settled') && fact.key === key);
  return {
    name: line.line === ORGANISER ? '组织方' : line.name, relation: RELATIONS[relation], title: task === undefined ? key : ruleOf(line, task).title,
    steps, answered: report === undefined ? '始终未报' : `${report.at.slice(5, 10)} ${report.fact === 'settled' ? '办结' : '报送'}`,
  };
}
