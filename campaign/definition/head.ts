import { isRemoved } from './amend/merge.ts';
import type { CampaignPlan } from './plan.ts';

/** What the campaign carries on: the plan without the lines' slices, these by their digests in the order of the plan. */
export function headOf(plan: CampaignPlan, slices: readonly string[], whole: string) {
  const { rulesVersion, campaign, title, theme, revision, calendar, sending, phases } = plan;
  const lines = plan.lines.map((line, index) => (
    { line: line.line, name: line.name, relation: line.relation, plan: slices[index] ?? '', ...(isRemoved(line) ? { removed: true as const } : {}) }));
  const inferred = plan.actions.flatMap(({ id, lead, source }) => (source === 'inferred' ? [{ action: id, lead }] : []));
  return { rulesVersion, campaign, title, theme, revision, calendar, sending, phases, lines, ...(inferred.length === 0 ? {} : { inferred }), plan: whole };
}
