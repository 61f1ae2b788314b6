import { Liquid } from 'liquidjs';
import { escapeMarkdown, oneLine, quoteMarkdown, quotedTitle, shorten } from './letterMarkdown.ts';

/** Whether a value is written into Markdown (bodies) or into one plain line (subjects). */
export type Output = 'markdown' | 'line';

/**
 * Liquid for letters: unknown variables and filters are errors, and every value is escaped on its way out. `parts` are
 * the pieces that `{% include %}` finds. `quote` sets a text of several lines as a quotation; `markdown` is for the
 * organiser's own documents only.
 */
export function letterEngine(output: Output, parts: Readonly<Record<string, string>>): Liquid {
  const engine = new Liquid({
    strictVariables: true, strictFilters: true, ownPropertyOnly: true, cache: true, extname: '',
    templates: { ...parts },
    outputEscape: output === 'markdown' ? escapeMarkdown : oneLine,
  });
  engine.unregisterFilter('raw'); // the one way round the escaping
  engine.registerFilter('quote', { handler: quoteMarkdown, raw: true });
  engine.registerFilter('markdown', { handler: (value: unknown) => (typeof value === 'string' ? `\n\n${value}\n\n` : ''), raw: true });
  engine.registerFilter('titled', quotedTitle);
  engine.registerFilter('shorten', (value: unknown, length: unknown) => shorten(value, typeof length === 'number' ? length : 20));
  return engine;
}
