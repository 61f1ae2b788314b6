import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { DoneStep } from '../../../campaign/line/facts.ts';
import type { SimulatedLine } from '../simulate.ts';
import type { Expected } from './checks.ts';
import { escalationsOf, reportsOf } from './figures.ts';

/** What the rules alone make of the script, without server and mail. */
export function expectedOf(plans: readonly CampaignPlan[], simulated: readonly SimulatedLine[]): Expected {
  const journals = new Map(simulated.map(({ line, facts }) => [line, facts]));
  const { open: _, ...reports } = reportsOf({ plans, journals });
  const steps = simulated.flatMap(({ facts }) => facts.flatMap((fact): readonly DoneStep[] => (
    fact.fact === 'letterSent' || fact.fact === 'handedToOffice' ? fact.steps : [])));
  return { reports, escalations: escalationsOf([{ items: steps.map((step) => ({ ...step, unit: '', task: '' })) }]) };
}
