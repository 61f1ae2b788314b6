import { mimeParts } from './mimeParts.ts';

/** What a letter of ours says. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** Personal links: who reads a letter of somebody else must not be able to act as them. */
const LINK = /(\/l\/)[\w.~-]{20,}/g;

/** Subject and text of a letter as our own mail room wrote it, without the personal link in it. */
export function letterText(message: Buffer): LetterText {
  const headers = message.toString('latin1').split(/\r?\n\r?\n/, 1)[0]?.replaceAll(/\r?\n[ \t]+/g, ' ') ?? '';
  const subject = /^subject:\s*(.*)$/im.exec(headers)?.[1] ?? '';
  const text = [...mimeParts(message)].find(({ type }) => type === 'text/plain')?.bytes.toString('utf8') ?? '';
  return { subject: words(subject.trim()).replaceAll(LINK, '$1…'), text: text.replaceAll('\r\n', '\n').replaceAll(LINK, '$1…（专属链接，不显示）') };
}

/** RFC 2047. The bytes of neighbouring words are put together first: a character may lie across two of them. */
function words(header: string): string {
  return header.replaceAll(/=\?utf-8\?[bq]\?[^?]*\?=(?:\s*=\?utf-8\?[bq]\?[^?]*\?=)*/gi, (run) => (
    Buffer.concat([...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, encoding = '', word = '']) => bytesOf(encoding, word))).toString('utf8')));
}

function bytesOf(encoding: string, word: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(word, 'base64');
  return Buffer.from(word.replaceAll('_', ' ').replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
}
