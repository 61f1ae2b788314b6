import type { CampaignPlan } from './plan.ts';

/** What the campaign carries on: the plan without the lines' slices, these by their digests in the order of the plan. */
export function headOf(plan: CampaignPlan, slices: readonly string[], whole: string) {
  const { rulesVersion, campaign, title, theme, revision, calendar, sending, phases } = plan;
  const lines = plan.lines.map(({ line, name, relation }, index) => ({ line, name, relation, plan: slices[index] ?? '' }));
  return { rulesVersion, campaign, title, theme, revision, calendar, sending, phases, lines, plan: whole };
}
