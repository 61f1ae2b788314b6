import { createHash } from 'node:crypto';
import addressparser from 'nodemailer/lib/addressparser';
import type { Letter } from '../../campaign/line/letter.ts';

/**
 * The Message-ID of a letter: the same for every attempt, worker and reset, so that neither the ledger nor the recipient's
 * mail program takes a repeated letter for a new one.
 */
export function messageIdOf(campaign: string, letter: Pick<Letter, 'unit' | 'role' | 'at' | 'kind'>, domain: string): string {
  const { unit, role, at, kind } = letter;
  const hash = createHash('sha256').update([campaign, unit, role, at, kind].join('|')).digest('hex');
  return `<${hash.slice(0, 32)}@${domain}>`;
}

/** The domain of a sender such as `质量发展局 <office@samr.test>`. Throws if it has none. */
export function domainOf(sender: string): string {
  const address = addressparser(sender, { flatten: true })[0]?.address ?? '';
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (!address.includes('@') || domain === '') throw new RangeError('MAIL_FROM 中没有邮箱地址，应如“质量发展局 <office@samr.test>”。');
  return domain;
}
