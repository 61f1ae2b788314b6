import { inline, number, paragraphs, table } from './markdownText.ts';
import type { Filing } from './filings.ts';
import type { Report } from './report.ts';

/** How many files of a report may not be read. */
export interface Removed {
  readonly purged: number;
  readonly quarantined: number;
}

/** A report with the files that may be read, and how many may not: those count nowhere and are said to be missing. */
export type ReadableReport = Report & { readonly removed?: Removed };

/** Leaves out the files that are barred. */
export function readable(report: Report, bars: ReadonlyMap<string, keyof Removed>): ReadableReport {
  const count = (bar: keyof Removed): number => report.files.filter(({ digest }) => bars.get(digest) === bar).length;
  const removed = { purged: count('purged'), quarantined: count('quarantined') };
  if (removed.purged + removed.quarantined === 0) return report;
  return { ...report, files: report.files.filter(({ digest }) => !bars.has(digest)), removed };
}

/** A report that stands and lacks files. `accepted`: it is in the summary. */
export interface RemovedPart extends Removed {
  readonly unit: string;
  readonly title: string;
  readonly accepted: boolean;
}

/** The reports that lack files, in the order of the lines. */
export function removedParts(filings: readonly Filing[]): RemovedPart[] {
  return filings.flatMap(({ unitName, rule, own, report }) => (
    report?.removed === undefined ? [] : [{ unit: unitName, title: rule.title, accepted: own.status === 'accepted', ...report.removed }]));
}

/** For everybody: that something was taken out, not from whom. */
export function removedSentence(parts: readonly RemovedPart[]): string | undefined {
  const files = parts.filter(({ accepted }) => accepted).reduce((sum, { purged, quarantined }) => sum + purged + quarantined, 0);
  return files === 0 ? undefined : `另有${number(files)}个附件按规定清除或暂停使用，未列入。`;
}

/** For the organiser. */
export function removedSection(parts: readonly RemovedPart[]): string | undefined {
  if (parts.length === 0) return undefined;
  return paragraphs(['## 已清除或隔离的附件', '未计入任何数字。何时、因何清除，见各报送线的流水。', table(
    ['单位', '事项', '已清除→', '已隔离→'], parts.map(({ unit, title, purged, quarantined }) => [inline(unit), inline(title), number(purged), number(quarantined)]),
  )]);
}
