import { getDocument } from '../activities/store/documents.ts';
import { StoreError } from '../activities/store/errors.ts';
import type { Digest } from '../activities/store/store.ts';
import { nearest } from '../campaign/definition/nearest.ts';
import type { CampaignPlan } from '../campaign/definition/plan.ts';
import { type LinePlan, ORGANISER, keyOf, participantOf } from '../campaign/line/plan.ts';
import { type Selection, type Stage, unitOfCase } from '../campaign/line/selection.ts';
import { freshTask, openLine } from '../campaign/line/state.ts';
import type { Instant } from '../campaign/time/instant.ts';
import { type CasePart, gatherCases } from '../campaign/summary/cases.ts';
import { FLAG_TITLES } from '../campaign/summary/evidence.ts';
import { fileLines, tellsResults } from '../campaign/summary/filings.ts';
import { Report } from '../campaign/summary/report.ts';
import type { Answer } from '../workflows/contract.ts';
import { acceptedReports } from './acceptedReports.ts';
import { inGroups } from './lineQueue.ts';
import { type Person, entryOf } from './person.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { statusOf } from './statuses.ts';
import { updateCampaign } from './updates.ts';

/** A typical case of an accepted report, and how far its selection has come. */
export interface CaseView extends Omit<CasePart, 'held' | 'adopted'> {
  readonly stage: Stage | null;
  readonly consent?: Instant;
  /** What a person must look into before it is quoted, in Chinese. */
  readonly check: readonly string[];
}

interface Choice extends Person {
  readonly case: string;
  /** The next stage; or `drop`: one stage back. */
  readonly stage?: Stage;
  readonly drop?: boolean;
  /** The unit consents to publication; channel and time say how that came. */
  readonly consent?: boolean;
}

const QUERIES = 20;

/** Every case of the accepted reports, in the order of the lines. */
export async function listCases(room: Room, campaign: string): Promise<CaseView[]> {
  const [plan, { cases, asOf }] = await Promise.all([room.plans.latest(campaign), statusOf(room, campaign)]);
  return (await inGroups(plan.lines.filter(({ line }) => line !== ORGANISER), QUERIES, (line) => casesOf(room, plan, line, cases, asOf))).flat();
}

/** 案例选用: one stage on, or back. Only what an accepted report holds is ever asked for. */
export async function selectCase(room: Room, campaign: string, choice: Choice): Promise<Answer> {
  const { case: id, stage, drop = false, consent = false, ...person } = choice;
  const [plan, { cases, asOf }] = await Promise.all([room.plans.latest(campaign), statusOf(room, campaign)]);
  if (!drop || cases[id] === undefined) refuseUnfit(await casesNear(room, plan, id, cases, asOf), id, drop);
  const args = drop ? { case: id, drop } : { case: id, stage, ...(consent ? { consent, ...entryOf(person, plan.sending) } : {}) };
  return updateCampaign(room, campaign, { name: 'selectCase', args, updateId: person.updateId });
}

async function casesNear(room: Room, plan: CampaignPlan, id: string, selection: Selection, asOf: Instant): Promise<CaseView[]> {
  const line = plan.lines.find((each) => each.line === participantOf(unitOfCase(id)));
  return line === undefined || line.line === ORGANISER ? [] : casesOf(room, plan, line, selection, asOf);
}

function refuseUnfit(cases: readonly CaseView[], id: string, drop: boolean): void {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) {
    const meant = nearest(id, cases.map((each) => each.id));
    throw new Refused(`没有案例“${id}”：案例取自已收悉的材料。${meant === undefined ? '' : `是否为 ${meant}？`}请用 select 查看可选的案例。`);
  }
  if (!drop && found.check.includes(FLAG_TITLES['secrecy:marking'])) {
    throw new Refused(`案例 ${id} 所在的材料${FLAG_TITLES['secrecy:marking']}，不得选用。`);
  }
}

async function casesOf(room: Room, plan: CampaignPlan, line: LinePlan, selection: Selection, asOf: Instant): Promise<CaseView[]> {
  const accepted = await acceptedReports(room, plan.campaign, line.line);
  const reports = await readReports(room, [...accepted.values()]);
  const tasks = line.tasks.flatMap((task) => {
    const report = accepted.get(keyOf(task));
    return report === undefined ? [] : [[keyOf(task), { ...freshTask(task.due), status: 'accepted' as const, report }] as const];
  });
  const state = { ...openLine(line), tasks: Object.fromEntries(tasks) };
  const filings = fileLines({ plan, lines: [{ plan: line, state }], reports, asOf }).flatMap((each) => each.filings);
  return gatherCases(filings.filter((filing) => tellsResults(plan, filing))).map(({ held, adopted: _, ...part }) => ({
    ...part, stage: null, ...selection[part.id], check: held.map((flag) => FLAG_TITLES[flag]),
  }));
}

/** Those that are there: of one that was purged nothing is quoted. */
async function readReports({ store }: Room, digests: readonly Digest[]): Promise<Map<string, Report>> {
  const read = await inGroups(digests, QUERIES, async (digest) => {
    try {
      return [[digest, await getDocument(store, digest, Report)] as const];
    } catch (error) {
      if (error instanceof StoreError && error.failure === 'missing') return [];
      throw error;
    }
  });
  return new Map(read.flat());
}
