import { type Compose, createComposer } from '../activities/letters/compose.ts';
import { domainOf } from '../activities/letters/messageId.ts';
import { readLetterSources } from '../activities/letters/sources.ts';
import { createTemplates } from '../activities/letters/templates.ts';
import type { Roster } from '../campaign/definition/plan.ts';
import { LETTERS } from './definitions.ts';

/** Writes letters to be looked at, as the worker writes them: with the templates as they are now, from the same sender. */
export async function openDesk({ office }: Pick<Roster, 'office'>, mailFrom: string | undefined): Promise<Compose> {
  const from = mailFrom ?? `${office.name} <${office.mail}>`;
  return createComposer({ templates: createTemplates(await readLetterSources(LETTERS)), sender: { from, replyTo: office.mail, domain: domainOf(from) } });
}
