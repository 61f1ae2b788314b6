import type { Size } from './view.ts';

/** A part of the terminal that is drawn again and again in place. */
export interface Screen {
  /** Shows these lines instead of the last ones. */
  draw(lines: readonly string[]): void;
  /** Leaves the last lines standing, and gives the cursor back. */
  readonly end: () => void;
  size(): Size;
}

/** What we need of a terminal; `process.stderr` is one. */
export interface Terminal {
  write(text: string): unknown;
  readonly columns?: number;
  readonly rows?: number;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';
const CLEAR_BELOW = '\x1b[J';
const CLEAR_LINE = '\x1b[K';

/**
 * Draws over its own lines and writes only those that changed, in one piece: nothing flickers, and what stood above stays.
 * After a change of size the terminal may have wrapped our lines: they are drawn anew below a cleared screen.
 */
export function openScreen(terminal: Terminal): Screen {
  let shown: readonly string[] = [];
  const resized = (): void => {
    shown = [];
    terminal.write('\x1b[2J\x1b[H');
  };
  terminal.on('resize', resized);
  terminal.write(HIDE);
  return {
    draw: (lines) => {
      if (lines.length === shown.length && lines.every((line, row) => line === shown[row])) return;
      const up = shown.length === 0 ? '' : `\x1b[${String(shown.length)}A`;
      const body = lines.map((line, row) => (line === shown[row] ? '\n' : `${line}${CLEAR_LINE}\n`)).join('');
      terminal.write(`${up}\r${body}${lines.length < shown.length ? CLEAR_BELOW : ''}`);
      shown = lines;
    },
    end: () => {
      terminal.off('resize', resized);
      terminal.write(SHOW);
    },
    size: () => ({ columns: terminal.columns ?? 80, rows: terminal.rows ?? 24 }),
  };
}
