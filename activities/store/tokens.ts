import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Instant, isInstant } from '../../campaign/time/instant.ts';
import type { References } from './store.ts';

/** Whose token: what it may act for. */
export interface TokenScope { readonly campaign: string; readonly unit: string }

const when = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value));
// By the campaign's own time: a token ends with its campaign, also in a rehearsal.
const record = z.object({ issued: when, until: when, last: z.string(), revoked: when.exactOptional() });

/** A token as the store knows it: its last letters, by which people tell it from others, and never the token itself. */
export interface TokenRecord extends TokenScope, z.infer<typeof record> {
  /** Its digest, in hex. */
  readonly hash: string;
}

// One reference a token, named by its digest. The token says its scope itself, so that it is found at once.
const folderOf = (campaign: string): string => `campaigns/${campaign}/tokens`;
const nameOf = ({ campaign, unit, hash }: Pick<TokenRecord, 'campaign' | 'unit' | 'hash'>): string => `${folderOf(campaign)}/${unit}/${hash}`;
const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
/** 256 bits in base64url; `~` stands in no id and may stand in an Authorization header as it is. */
const WORD = /^qm~([a-z0-9-]{1,80})~([a-z0-9.-]{1,81})~[\w-]{43}$/;

/** Makes a token and keeps what is to be known of it. The token is given once and cannot be read again. */
export async function keepToken(store: References, { campaign, unit }: TokenScope, { issued, until }: Pick<TokenRecord, 'issued' | 'until'>): Promise<{ readonly token: string; readonly record: TokenRecord }> {
  const token = `qm~${campaign}~${unit}~${randomBytes(32).toString('base64url')}`;
  const kept = { issued, until, last: token.slice(-4) };
  const hash = digestOf(token);
  await store.createReference(nameOf({ campaign, unit, hash }), JSON.stringify(kept));
  return { token, record: { campaign, unit, hash, ...kept } };
}

/** The record of a token that we made, revoked or not; undefined for any other word. */
export async function findToken(store: References, token: string): Promise<TokenRecord | undefined> {
  const [, campaign, unit] = token.length > 300 ? [] : WORD.exec(token) ?? [];
  return campaign === undefined || unit === undefined || unit.startsWith('.') ? undefined : read(store, { campaign, unit, hash: digestOf(token) });
}

/** Every token of a campaign, the oldest first. */
export async function listTokens(store: References, campaign: string): Promise<TokenRecord[]> {
  const names = await store.listReferences(folderOf(campaign));
  const found = await Promise.all(names.map((name) => {
    const [unit = '', hash = ''] = name.slice(folderOf(campaign).length + 1).split('/');
    return read(store, { campaign, unit, hash });
  }));
  return found.flatMap((each) => each ?? []).sort((a, b) => (a.issued < b.issued ? -1 : 1));
}

/** The token opens nothing any more. */
export async function revokeToken(store: References, { campaign, unit, hash, issued, until, last }: TokenRecord, now: Instant): Promise<void> {
  await store.setReference(nameOf({ campaign, unit, hash }), JSON.stringify({ issued, until, last, revoked: now }));
}

async function read(store: References, of: Pick<TokenRecord, 'campaign' | 'unit' | 'hash'>): Promise<TokenRecord | undefined> {
  const text = await store.getReference(nameOf(of));
  return text === undefined ? undefined : { campaign: of.campaign, unit: of.unit, hash: of.hash, ...record.parse(JSON.parse(text)) };
}
