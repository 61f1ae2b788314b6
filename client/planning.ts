import { type InferredLead, unconfirmedLeads } from '../campaign/line/leads.ts';
import { ORGANISER, participantOf, ruleOf } from '../campaign/line/plan.ts';
import type { LineStatus } from '../workflows/contract.ts';
import type { Room } from './room.ts';
import { lineStatuses, statusOf } from './statuses.ts';

/** A unit that the notice still waits for. */
export interface Outstanding {
  readonly unit: string;
  readonly name: string;
  readonly what: 'countersign' | 'lead';
  readonly task?: string;
  /** `open`: nothing came; `disagreed`: it says no; `review`: a proposal nobody reviewed; `none`: it has no proposal to make. */
  readonly state: 'open' | 'disagreed' | 'review' | 'none';
  /** The inferred actions it would lead. */
  readonly actions: readonly string[];
}

/** Whom `issueNotice` waits for: signatories that have not agreed, and leads that nobody confirmed (a rehearsal takes them as they are). */
export async function outstanding(room: Room, campaign: string): Promise<Outstanding[]> {
  const plan = await room.plans.latest(campaign);
  const { notice, asOf } = await statusOf(room, campaign);
  if (notice !== null) return [];
  const lines = await lineStatuses(room, campaign, asOf);
  const asked = plan.lines.filter(({ line }) => line !== ORGANISER).flatMap((line) => line.tasks.map((task) => ({
    unit: task.unit, task: task.task, form: ruleOf(line, task).form, name: line.units.find(({ id }) => id === task.unit)?.name ?? task.unit,
    ...standOf(lines, task),
  })));
  const signing = asked.filter(({ form, state }) => form === 'countersign' && (state === 'open' || state === 'scheduled' || state === 'submitted'));
  const proposals = asked.filter(({ form }) => form === 'proposal');
  const inferred = plan.actions.flatMap(({ id, lead, source }): InferredLead[] => (source === 'inferred' ? [{ action: id, lead }] : []));
  const leads = unconfirmedLeads(inferred, proposals.filter(({ state, disagreed }) => state === 'accepted' && !disagreed).map(({ unit }) => unit));
  const names = new Map(plan.lines.flatMap(({ units }) => units.map(({ id, name }) => [id, name] as const)));
  return [
    ...signing.map(({ unit, name, task, disagreed }): Outstanding => ({ unit, name, what: 'countersign', task, state: disagreed ? 'disagreed' : 'open', actions: [] })),
    ...[...Map.groupBy(leads, ({ lead }) => lead)].map(([lead, actions]): Outstanding => {
      const own = proposals.find(({ unit }) => unit === lead || unit === participantOf(lead));
      return {
        unit: lead, name: names.get(lead) ?? lead, what: 'lead', ...(own === undefined ? {} : { task: own.task }),
        state: own === undefined ? 'none' : own.disagreed ? 'disagreed' : own.state === 'submitted' ? 'review' : 'open', actions: actions.map(({ action }) => action),
      };
    }),
  ];
}

function standOf(lines: readonly LineStatus[], { unit, task }: { readonly unit: string; readonly task: string }): { state: string; disagreed: boolean } {
  const found = lines.flatMap(({ tasks }) => tasks).find((each) => each.unit === unit && each.task === task);
  return { state: found?.state ?? 'open', disagreed: found?.disagreed === true };
}
