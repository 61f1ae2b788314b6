/** Markup that is safe to send as it is. Only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: words are escaped, markup is not, nothing is nothing. */
export type Piece = Html | string | number | false | null | undefined | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Markup from a template. Whatever is put in is escaped unless it came from `html` itself: nobody has to remember it. Attributes are
 * always written in quotes, and addresses come from our own routes or were checked as http(s).
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.map((text, index) => `${text}${index < pieces.length ? textOf(pieces[index]) : ''}`).join(''));
}

function textOf(piece: Piece): string {
  if (piece === undefined || piece === null || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return String(piece).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
  return piece.map(textOf).join('');
}
