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

/** At most `limit` cases that may be quoted, one of each participant in turn and in this order, so that no one fills the list. */
export function proposeCases(cases: readonly CasePart[], limit: number, participants: readonly string[]): CasePart[] {
  const queues = participants.map((id) => cases.filter(({ participant, held }) => participant === id && held.length === 0));
  const rounds = Math.max(0, ...queues.map((queue) => queue.length));
  const inTurn = Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue.slice(round, round + 1)));
  return inTurn.flat().slice(0, limit);
}
