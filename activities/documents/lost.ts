import { submission, submissionsIn } from './shapes.ts';

/**
 * Receipts whose report is not in the archive: keys `unit/task` with their version. A report lies in the archive as it was stored,
 * byte by byte, so the digest that the receipt's fact names is the one in SHA256SUMS.
 */
export function lostReports(facts: readonly unknown[], archived: Iterable<string>): { key: string; version: number; report: string }[] {
  const there = new Set(archived);
  return submissionsIn(facts).filter(({ report }) => !there.has(report)).map(({ key, version, report }) => ({ key, version, report }));
}

/** The facts that `lostReports` needs: the others of a large campaign need not stay in memory. */
export function submissionFacts(facts: readonly unknown[]): unknown[] {
  return facts.filter((fact) => submission.safeParse(fact).success);
}
