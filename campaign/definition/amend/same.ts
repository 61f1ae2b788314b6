import type { CampaignPlan } from '../plan.ts';

/** Whether two plain documents say the same, whatever the order of their keys: one of them comes from the store. */
export function sameContent(a: unknown, b: unknown): boolean {
  return contentOf(a) === contentOf(b);
}

/** What a plain document says, the same whatever the order of its keys. */
export function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part));
}

/** Whether two plans ask for the same, whatever their revisions. */
export function samePlan(a: CampaignPlan, b: CampaignPlan): boolean {
  return sameContent(unnumbered(a), unnumbered(b));
}

function unnumbered({ revision: _, ...plan }: CampaignPlan): unknown {
  return { ...plan, lines: plan.lines.map(({ revision: __, ...line }) => line) };
}
