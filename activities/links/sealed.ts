import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of a seal: 128 bits, beyond guessing, and links stay short. */
const SEAL = 16;

/** A document that anybody can read and only who has the key can make, as a word that may stand in a URL, a cookie or a field. */
export function seal(key: Buffer, document: unknown): string {
  const body = Buffer.from(JSON.stringify(document)).toString('base64url');
  return `${body}.${sealOf(key, body).toString('base64url')}`;
}

/** The document of a sealed word; undefined if it is not, or not as it was, sealed with this key. */
export function unseal(key: Buffer, word: string): unknown {
  const [body = '', given = '', ...more] = word.split('.');
  const wanted = sealOf(key, body);
  const seen = Buffer.from(given, 'base64url');
  // One way to write it only: the last letter of base64 has bits that say nothing.
  if (more.length > 0 || given !== seen.toString('base64url') || seen.length !== wanted.length || !timingSafeEqual(seen, wanted)) return undefined;
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A short name for a text that only who has the key can tell: an address, without saying which. */
export function fingerprint(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 16);
}

function sealOf(key: Buffer, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, SEAL);
}
