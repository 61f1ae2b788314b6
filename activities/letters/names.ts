import type { ActionPlan, CampaignPlan } from '../../campaign/definition/plan.ts';
import { type LinePlan, type RulePlan, type TaskPlan, keyOf, ruleOf } from '../../campaign/line/plan.ts';

type Participant = CampaignPlan['participants'][number];

/** A campaign's names and rules by id, so that a letter of 200 items looks nothing up twice. */
export interface Names {
  readonly participants: ReadonlyMap<string, Participant>;
  readonly actions: ReadonlyMap<string, ActionPlan>;
  readonly lineOf: ReadonlyMap<string, LinePlan>;
  readonly unitNames: ReadonlyMap<string, string>;
}

const known = new WeakMap<CampaignPlan, Names>();

/** The names of a campaign; made once per plan. */
export function namesOf(campaign: CampaignPlan): Names {
  const names = known.get(campaign) ?? collect(campaign);
  known.set(campaign, names);
  return names;
}

function collect({ participants, actions, lines }: CampaignPlan): Names {
  const units = lines.flatMap((line) => line.units.map((unit) => ({ line, unit })));
  return {
    participants: new Map(participants.map((each) => [each.id, each])),
    actions: new Map(actions.map((each) => [each.id, each])),
    lineOf: new Map(units.map(({ line, unit }) => [unit.id, line])),
    unitNames: new Map(units.map(({ unit }) => [unit.id, unit.name])),
  };
}

/** What a unit is called in full: a region's bureau, else the name it signs with. */
export function nameInFull(names: Names, unit: string): string {
  const participant = names.participants.get(unit);
  if (participant?.kind === 'region') return participant.fullName;
  return participant?.name ?? names.unitNames.get(unit) ?? unit;
}

const tasks = new WeakMap<LinePlan, ReadonlyMap<string, TaskPlan>>();

/** The rule of a unit's task; undefined if the plan has no such task any more. */
export function ruleFor(plan: LinePlan, unit: string, task: string): RulePlan | undefined {
  const own = tasks.get(plan) ?? new Map(plan.tasks.map((each) => [keyOf(each), each]));
  tasks.set(plan, own);
  const found = own.get(keyOf({ unit, task }));
  return found === undefined ? undefined : ruleOf(plan, found);
}

/** A rule's title, with its action's: 重点活动情况（重大水利工程建设质量提升行动）. */
export function titleOf(names: Names, rule: RulePlan): string {
  const action = rule.action === undefined ? undefined : names.actions.get(rule.action)?.title;
  return action === undefined || rule.title.includes(action) ? rule.title : `${rule.title}（${action}）`;
}
