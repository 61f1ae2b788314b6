import { namedPeople } from '../activities/store/people.ts';
import type { Room } from './room.ts';

/** The organiser as its own pages show it, and the addresses that speak for it. */
export interface OrganiserView {
  readonly campaign: string;
  readonly title: string;
  readonly theme: string;
  readonly office: { readonly name: string; readonly phone: string };
  readonly mailboxes: Readonly<Record<'office' | 'head' | 'reviewer' | 'auditor', readonly string[]>>;
}

/** 组织方 of a started campaign: from plan, roster and the people its office named. */
export async function viewOrganiser({ plans, store }: Room, campaign: string): Promise<OrganiserView> {
  const [{ title, theme }, { office, head }, people] = await Promise.all([plans.latest(campaign), plans.roster(campaign), namedPeople(store, campaign)]);
  const named = (wanted: string): string[] => people.filter(({ role }) => role === wanted).map(({ mail }) => mail);
  return {
    campaign, title, theme, office: { name: office.name, phone: office.phone },
    mailboxes: { office: [office.mail], head: [head.mail], reviewer: named('reviewer'), auditor: named('auditor') },
  };
}
