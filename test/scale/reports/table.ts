import { readFileSync } from 'node:fs';
import type { Part } from './stage.ts';
import type { Seen } from './shapes.ts';

export const PARTS: readonly Part[] = ['server', 'worker', 'portal', 'rehearsal'];

/** One run: what the submitters saw, and CPU seconds of each part meanwhile. */
export interface Run {
  readonly name: string;
  readonly seen: Seen;
  readonly cpu: readonly number[];
}

/** CPU seconds that a process has used so far, with all its threads; 0 if there is none. */
export function cpuOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The smallest value that a share of all do not exceed. */
export function percentile(share: number, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const NAME = 28;
const cell = (text: string): string => text.padStart(10);

export function head(): string {
  return `${''.padEnd(NAME)}${['reports', 'p50 ms', 'p95', 'p99', 'max', 'page p99', 'per s'].map(cell).join('')}${PARTS.map(cell).join('')}
${''.padEnd(NAME + 70)}${'CPU ms for each report'.padStart(40)}`;
}

export function row({ name, seen: { reports, receipts, seconds, wrong }, cpu }: Run): string {
  const times = [0.5, 0.95, 0.99, 1].map((share) => percentile(share, reports).toFixed(0));
  const each = cpu.map((all) => ((all * 1000) / Math.max(1, reports.length)).toFixed(1));
  return `${name.padEnd(NAME)}${[String(reports.length), ...times, percentile(0.99, receipts).toFixed(0), (reports.length / seconds).toFixed(1), ...each].map(cell).join('')}
${wrong.slice(0, 5).map((what) => `  WRONG (${String(wrong.length)}): ${what}\n`).join('')}`.trimEnd();
}
