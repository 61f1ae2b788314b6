import { oneLine } from '../definition/letterMarkdown.ts';
import type { Figures } from '../line/outcome.ts';
import type { Total } from './sums.ts';

/**
 * Words from outside as Markdown of one line that shows exactly them. Escapes less than letters do, because the text is also read as
 * it stands: only what begins markup inside a line, and what would at its start.
 */
export function inline(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_[\]<>|~]/g, '\\$&').replace(/^(#|[-+=]|\d+(?=[.)]))/, (start) => (/\d$/.test(start) ? `${start}\\` : `\\${start}`));
}

/** A table; the cells are Markdown already. Columns whose heading ends in `→` stand to the right, for numbers. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map((head) => (head.endsWith('→') ? '---:' : '---'));
  return [line(heads.map((head) => head.replace('→', ''))), line(rule), ...rows.map(line)].join('\n');
}

/** A web address as a link that shows itself. */
export function link(url: string): string {
  return `<${new URL(url).href}>`;
}

/** 12,345.6 (GB/T 15835: groups of three). */
export function number(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** 95.2%, or a dash where nothing was due. Never 100% for less than all, nor 0% for something. */
export function percent(rate: number | null): string {
  if (rate === null) return '—';
  const rounded = Math.round(rate * 1000);
  const shown = rate > 0 && rate < 1 ? Math.min(999, Math.max(1, rounded)) : rounded;
  return `${String(shown / 10)}%`;
}

/** 检查家次 1,200，案件数 3. */
export function figuresText(totals: readonly Total[]): string {
  return totals.map(({ name, total }) => `${inline(name)} ${number(total)}`).join('，');
}

/** What came of what was due. */
export function received({ onTime, late }: Figures): number {
  return onTime + late;
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 一, 十二, 三十: below a hundred. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? DIGITS[tens] ?? '' : ''}${tens > 0 ? '十' : ''}${DIGITS[value % 10] ?? ''}`;
}

/** Paragraphs, without the empty ones. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
