import MarkdownIt, { type Token } from 'markdown-it';
import { keepTogether } from './keepTogether.ts';
import { shapeTables } from './tables.ts';

export type { Token };
export type Tokens = Token[];

// No HTML and no images: what a report or comment says can neither bring markup nor fetch anything from outside.
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, breaks: true }).disable('image');

// Tables have no way to write two lines in a cell but this one tag; nothing else of HTML is known.
markdown.inline.ruler.before('text', 'line_break_tag', (state, silent) => {
  if (state.src[state.pos] !== '<' || !state.src.startsWith('<br>', state.pos)) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += '<br>'.length;
  return true;
});
keepTogether(markdown);
// Only pages and mail addresses; the organiser's documents need nothing else.
markdown.validateLink = (url) => /^(https?:\/\/|mailto:|tel:)/i.test(url.trim());

/** The structure of a Markdown text, from which HTML and plain text are both made. */
export function parseMarkdown(text: string): Tokens {
  const tokens = markdown.parse(text, {});
  shapeTables(tokens);
  return tokens;
}

/** HTML of tokens whose attributes say all there is to say. */
export function tokensToHtml(tokens: Tokens): string {
  return markdown.renderer.render(tokens, markdown.options, {});
}
