// Punctuation that can mean something in Markdown; a backslash before it is always taken away again.
const MEANINGFUL = /[\\`*_{}[\]<>()#+\-.!|~&=]/g;
// Control characters, and the marks that turn the direction of writing: they can make a text look like another.
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value as plain words of one line, without anything invisible. */
export function oneLine(value: unknown): string {
  return textOf(value).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
}

/** A value as Markdown that shows exactly its words: no link, image, table or heading can come of it. */
export function escapeMarkdown(value: unknown): string {
  return oneLine(value).replace(MEANINGFUL, '\\$&');
}

/** A text of several lines as a quotation; empty lines part its paragraphs. */
export function quoteMarkdown(value: unknown): string {
  const lines = textOf(value).split(/\r\n|[\n\r\u0085\u2028\u2029]/).map(escapeMarkdown);
  const paragraphs = lines.join('\n').split(/\n{2,}/).map((text) => text.split('\n').filter((line) => line !== ''));
  const quoted = paragraphs.filter((own) => own.length > 0).map((own) => own.map((line) => `> ${line}`).join('\\\n'));
  return `\n\n${quoted.join('\n>\n')}\n\n`;
}

/** “活动总结” in quotation marks; a title with such marks of its own goes without. */
export function quotedTitle(value: unknown): string {
  const title = oneLine(value);
  return /[“”]/.test(title) ? title : `“${title}”`;
}

/** At most `length` characters, the last one an ellipsis if something was cut. */
export function shorten(value: unknown, length: number): string {
  const letters = [...oneLine(value)];
  return letters.length <= length ? letters.join('') : `${letters.slice(0, length - 1).join('')}…`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
