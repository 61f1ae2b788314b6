import { z } from 'zod';
import { getDocument } from '../activities/store/documents.ts';
import { StoreError } from '../activities/store/errors.ts';
import type { Digest, Store } from '../activities/store/store.ts';
import type { CampaignPlan } from '../campaign/definition/plan.ts';
import type { Concern } from '../campaign/line/concerns.ts';
import { ORGANISER } from '../campaign/line/plan.ts';
import { chinese } from '../campaign/line/refusals.ts';
import type { Answer } from '../workflows/contract.ts';
import { type Person, entryOf } from './person.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { statusOf } from './statuses.ts';
import { keepText } from './texts.ts';
import { updateCampaign } from './updates.ts';

/** A concern with its texts, for the organiser. A text is null if it was purged. */
export interface ConcernView extends Omit<Concern, 'text' | 'answer'> {
  /** What the unit is called. */
  readonly name?: string;
  readonly text: string | null;
  readonly answer?: string | null;
}

interface NewConcern extends Person {
  readonly text: string;
  /** The unit it is about; without one, about the campaign. */
  readonly unit?: string;
}

/** 登记反映问题. The answer carries its number. */
export async function recordConcern(room: Room, campaign: string, { text, unit, ...person }: NewConcern): Promise<Answer> {
  const plan = await room.plans.latest(campaign);
  if (unit !== undefined) requireUnit(plan, unit);
  return updateCampaign(room, campaign, {
    name: 'recordConcern', updateId: person.updateId, given: { unit },
    args: { unit, text: await keepText(room.store, text, '反映的问题'), ...entryOf(person, plan.sending) },
  });
}

/** 答复反映问题. */
export async function answerConcern(
  room: Room, campaign: string, { number, answer, updateId }: { readonly number: number; readonly answer: string; readonly updateId?: string },
): Promise<Answer> {
  await room.plans.latest(campaign);
  return updateCampaign(room, campaign, { name: 'recordConcern', updateId, args: { number, answer: await keepText(room.store, answer, '答复') } });
}

/** Every concern in the order of its number. */
export async function listConcerns(room: Room, campaign: string): Promise<ConcernView[]> {
  const plan = await room.plans.latest(campaign);
  const { concerns } = await statusOf(room, campaign);
  return Promise.all(concerns.map(async ({ text, answer, ...concern }) => ({
    ...concern, ...named(plan, concern.unit), text: await textOf(room.store, text),
    ...(answer === undefined ? {} : { answer: await textOf(room.store, answer) }),
  })));
}

/** The participant's unit of that id. @throws Refused if there is none. */
export function requireUnit(plan: CampaignPlan, unit: string): void {
  const line = lineOf(plan, unit);
  if (line.line === ORGANISER) throw new Refused('请写参与单位的标识；与单位无关的，不写 --unit。');
  if (!line.units.some(({ id }) => id === unit)) throw new Refused(chinese.unknownUnit(line.name, line.units.map(({ id }) => id)));
}

function named(plan: CampaignPlan, unit: string | undefined): { name?: string } {
  const name = plan.lines.flatMap(({ units }) => units).find(({ id }) => id === unit)?.name;
  return name === undefined ? {} : { name };
}

async function textOf(store: Store, digest: Digest): Promise<string | null> {
  try {
    return await getDocument(store, digest, z.string());
  } catch (error) {
    if (error instanceof StoreError && error.failure === 'missing') return null;
    throw error;
  }
}
