import { diffArrays } from 'diff';
import { DECLARATIONS, type Declaration, type Report } from '../campaign/summary/report.ts';
import { type Stretch, compareTexts, isChanged } from './textDifference.ts';

/** One thing that may stand in both versions, or in one of them. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

type Case = Report['cases'][number];
type File = Report['files'][number];

/** A case that may have been rewritten. */
export interface CasePair extends Pair<Case> {
  readonly title: readonly Stretch[];
  readonly text: readonly Stretch[];
}

const WORDS = ['answer', 'publishedOn', 'documentNumber', 'reason'] as const;
type Word = (typeof WORDS)[number] | 'drafter' | 'approver';

/** Two versions of a report side by side, everything of both in it, part by part in the order in which it is read. */
export interface Differences {
  readonly nil: Pair<boolean>;
  readonly narrative: readonly Stretch[];
  readonly figures: readonly (Pair<number> & { readonly name: string })[];
  readonly cases: readonly CasePair[];
  readonly links: readonly Pair<string>[];
  readonly files: readonly Pair<File>[];
  readonly declarations: readonly (Pair<boolean> & { readonly name: Declaration })[];
  readonly words: readonly (Pair<string> & { readonly name: Word })[];
}

/** What changed from one version of a report to another. */
export function compareReports(before: Report, after: Report): Differences {
  const names = [...new Set([...Object.keys(before.figures), ...Object.keys(after.figures)])];
  const [first, second] = [wordsOf(before), wordsOf(after)];
  return {
    nil: { before: before.nil, after: after.nil },
    narrative: compareTexts(before.narrative, after.narrative),
    figures: names.map((name) => ({ name, ...pair(before.figures[name], after.figures[name]) })),
    cases: aligned(before.cases, after.cases, isSameCase).map((each) => ({
      ...each, title: compareTexts(each.before?.title ?? '', each.after?.title ?? ''), text: compareTexts(each.before?.text ?? '', each.after?.text ?? ''),
    })),
    links: aligned(before.links, after.links, (a, b) => a === b),
    files: aligned(before.files, after.files, (a, b) => a.digest === b.digest && a.name === b.name),
    declarations: DECLARATIONS.map((name) => ({ name, before: before.declarations[name], after: after.declarations[name] })),
    words: [...WORDS, 'drafter' as const, 'approver' as const].map((name) => ({ name, ...pair(first[name], second[name]) })),
  };
}

/** Whether a thing is not the same in both. */
export function differs<T>({ before, after }: Pair<T>): boolean {
  return before !== after;
}

/** Whether a case was added, left out or rewritten. */
export function caseDiffers({ before, after, title, text }: CasePair): boolean {
  return before === undefined || after === undefined || isChanged(title) || isChanged(text);
}

/** A file is the same if its bytes and its name are. */
export function fileDiffers({ before, after }: Pair<File>): boolean {
  return before === undefined || after === undefined;
}

/** Whether the two versions say the same. */
export function saysTheSame({ nil, narrative, figures, cases, links, files, declarations, words }: Differences): boolean {
  return !differs(nil) && !isChanged(narrative) && !cases.some(caseDiffers) && !files.some(fileDiffers) && ![...figures, ...links, ...declarations, ...words].some((each: Pair<unknown>) => differs(each));
}

function wordsOf(report: Report): Partial<Record<Word, string>> {
  const { signoff } = report;
  return { ...Object.fromEntries(WORDS.flatMap((name) => (report[name] === undefined ? [] : [[name, report[name]]]))), ...(signoff === undefined ? {} : signoff) };
}

/** A case is known by its title, or by its text if only that was left. */
function isSameCase(a: Case, b: Case): boolean {
  return a.title === b.title || (a.text !== '' && a.text === b.text);
}

/** Two lists as one, in the order of both; what moved is left out in one place and added in another. */
function aligned<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Pair<T>[] {
  let [first, second] = [0, 0];
  return diffArrays([...before], [...after], { comparator: same }).flatMap(({ added, removed, count }) => Array.from({ length: count }, (): Pair<T> => (
    pair(added ? undefined : before[first++], removed ? undefined : after[second++]))));
}

function pair<T>(before: T | undefined, after: T | undefined): Pair<T> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
