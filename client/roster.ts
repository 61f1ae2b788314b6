import { z } from 'zod';
import { readLatest } from '../activities/store/campaignStore.ts';
import { getDocument } from '../activities/store/documents.ts';
import type { ContactCard, Roster } from '../campaign/definition/plan.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';

const card = z.object({ mail: z.string(), role: z.string().exactOptional(), phone: z.string().exactOptional() }) satisfies z.ZodType<ContactCard>;
const roster = z.looseObject({
  contacts: z.record(z.string(), z.array(card)), superiors: z.record(z.string(), z.looseObject({ title: z.string(), mail: z.string() })),
});

/** 通讯录 of a started campaign: in the store only. @throws Refused if there is none. */
export async function rosterOf({ store }: Pick<Room, 'store'>, campaign: string): Promise<Pick<Roster, 'contacts' | 'superiors'>> {
  const digest = await readLatest(store, campaign, 'roster');
  if (digest === undefined) throw new Refused(`本数据目录没有活动 ${campaign} 的通讯录。请核对 CAMPAIGN_DATA。`);
  return getDocument(store, digest, roster);
}

/** The card of a delegated contact. */
export async function cardOf({ store }: Pick<Room, 'store'>, digest: string): Promise<ContactCard> {
  return getDocument(store, digest, card);
}
