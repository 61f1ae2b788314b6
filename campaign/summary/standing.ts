import type { Level } from '../line/letter.ts';
import type { Instant } from '../time/instant.ts';
import type { Flag } from './evidence.ts';
import type { FiledLine, Filing } from './filings.ts';
import { DECLARATIONS, type Declaration } from './report.ts';

/** A task in a list. */
export interface TaskRef {
  readonly participant: string;
  readonly relation: FiledLine['relation'];
  readonly unit: string;
  readonly unitName: string;
  readonly task: string;
  readonly title: string;
  readonly due: Instant;
  readonly level: Level | null;
}

/** Where every task that is not simply done stands. Names: only for the organiser. */
export interface Standing {
  /** Nothing came: a draft of a bulletin, never sent by itself. */
  readonly missing: readonly TaskRef[];
  /** Among the missing: the original came on paper and was not keyed in. */
  readonly onPaperOnly: readonly TaskRef[];
  readonly late: readonly TaskRef[];
  readonly exempt: readonly TaskRef[];
  /** Came and is not reviewed: not in the summary. */
  readonly unreviewed: readonly TaskRef[];
  /** Came, was returned or withdrawn, and did not come again: not in the summary. */
  readonly unfinished: readonly TaskRef[];
  readonly flagged: readonly (TaskRef & { readonly flags: readonly Flag[] })[];
  /** Accepted, but its content could not be read: digests in the store. */
  readonly unreadable: readonly (TaskRef & { readonly report: string })[];
}

export function standingOf(lines: readonly FiledLine[]): Standing {
  const all = lines.flatMap((line) => line.filings.map((filing) => ({ filing, ref: refOf(line, filing) })));
  const those = (which: (filing: Filing) => boolean): TaskRef[] => all.filter(({ filing }) => which(filing)).map(({ ref }) => ref);
  return {
    missing: those(({ outcome }) => outcome.state === 'missing'),
    onPaperOnly: those(({ outcome, own }) => outcome.state === 'missing' && own.original !== undefined),
    late: those(({ outcome }) => outcome.late),
    exempt: those(({ outcome, own }) => outcome.state === 'exempt' && own.first === undefined),
    unreviewed: those(({ own }) => own.status === 'submitted'),
    unfinished: those(({ own }) => own.status === 'open' && own.first !== undefined),
    flagged: all.flatMap(({ filing, ref }) => (filing.flags.length > 0 ? [{ ...ref, flags: filing.flags }] : [])),
    unreadable: all.flatMap(({ filing: { own, report }, ref }) => (
      own.status === 'accepted' && own.report !== undefined && report === undefined ? [{ ...ref, report: own.report }] : [])),
  };
}

function refOf(line: FiledLine, { unit, unitName, task, rule, outcome }: Filing): TaskRef {
  return {
    participant: line.id, relation: line.relation, unit, unitName, task: task.task, title: rule.title, due: outcome.due, level: outcome.level,
  };
}

/** Opinions on one proposal or draft notice. */
export interface AnswerPart {
  readonly task: string;
  readonly title: string;
  readonly form: 'proposal' | 'countersign';
  readonly asked: number;
  readonly agree: number;
  readonly comments: number;
  readonly disagree: number;
}

/** The opinions that stand, by task. A countersigning body with nothing to say (零报告) agrees. */
export function answerParts(filings: readonly Filing[]): AnswerPart[] {
  const tasks = new Map<string, AnswerPart>();
  for (const { rule: { form, title }, task: { task }, report, own } of filings) {
    if (form !== 'proposal' && form !== 'countersign') continue;
    const known = tasks.get(task) ?? { task, title, form, asked: 0, agree: 0, comments: 0, disagree: 0 };
    const answer = report?.answer ?? (own.disagreed === true ? 'disagree' : form === 'countersign' && report?.nil === true ? 'agree' : undefined);
    const counted = answer === undefined ? {} : { [answer]: known[answer] + 1 };
    tasks.set(task, { ...known, asked: known.asked + 1, ...counted });
  }
  return [...tasks.values()];
}

/** How many accepted reports were asked for each declaration, and gave it. */
export function declarationParts(filings: readonly Filing[]): { declaration: Declaration; asked: number; given: number }[] {
  const told = filings.filter(({ own, report }) => own.status === 'accepted' && report?.nil === false);
  return DECLARATIONS.map((declaration) => {
    const asked = told.filter(({ rule }) => rule.declarations.includes(declaration));
    return { declaration, asked: asked.length, given: asked.filter(({ report }) => report?.declarations[declaration] === true).length };
  });
}
