import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { seal, unseal } from '../../activities/links/sealed.ts';
import type { Keys } from '../../activities/links/secret.ts';
import { FileRefused, type StoredFile, storeFile } from '../../activities/store/files.ts';
import type { Store } from '../../activities/store/store.ts';
import type { Fields, Remark } from './form.ts';
import { csrfOf, type Session } from './session.ts';

/** One file at most; larger ones wait for uploads that resume. */
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

const file = z.object({ digest: z.string(), name: z.string(), size: z.number(), type: z.string(), charset: z.string().exactOptional() });
const ticket = z.tuple([z.string(), z.string(), z.string(), file]);

/** A stored file as a form carries it on: sealed, or anybody could name any content of the store as his own. */
export function fileTicket(keys: Keys, { campaign, unit }: Pick<Session, 'campaign' | 'unit'>, task: string, stored: StoredFile): string {
  return seal(keys('file'), [campaign, unit, task, stored]);
}

/**
 * Reads a form with files, each streamed into the store as it comes. Its first field must be the session's token: until it is seen
 * nothing is kept. A file that is refused does not lose the others, nor what was typed.
 */
export async function readUpload(request: FastifyRequest, { keys, store, session, task }: {
  readonly keys: Keys; readonly store: Store; readonly session: Session; readonly task: string;
}): Promise<Uploaded> {
  const fields: Record<string, string[]> = {};
  const files: StoredFile[] = [];
  const refused: Remark[] = [];
  let trusted = false;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const value = typeof part.value === 'string' ? part.value : '';
      if (!trusted && !(part.fieldname === 'csrf' && value === csrfOf(keys, session))) throw new ForeignForm();
      trusted = true;
      (fields[part.fieldname] ??= []).push(value);
    } else if (!trusted) throw new ForeignForm();
    else if (part.filename === '') part.file.resume();
    else await keep(store, part, files, refused);
  }
  if (!trusted) throw new ForeignForm();
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

/** Files uploaded before that the person kept ticked. */
function kept(fields: Fields, keys: Keys, session: Session, task: string): StoredFile[] {
  return (fields['keep'] ?? []).flatMap((word) => ticketFile(keys, session, task, word) ?? []);
}

/** The file of a ticket; undefined if it is not ours, or another unit's or task's. */
export function ticketFile(keys: Keys, { campaign, unit }: Pick<Session, 'campaign' | 'unit'>, task: string, word: string): StoredFile | undefined {
  const [ofCampaign, ofUnit, ofTask, stored] = ticket.safeParse(unseal(keys('file'), word)).data ?? [];
  return ofCampaign === campaign && ofUnit === unit && ofTask === task ? stored : undefined;
}

function distinct(files: readonly StoredFile[]): StoredFile[] {
  return [...new Map(files.map((each) => [`${each.digest} ${each.name}`, each])).values()];
}
