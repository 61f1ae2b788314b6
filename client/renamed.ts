import type { Compiled } from '../campaign/definition/compile/compile.ts';

/** The same campaign under another id: nothing of the real one is touched. */
export function renamed({ plan, roster, findings }: Compiled, campaign: string): Compiled {
  const title = `${plan.title}（演练）`;
  return { plan: { ...plan, campaign, title, lines: plan.lines.map((line) => ({ ...line, campaign, title })) }, roster, findings };
}

/** Whether this is a rehearsal of the campaign `of`: then its definition may be used for it. */
export function isRehearsalOf(campaign: string, of: string): boolean {
  return campaign.startsWith(`${of}-r`) && /^\d+-[0-9a-f]+$/.test(campaign.slice(of.length + 2));
}
