import { createHash } from 'node:crypto';
import { z } from 'zod';
import { plainMail } from './mailboxes.ts';
import type { References } from './store.ts';

/** Who the office lets into the organiser's pages besides itself: reviewers act on reports, auditors read. */
export const NAMED_ROLES = ['reviewer', 'auditor'] as const;
export type NamedRole = (typeof NAMED_ROLES)[number];

const person = z.object({ mail: z.string(), role: z.enum(NAMED_ROLES), since: z.number() });
/** One mailbox with its role; `since` in ms. */
export type NamedPerson = z.infer<typeof person>;

const folderOf = (campaign: string): string => `campaigns/${campaign}/people`;
const nameOf = (campaign: string, mail: string): string => `${folderOf(campaign)}/${createHash('sha256').update(plainMail(mail)).digest('hex').slice(0, 32)}`;

/** Names somebody, or changes their role. */
export async function namePerson(store: References, campaign: string, { mail, role, since }: NamedPerson): Promise<void> {
  await store.setReference(nameOf(campaign, mail), JSON.stringify({ mail: mail.trim(), role, since }));
}

/** Takes the role back: their links and sessions end with it. */
export async function dropPerson(store: References, campaign: string, mail: string): Promise<void> {
  await store.setReference(nameOf(campaign, mail), '');
}

/** Everybody named, in no order that means anything. */
export async function namedPeople(store: References, campaign: string): Promise<NamedPerson[]> {
  const texts = await Promise.all((await store.listReferences(folderOf(campaign))).map((name) => store.getReference(name)));
  return texts.flatMap((text) => (text === undefined || text === '' ? [] : [person.parse(JSON.parse(text))]));
}
