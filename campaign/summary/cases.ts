import type { Flag } from './evidence.ts';
import { type Filing, isTold } from './filings.ts';
import { plainText, isQuotable } from './words.ts';

/** 典型案例 from an accepted report. */
export interface CasePart {
  readonly participant: string;
  readonly unit: string;
  readonly task: string;
  readonly action?: string;
  readonly title: string;
  /** Plain words. */
  readonly text: string;
  /** Why a person must clear it before it is quoted; empty if it may be. */
  readonly held: readonly Flag[];
}

/** All cases in the order of the lines. One from a report with a doubt about fees or secrecy is held back. */
export function gatherCases(filings: readonly Filing[]): CasePart[] {
  return filings.filter(isTold).flatMap((filing) => filing.report.cases.map(({ title, text }) => ({
    participant: filing.participant, unit: filing.unitName, task: filing.task.task,
    ...(filing.rule.action === undefined ? {} : { action: filing.rule.action }),
    title, text: plainText(text),
    held: isQuotable(filing) && !filing.flags.some(isAboutFees) ? [] : filing.flags,
  })));
}

function isAboutFees(flag: Flag): boolean {
  return flag === 'fees' || flag === 'contradiction:noFees' || flag === 'undeclared:noFees';
}

/** At most `limit` cases that may be quoted, one of each participant in turn, so that no one fills the list. */
export function proposeCases(cases: readonly CasePart[], limit: number): CasePart[] {
  const queues = new Map<string, CasePart[]>();
  for (const each of cases.filter(({ held }) => held.length === 0)) queues.set(each.participant, [...(queues.get(each.participant) ?? []), each]);
  const rounds = Math.max(0, ...[...queues.values()].map((queue) => queue.length));
  const inTurn = Array.from({ length: rounds }, (_, round) => [...queues.values()].flatMap((queue) => queue.slice(round, round + 1)));
  return inTurn.flat().slice(0, limit);
}
