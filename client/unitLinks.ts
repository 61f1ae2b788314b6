import { revokeLinks } from '../activities/store/links.ts';
import { sameMailbox } from '../activities/store/mailboxes.ts';
import { isFact } from '../campaign/audit/facts.ts';
import type { LinePlan } from '../campaign/line/plan.ts';
import { keptJournal } from './journals.ts';
import { inGroups } from './lineQueue.ts';
import { lineOf } from './plans.ts';
import { Refused } from './refused.ts';
import type { Room } from './room.ts';
import { cardOf, rosterOf } from './roster.ts';

/** Journals at a time. */
const JOURNALS = 20;

/** 停用链接: what was sent to a unit's mailboxes so far opens nothing any more. Letters from now on carry links that do. */
export async function revokeUnitLinks({ store, plans }: Room, campaign: string, { unit }: { readonly unit: string }): Promise<{ readonly unit: string }> {
  const line = lineOf(await plans.latest(campaign), unit);
  if (!line.units.some(({ id }) => id === unit)) throw new Refused(`活动 ${campaign} 没有单位“${unit}”。可用的单位标识：${line.units.slice(0, 12).map(({ id }) => id).join('、')}。`);
  await revokeLinks(store, campaign, unit, Date.now());
  return { unit };
}

/** The units whose contact has this mailbox: by the roster, which is quick, else those that were delegated to it. Who asks looks again. */
export async function unitsOfMailbox(room: Room, campaign: string, { mail }: { readonly mail: string }): Promise<string[]> {
  const same = (other: string): boolean => sameMailbox(other, mail);
  const { contacts } = await rosterOf(room, campaign);
  const listed = Object.entries(contacts).filter(([, cards]) => cards.some((card) => same(card.mail))).map(([unit]) => unit);
  if (listed.length > 0) return listed;
  const { lines } = await room.plans.latest(campaign);
  return (await inGroups(lines, JOURNALS, (line) => delegatedTo(room, campaign, line, same))).flat();
}

async function delegatedTo(room: Room, campaign: string, line: LinePlan, same: (mail: string) => boolean): Promise<string[]> {
  const facts = (await keptJournal(room, campaign, line) ?? []).filter(isFact);
  const found = await Promise.all(facts.flatMap((fact) => (fact.fact === 'delegated' ? [fact] : [])).map(async ({ unit, contact }) => (
    same((await cardOf(room, contact)).mail) ? [unit] : [])));
  return [...new Set(found.flat())];
}
