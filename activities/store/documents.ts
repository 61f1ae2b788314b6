import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { damaged } from './errors.ts';
import type { Contents, Digest } from './store.ts';

const envelope = z.object({ nonce: z.string().optional(), document: z.unknown() });

/**
 * Stores a JSON document. `guessable: true` for personal or short text (a name, "同意"): a random nonce goes in with it, so
 * that the digest, which stands in histories, tells nothing even to who tries likely texts. Without it equal documents have equal digests.
 */
export function putDocument(contents: Contents, document: unknown, options: { readonly guessable?: boolean } = {}): Promise<Digest> {
  const nonce = options.guessable === true ? randomBytes(16).toString('hex') : undefined;
  return contents.put(Buffer.from(JSON.stringify({ nonce, document })));
}

/** Reads a JSON document back; throws if it is missing, damaged or not of this shape. */
export async function getDocument<T>(contents: Contents, digest: Digest, schema: z.ZodType<T>): Promise<T> {
  const bytes = await contents.get(digest);
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw damaged(digest);
  }
  return schema.parse(envelope.parse(parsed).document);
}

/** Whether a content is one of our own documents (plan, roster, journal, report, text): none of them may be purged like a file. */
export async function isDocument(contents: Contents, digest: Digest): Promise<boolean> {
  let start = Buffer.alloc(0);
  for await (const chunk of await contents.open(digest)) {
    start = Buffer.concat([start, Buffer.from(chunk)]);
    if (start.length >= 64) break;
  }
  return /^\{(?:"nonce":"[0-9a-f]{32}",)?"document":/.test(start.toString('latin1'));
}
