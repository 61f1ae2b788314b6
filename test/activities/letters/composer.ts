import { type ParsedMail, simpleParser } from 'mailparser';
import { type ComposedLetter, type Compose, createComposer } from '../../../activities/letters/compose.ts';
import { rawOf } from '../../../activities/letters/raw.ts';
import { loadTemplates } from '../../../activities/letters/templates.ts';

/** A composer with the project's own templates. */
export async function ourComposer(): Promise<Compose> {
  const templates = await loadTemplates('config/letters');
  return createComposer({ templates, sender: { from: '质量月 <qm@samr.test>', domain: 'samr.test' } });
}

/** A letter as its recipient's mail program reads it. */
export async function received(letter: ComposedLetter): Promise<ParsedMail> {
  return simpleParser(Buffer.from((await rawOf(letter)).raw));
}

/** The text of a header, as programs read it. */
export function headerOf(mail: ParsedMail, name: string): string {
  const value = mail.headers.get(name);
  return typeof value === 'string' ? value : '';
}

/** The words of a page, as a person reads them. */
export function wordsOf(html: string): string {
  return html.replace(/<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>|<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Everything a letter says, wherever it says it. */
export function allWords({ mail }: ComposedLetter): string {
  return [mail.subject, mail.text, wordsOf(mail.html), mail.html].join('\n');
}
