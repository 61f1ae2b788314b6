import { parseMarkdown, tokensToHtml } from '../../../activities/letters/markdown.ts';
import { Html } from '../html.ts';

/** A text in Markdown as markup. The parser knows no HTML and no images, and lets links go to pages and mailboxes only. */
export function markdown(text: string): Html {
  return new Html(`<div class="document">${tokensToHtml(parseMarkdown(text))}</div>`);
}
