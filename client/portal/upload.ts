import type { Multipart, MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { seal, unseal } from '../../activities/links/sealed.ts';
import type { Keys } from '../../activities/links/secret.ts';
import { FileRefused, type StoredFile, storeFile } from '../../activities/store/files.ts';
import type { Store } from '../../activities/store/store.ts';
import type { Fields, Remark } from './form.ts';
import { type Session, isCsrf } from './session.ts';

/** One file at most in the form itself, which begins anew when the connection is lost; larger ones by uploads that resume (resumable.ts). */
export const MAX_FILE_BYTES = 500 * 1024 ** 2;

/** A form that came with files. */
export interface Uploaded {
  readonly fields: Fields;
  readonly files: readonly StoredFile[];
  readonly refused: readonly Remark[];
}

/** Thrown when the form is not one of ours. */
export class ForeignForm extends Error {
  override readonly name = 'ForeignForm';
  readonly statusCode = 403;
}

export const storedFile = z.object({ digest: z.string(), name: z.string(), size: z.number(), type: z.string(), charset: z.string().exactOptional() });
const ticket = z.tuple([z.string(), z.string(), z.string(), z.unknown()]);

/** A stored file as a form carries it on, and as the address of its picture names it: without its name, which proxies would log. */
export interface Ticket { readonly keep: string; readonly picture: string }

type Owner = Pick<Session, 'campaign' | 'unit'>;

/** Sealed, or anybody could name any content of the store as his own. */
export function fileTicket(keys: Keys, { campaign, unit }: Owner, task: string, stored: StoredFile): Ticket {
  const { digest, size, type } = stored;
  return { keep: seal(keys('file'), [campaign, unit, task, stored]), picture: seal(keys('file'), [campaign, unit, task, { digest, size, type }]) };
}

/** The parts of a form with files. Its first field must be the session's token: until it is seen nothing is read on. @throws ForeignForm */
export async function* trustedParts(request: FastifyRequest, keys: Keys, session: Session, options?: Parameters<FastifyRequest['parts']>[0]): AsyncGenerator<Multipart> {
  let trusted = false;
  for await (const part of request.parts(options)) {
    if (!trusted && !(part.type === 'field' && part.fieldname === 'csrf' && isCsrf(keys, session, textOf(part)))) throw new ForeignForm();
    trusted = true;
    yield part;
  }
  if (!trusted) throw new ForeignForm();
}

/** What was typed into a field. */
export function textOf({ value }: MultipartValue): string {
  return typeof value === 'string' ? value : '';
}

/**
 * Reads a form with files, each streamed into the store as it comes. A file that is refused does not lose the others, nor what was typed.
 */
export async function readUpload(request: FastifyRequest, { keys, store, session, task }: {
  readonly keys: Keys; readonly store: Store; readonly session: Session; readonly task: string;
}): Promise<Uploaded> {
  const fields: Record<string, string[]> = {};
  const files: StoredFile[] = [];
  const refused: Remark[] = [];
  for await (const part of trustedParts(request, keys, session)) {
    if (part.type === 'field') (fields[part.fieldname] ??= []).push(textOf(part));
    else if (part.filename === '') part.file.resume();
    else await keep(store, part, files, refused);
  }
  return { fields, files: distinct([...kept(fields, keys, session, task), ...files]), refused };
}

async function keep(store: Store, part: MultipartFile, files: StoredFile[], refused: Remark[]): Promise<void> {
  try {
    // Left to us to drain: a part that is destroyed half read would end the whole form.
    files.push(await storeFile(store, part.file.iterator({ destroyOnReturn: false }), { name: part.filename, maxBytes: MAX_FILE_BYTES }));
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    refused.push({ field: 'files', text: error.message });
  } finally {
    part.file.resume();
  }
}

/** What a sealed word names, in this shape; undefined if it is not of this unit and task. */
export function ofTicket<T>(keys: Keys, session: Owner, task: string, word: string, shape: z.ZodType<T>): T | undefined {
  const [campaign, unit, own, named] = ticket.safeParse(unseal(keys('file'), word)).data ?? [];
  return campaign === session.campaign && unit === session.unit && own === task ? shape.safeParse(named).data : undefined;
}

/** Files uploaded before that the person kept ticked. */
function kept(fields: Fields, keys: Keys, session: Session, task: string): StoredFile[] {
  return (fields['keep'] ?? []).flatMap((word) => ofTicket(keys, session, task, word, storedFile) ?? []);
}

function distinct(files: readonly StoredFile[]): StoredFile[] {
  return [...new Map(files.map((each) => [`${each.digest} ${each.name}`, each])).values()];
}
