import type { Report } from './report.ts';
import { type Total, addUp } from './sums.ts';

/** A report of a unit below, accepted by its participant. */
export interface Part {
  readonly unit: string;
  readonly name: string;
  readonly report: Report;
}

/** What the participant takes over; figures always. Cases and files by their place in the parts: `sd.jinan/1`. */
export interface Taken {
  readonly narratives: boolean;
  readonly cases: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/** The draft of a participant's own report: it declares nothing and nobody has signed it. */
export interface RolledUp {
  readonly narrative: string;
  readonly figures: readonly Total[];
  readonly cases: Report['cases'];
  readonly links: readonly string[];
  readonly files: Report['files'];
}

/** The name of the n-th case or file of a part, from 1. */
export function placeOf(unit: string, n: number): string {
  return `${unit}/${String(n)}`;
}

/** 汇总: figures added up, narratives under the names of their units, the cases and files that were picked. */
export function rollUp(parts: readonly Part[], { narratives, cases, files }: Taken): RolledUp {
  const told = parts.filter(({ report }) => !report.nil);
  const nil = parts.filter(({ report }) => report.nil).map(({ name }) => name);
  const picked = <T>(of: (report: Report) => readonly T[], wanted: ReadonlySet<string>): T[] => (
    told.flatMap(({ unit, report }) => of(report).filter((_, index) => wanted.has(placeOf(unit, index + 1)))));
  return {
    narrative: [
      ...(narratives ? told.filter(({ report }) => report.narrative.trim() !== '').map(({ name, report }) => `## ${name}\n\n${report.narrative.trim()}`) : []),
      ...(narratives && nil.length > 0 ? [`${nil.join('、')}：零报告。`] : []),
    ].join('\n\n'),
    figures: addUp(told.map(({ report }) => Object.entries(report.figures).map(([name, total]) => ({ name, total })))),
    cases: picked((report) => report.cases, cases),
    links: [...new Set(told.flatMap(({ report }) => report.links))],
    files: [...new Map(picked((report) => report.files, files).map((file) => [`${file.digest} ${file.name}`, file])).values()],
  };
}
