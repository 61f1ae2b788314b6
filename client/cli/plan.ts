import { createHash } from 'node:crypto';
import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { planLetters } from '../../campaign/definition/planLetters.ts';
import { agendaText } from '../agendaText.ts';
import { requireDefinition } from './definition.ts';
import { print, printJson } from './output.ts';
import { announceWork } from './progress.ts';

/** Shows every letter that would leave if nobody ever answered. */
export async function plan(path: string, json: boolean): Promise<void> {
  const { compiled: { plan: found, roster } } = await requireDefinition(path);
  announceWork(JSON.stringify(found).length, '正在推算全部函件，请稍候…');
  const letters = planLetters(found, roster);
  if (json) printJson({ campaign: found.campaign, digest: digestOf(found), letters });
  else print(agendaText(found, letters));
}

/** The digest that the plan has in the store (activities/store/documents.ts), so that the two can be compared. */
function digestOf(document: CampaignPlan): string {
  return createHash('sha256').update(JSON.stringify({ document })).digest('hex');
}
