/** How something is shown where there are colours. */
export type Colour = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'blue' | 'cyan' | 'inverse';

const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  bold: [1, 22], dim: [2, 22], inverse: [7, 27], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39],
};

/** Paints a text, or leaves it as it is where nobody wants colours (NO_COLOR). */
export type Paint = (text: string, ...colours: readonly Colour[]) => string;

export function painter(colours: boolean): Paint {
  if (!colours) return (text) => text;
  return (text, ...wanted) => wanted.reduce((painted, colour) => {
    const [on, off] = CODES[colour];
    return `\x1b[${String(on)}m${painted}\x1b[${String(off)}m`;
  }, text);
}

// eslint-disable-next-line no-control-regex -- the escape sequences that `painter` writes
const ESCAPES = /\x1b\[\d+m/g;

/** Two columns wide in a terminal: Chinese, full-width forms, emoji. */
const WIDE = /[\p{Script=Han}\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const NO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Columns that a plain text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (WIDE.test(character)) width += 2;
    else if (!NO_WIDTH.test(character)) width += 1;
  }
  return width;
}

/** Columns that a painted text takes. */
export function shownWidth(text: string): number {
  return widthOf(text.replaceAll(ESCAPES, ''));
}

/** The text in exactly so many columns: filled with spaces, or cut (…). Painted texts are only filled: cut before painting. */
export function fitted(text: string, width: number): string {
  const own = shownWidth(text);
  if (own <= width) return text + ' '.repeat(width - own);
  return text.includes('\x1b') ? text : `${cut(text, width - 1)}…${' '.repeat(width - 1 - widthOf(cut(text, width - 1)))}`;
}

/** As many whole characters from the beginning as fit. */
export function cut(text: string, width: number): string {
  let taken = '';
  let own = 0;
  for (const character of text) {
    own += widthOf(character);
    if (own > width) break;
    taken += character;
  }
  return taken;
}

/** Panels side by side, each filled to its width, two columns apart. */
export function beside(panels: readonly { readonly width: number; readonly lines: readonly string[] }[]): string[] {
  const height = Math.max(0, ...panels.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) => panels.map(({ width, lines }) => fitted(lines[row] ?? '', width)).join('  ').trimEnd());
}
