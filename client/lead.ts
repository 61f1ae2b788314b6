import { z } from 'zod';
import { getDocument } from '../activities/store/documents.ts';
import { StoreError } from '../activities/store/errors.ts';
import { isFact } from '../campaign/audit/facts.ts';
import type { CampaignPlan, ContactCard } from '../campaign/definition/plan.ts';
import type { Fact } from '../campaign/line/facts.ts';
import { type LinePlan, keyOf } from '../campaign/line/plan.ts';
import { type Instant, later } from '../campaign/time/instant.ts';
import { nominalAt } from '../campaign/time/timeline.ts';
import type { LineStatus } from '../workflows/contract.ts';
import { keptJournal } from './journals.ts';
import { lineOf } from './plans.ts';
import type { Room } from './room.ts';
import { cardOf } from './roster.ts';
import { oneLine } from './statuses.ts';
import { timelineOf } from './timelines.ts';

/** A unit below a participant, as the participant's contact sees it. */
export interface LedUnit {
  readonly id: string;
  readonly name: string;
  /** Whom letters go to now, to be called. */
  readonly card: ContactCard | undefined;
  readonly acknowledged: boolean;
  /** Its address refuses mail. */
  readonly refusing: boolean;
  readonly tasks: readonly LineStatus['tasks'][number][];
}

/** A request for more time that waits for its answer. */
export interface AskedExtension {
  readonly unit: string;
  readonly task: string;
  readonly due: Instant;
  readonly until: Instant;
  readonly why?: string;
}

/** A participant's units, how they stand, and what waits for its contact. */
export interface LeadView {
  readonly plan: CampaignPlan;
  readonly line: LinePlan;
  readonly status: LineStatus;
  /** A line that slept for a week answers with the time it fell asleep. */
  readonly now: Instant;
  readonly units: readonly LedUnit[];
  readonly extensions: readonly AskedExtension[];
}

/** Everything below a participant, from one status and one journal of its line. */
export async function viewLead(room: Room, campaign: string, { unit: own }: { readonly unit: string }): Promise<LeadView> {
  const plan = await room.plans.latest(campaign);
  const line = lineOf(plan, own);
  const status = await oneLine(room, campaign, { unit: own });
  const [journal, roster, timeline] = await Promise.all([keptJournal(room, campaign, line), room.plans.roster(campaign), timelineOf(room.store, campaign)]);
  const now = later(status.asOf, nominalAt(timeline, Date.now()));
  const facts = (journal ?? []).filter(isFact);
  const led = line.units.filter(({ id, removed }) => id !== line.line && removed !== true);
  const units = await Promise.all(led.map(async ({ id, name }): Promise<LedUnit> => {
    const delegated = facts.findLast((fact) => fact.fact === 'delegated' && fact.unit === id);
    const word = status.units?.find((each) => each.unit === id);
    return {
      id, name, card: delegated?.fact === 'delegated' ? await cardOf(room, delegated.contact) : roster.contacts[id]?.[0],
      acknowledged: word?.acknowledged ?? false, refusing: word?.refusing === true, tasks: status.tasks.filter((task) => task.unit === id),
    };
  }));
  const asked = (status.waiting ?? []).filter(({ what, who }) => what === 'extension' && who === 'participant');
  return { plan, line, status, now, units, extensions: (await Promise.all(asked.map((each) => extensionOf(room, status, facts, each)))).flat() };
}

async function extensionOf({ store }: Room, status: LineStatus, facts: readonly Fact[], of: { readonly unit: string; readonly task: string }): Promise<AskedExtension[]> {
  const asked = facts.findLast((fact) => fact.fact === 'extensionRequested' && fact.key === keyOf(of));
  const task = status.tasks.find((each) => each.unit === of.unit && each.task === of.task);
  if (asked?.fact !== 'extensionRequested' || task === undefined) return [];
  const why = asked.why === undefined ? undefined : await getDocument(store, asked.why, z.string()).catch((error: unknown) => {
    if (error instanceof StoreError) return undefined; // purged
    throw error;
  });
  return [{ unit: of.unit, task: of.task, due: task.due, until: asked.until, ...(why === undefined ? {} : { why }) }];
}
