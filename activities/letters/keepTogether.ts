import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** Days with weekday and time, counts of working days, telephone numbers: broken in two they are read, or dialled, wrongly. */
const WHOLE = /(\d{1,2}月\d{1,2}日(?:（周.）)?(?:\d\d:\d\d前?)?|(?:已过|还有)\d+个工作日|\d{3,4}-\d{4,8})/;

/** A rule of the parser that keeps days, counts and telephone numbers on one line each, however narrow the screen. */
export function keepTogether(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.core.ruler.push('keep_together', ({ tokens, Token: Made }) => {
    const pieces = (text: Token): Token[] => text.content.split(WHOLE).flatMap((piece, index) => {
      const words = new Made('text', '', 0);
      words.content = piece;
      if (index % 2 === 0) return piece === '' ? [] : [words];
      const open = new Made('span_open', 'span', 1);
      open.attrSet('style', 'white-space:nowrap');
      return [open, words, new Made('span_close', 'span', -1)];
    });
    for (const token of tokens) {
      if (token.children === null) continue;
      token.children = token.children.flatMap((child) => (child.type === 'text' && WHOLE.test(child.content) ? pieces(child) : [child]));
    }
  });
}
