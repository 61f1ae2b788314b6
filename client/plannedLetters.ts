import type { CampaignPlan } from '../campaign/definition/plan.ts';
import { silentSteps } from '../campaign/definition/planLetters.ts';
import type { AgendaStep } from '../campaign/line/agenda.ts';
import { compare } from '../campaign/line/compare.ts';
import type { Letter } from '../campaign/line/letter.ts';
import { byTask, itemOf, lettersOf } from '../campaign/line/letters.ts';
import { type LinePlan, ORGANISER } from '../campaign/line/plan.ts';
import { isDigest } from '../campaign/line/recipients.ts';
import { type LineState, openLine } from '../campaign/line/state.ts';

/** A letter of a campaign that has not begun, with the line in whose name it is written. */
export interface PlannedWhole {
  readonly letter: Letter;
  readonly plan: LinePlan;
}

interface Step {
  readonly step: AgendaStep;
  readonly state: LineState;
}

/**
 * Every letter that leaves if nobody ever answers, whole, so that it can be written and looked at. In an order that depends on the
 * plan alone: the n-th is the same letter whenever it is asked for.
 */
export function plannedLetters(campaign: CampaignPlan): PlannedWhole[] {
  const digests: Step[] = [];
  const own = campaign.lines.flatMap((plan): PlannedWhole[] => {
    const state = openLine(plan);
    const steps = silentSteps(plan);
    digests.push(...steps.filter(({ to }) => isDigest(to)).map((step) => ({ step, state })));
    const moments = Map.groupBy(steps.filter(({ to }) => !isDigest(to)), ({ at }) => at);
    return [...moments.values()].flatMap((group) => lettersOf(group, state)).map((letter) => ({ letter, plan }));
  });
  const organiser = campaign.lines.find(({ line }) => line === ORGANISER);
  const all = organiser === undefined ? own : [...own, ...digestsOf(digests).map((letter) => ({ letter, plan: organiser }))];
  return all.toSorted((a, b) => compare(a.letter.at, b.letter.at));
}

/** Office and head get one letter at a moment about all lines. */
function digestsOf(steps: readonly Step[]): Letter[] {
  return [...Map.groupBy(steps, ({ step: { at, to } }) => `${at} ${to.role}`).values()].flatMap((group): Letter[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { step: { at, to: { role } } } = first;
    return [{ unit: ORGANISER, role, as: role, at, kind: 'digest', items: group.map(({ step, state }) => itemOf(step, state)).sort(byTask) }];
  });
}
