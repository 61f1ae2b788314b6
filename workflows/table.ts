import type { Level } from '../campaign/line/letter.ts';

/** 提醒层级, in words: not every office machine has coloured signs. */
export const LEVEL_NAMES: Readonly<Record<Level, string>> = { blue: '蓝色', yellow: '黄色', red: '红色' };

/** A Markdown table. The Web UI draws cells without any room between them, so each ends with an ideographic space. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => `${cell.replaceAll('|', '｜')}　`).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)];
}
