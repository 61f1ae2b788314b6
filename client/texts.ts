import { z } from 'zod';
import { putDocument } from '../activities/store/documents.ts';
import type { Contents, Digest } from '../activities/store/store.ts';
import type { ContactCard } from '../campaign/definition/plan.ts';
import { Mail } from '../campaign/definition/formats.ts';
import { Refused } from './refused.ts';

/** Longer texts are files. */
const MAX_TEXT = 20_000;

/** Stores what a person wrote, with what goes along with it, before anything refers to it. @throws Refused if it is empty or too long. */
export async function keepText(store: Contents, text: string, what: string, more: { readonly posters?: string } = {}): Promise<Digest> {
  const clean = text.trim();
  if (clean === '') throw new Refused(`${what}不能为空。请写明后重试。`);
  if (clean.length > MAX_TEXT) throw new Refused(`${what}有 ${String(clean.length)} 字，超过 ${String(MAX_TEXT)} 字的上限。请精简，或另附文件。`);
  return putDocument(store, more.posters === undefined ? clean : { text: clean, ...more }, { guessable: true });
}

/** The same for a text that may be left out; to spread into an update's arguments. */
export async function optionalText<K extends string>(
  store: Contents, name: K, text: string | undefined, what: string,
): Promise<Partial<Record<K, Digest>>> {
  const made: Partial<Record<K, Digest>> = {};
  if (text !== undefined) made[name] = await keepText(store, text, what);
  return made;
}

const card = z.object({ mail: Mail, role: z.string().max(40).exactOptional(), phone: z.string().max(40).exactOptional() });

/** Stores a contact's card. */
export async function keepCard(store: Contents, given: ContactCard): Promise<Digest> {
  const read = card.safeParse(given);
  if (read.success) return putDocument(store, read.data, { guessable: true });
  if (read.error.issues.some(({ path }) => path[0] === 'mail')) {
    throw new Refused(`“${given.mail}”不是电子邮件地址。请写成 name@example.org 的形式。`);
  }
  throw new Refused('联络员的称谓和电话各不超过 40 字。请精简后重试。');
}
