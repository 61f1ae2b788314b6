import { contentOf } from '../../definition/amend/same.ts';
import { apply } from '../../line/apply.ts';
import { keyOf } from '../../line/plan.ts';
import { openLine } from '../../line/state.ts';
import { type Check, type Tally, tally } from '../finding.ts';
import { type Ground, unitOf } from '../ground.ts';

type Look = Tally['look'];

/**
 * Refused commands change nothing but the journal: without them it comes to the same; no receipt was shown and no answer mailed that
 * is not owed for something that was accepted.
 */
export const refused: Check = (ground) => {
  const { look, finding } = tally();
  withoutThem(ground, look);
  everyAnswerOwed(ground, look);
  return finding();
};

function withoutThem({ walks }: Ground, look: Look): void {
  for (const { line, moments, final } of walks) {
    const first = moments[0];
    const refusals = moments.filter(({ fact }) => fact.fact === 'refused');
    const last = refusals.at(-1);
    if (first === undefined || last === undefined) continue;
    const others = moments.filter(({ fact }) => fact.fact !== 'refused');
    const without = others.reduce((state, { fact }) => apply(state, fact), openLine(first.plan));
    look(contentOf(without) === contentOf(final), line, last.fact.at, () => `去掉未予受理的 ${String(refusals.length)} 条后，状态不同`);
  }
}

/** Receipts are counted, answers of a review and of an extension too: more of them than facts were given for nothing. */
function everyAnswerOwed({ walks, accepted, receipts, asOf }: Ground, look: Look): void {
  const owed = new Map<string, number>();
  const add = (what: string, key: string): void => { owed.set(`${what} ${key}`, (owed.get(`${what} ${key}`) ?? 0) + 1); };
  for (const { fact } of walks.flatMap(({ moments }) => moments)) {
    if (fact.fact === 'reportSubmitted' || fact.fact === 'originalReceived') add('receipt', fact.key);
    else if (fact.fact === 'reportAccepted') add('accepted', fact.key);
    else if (fact.fact === 'reportReturned') add('returned', fact.key);
    else if (fact.fact === 'extensionDecided') add('extension', fact.key);
  }
  for (const mark of receipts) {
    look(mark.count <= (owed.get(`receipt ${keyOf(mark)}`) ?? 0), mark.unit, asOf, () => `${keyOf(mark)} 出具了第 ${String(mark.count)} 份回执，流水中没有相应的报送`);
  }
  const given = Map.groupBy(accepted.flatMap(({ items, at }) => items.map((item) => ({ at, what: `${item.kind} ${keyOf(item)}`, kind: item.kind }))), ({ what }) => what);
  for (const [what, answers] of given) {
    const [answer] = answers;
    if (answer === undefined || !ANSWERS.has(answer.kind)) continue;
    const key = what.slice(what.indexOf(' ') + 1);
    look(answers.length <= (owed.get(what) ?? 0), unitOf(key), answer.at, () => `${key} 的答复（${answer.kind}）${String(answers.length)} 件，流水中只有 ${String(owed.get(what) ?? 0)} 件`);
  }
}

const ANSWERS: ReadonlySet<string> = new Set(['receipt', 'accepted', 'returned', 'extension']);
