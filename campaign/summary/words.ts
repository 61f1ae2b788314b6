import MarkdownIt, { type Token } from 'markdown-it';
import { oneLine } from '../definition/letterMarkdown.ts';
import type { Filing } from './filings.ts';
import type { Report } from './report.ts';

/** What a unit says, shortened for the summary; the whole text is in the archive. */
export interface Words {
  readonly unit: string;
  readonly text: string;
}

const markdown = new MarkdownIt('default', { html: false, linkify: false });

/** The sentences of a Markdown text, without headings, tables, code, pictures and the addresses of links. */
export function plainText(text: string): string {
  const found: string[] = [];
  let skipping = 0;
  for (const token of markdown.parse(text, {})) {
    if (/^(heading|table)_(open|close)$/.test(token.type)) skipping += token.nesting;
    else if (token.type === 'inline' && skipping === 0) found.push(wordsOf(token));
  }
  return found.map((each) => each.trim()).filter((each) => each !== '').map(ended).join('');
}

function wordsOf(token: Token): string {
  return (token.children ?? []).map(({ type, content }) => {
    if (type === 'softbreak' || type === 'hardbreak') return ' ';
    return type === 'text' || type === 'code_inline' ? content : '';
  }).join('');
}

/** Points of a list become sentences when they are put one after the other. */
function ended(text: string): string {
  return /[。！？；.!?;：:]$/.test(text) ? text : `${text}。`;
}

/** The first whole sentences of a Markdown text, at most `limit` characters; a sentence longer than that is cut. */
export function excerpt(text: string, limit: number): string {
  const sentences = oneLine(plainText(text)).replaceAll(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, '').match(/[^。！？]+[。！？]*/g) ?? [];
  let taken = '';
  for (const sentence of sentences) {
    if ([...taken, ...sentence].length > limit) break;
    taken += sentence;
  }
  const first = [...(sentences[0] ?? '')];
  return taken !== '' || first.length === 0 ? taken : `${first.slice(0, limit - 2).join('')}……`;
}

/** Whether a report may be quoted in a text that is mailed: what was not confirmed as reviewed for secrecy waits for a person. */
export function isQuotable({ flags }: Pick<Filing, 'flags'>): boolean {
  return !flags.includes('secrecy:marking') && !flags.includes('undeclared:secrecyReviewed');
}

/** What the reports say, each shortened; those that may not be quoted or say nothing are left out. */
export function wordsIn(filings: readonly (Filing & { readonly report: Report })[], limit: number): Words[] {
  return filings.filter(isQuotable).flatMap(({ unitName, report }) => {
    const text = excerpt(report.narrative, limit);
    return text === '' ? [] : [{ unit: unitName, text }];
  });
}
