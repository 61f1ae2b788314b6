import { caseId } from '../line/selection.ts';
import type { Flag } from './evidence.ts';
import { type Filing, isTold } from './filings.ts';
import { plainText, isQuotable } from './words.ts';

/** 典型案例 from an accepted report. */
export interface CasePart {
  /** `mot/summary/1`: the first case of that report. */
  readonly id: string;
  readonly participant: string;
  readonly unit: string;
  readonly task: string;
  readonly action?: string;
  readonly title: string;
  /** Plain words. */
  readonly text: string;
  /** Why a person must clear it before it is quoted; empty if it may be. */
  readonly held: readonly Flag[];
  /** Chosen by a person, after its unit had checked it. */
  readonly adopted: boolean;
}

/** All cases in the order of the lines. One from a report with a doubt about fees or secrecy is held back, unless a person adopted it. */
export function gatherCases(filings: readonly Filing[], adopted: readonly string[] = []): CasePart[] {
  return filings.filter(isTold).flatMap((filing) => filing.report.cases.map(({ title, text }, index) => ({
    ...chosen(caseId(filing.task.unit, filing.task.task, index + 1), filing, adopted), participant: filing.participant, unit: filing.unitName, task: filing.task.task,
    ...(filing.rule.action === undefined ? {} : { action: filing.rule.action }),
    title, text: plainText(text),
  })));
}

function chosen(id: string, filing: Filing, adopted: readonly string[]): Pick<CasePart, 'id' | 'held' | 'adopted'> {
  // Nobody can clear what bears the mark of a secret.
  if (adopted.includes(id) && !filing.flags.includes('secrecy:marking')) return { id, held: [], adopted: true };
  return { id, held: isQuotable(filing) && !filing.flags.some(isAboutFees) ? [] : filing.flags, adopted: false };
}

function isAboutFees(flag: Flag): boolean {
  return flag === 'fees' || flag === 'contradiction:noFees' || flag === 'undeclared:noFees';
}

/**
 * The adopted cases, then as many as make `limit` of those that may be quoted, one of each participant in turn and in this order, so
 * that no one fills the list.
 */
export function proposeCases(cases: readonly CasePart[], limit: number, participants: readonly string[]): CasePart[] {
  const queues = participants.map((id) => cases.filter(({ participant, held, adopted }) => participant === id && held.length === 0 && !adopted));
  const rounds = Math.max(0, ...queues.map((queue) => queue.length));
  const inTurn = Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue.slice(round, round + 1)));
  const adopted = cases.filter((each) => each.adopted);
  return [...adopted, ...inTurn.flat().slice(0, Math.max(0, limit - adopted.length))];
}
