import { type Check, type Tally, tally } from '../finding.ts';
import { type Ground, itemId, stepId, stepsDone, unitOf } from '../ground.ts';
import { isGeneral } from '../kinds.ts';

type Look = Tally['look'];

/** 流水 = 台账 = 收件箱: what the lines believe to have told was told, and nothing else; and what the ledger says arrived. */
export const ledger: Check = (ground) => {
  const { look, finding } = tally();
  journalInLedger(ground, look);
  ledgerInJournal(ground, look);
  ledgerInInbox(ground, look);
  return finding();
};

function journalInLedger({ walks, accepted }: Ground, look: Look): void {
  const taken = new Set(accepted.flatMap(({ items }) => items.map(itemId)));
  for (const { fact } of walks.flatMap(({ moments }) => moments)) {
    if (fact.fact !== 'letterSent') continue;
    for (const step of fact.steps) look(taken.has(stepId(step)), unitOf(step.key), fact.at, () => `流水称 ${stepId(step)} 已发出，台账中没有`);
  }
}

/** Of lines that have closed: a letter may have been taken whose line has not noted it yet. */
function ledgerInJournal({ walks, records, accepted, plans }: Ground, look: Look): void {
  const noted = new Set(walks.flatMap(({ moments }) => moments.flatMap(({ fact }) => stepsDone(fact).map(stepId))));
  const closed = new Set(plans.flatMap(({ lines }) => lines.filter(({ line }) => records.has(line)).flatMap(({ units }) => units.map(({ id }) => id))));
  for (const { kind, items, at } of accepted) {
    if (isGeneral(kind)) continue;
    for (const item of items.filter(({ unit }) => closed.has(unit))) {
      look(noted.has(itemId(item)), item.unit, at, () => `台账中的 ${itemId(item)} 已发出，流水中没有`);
    }
  }
}

function ledgerInInbox({ inbox, accepted, ledger: lines, asOf }: Ground, look: Look): void {
  if (inbox === undefined) return;
  const arrived = Map.groupBy(inbox, (id) => id);
  for (const { messageId, unit, at } of accepted) look(arrived.has(messageId), unit, at, () => `台账中的函件 ${messageId} 不在收件箱`);
  const begun = Map.groupBy(lines.filter(({ state }) => state === 'sending'), ({ messageId }) => messageId);
  for (const [messageId, times] of arrived) {
    const first = begun.get(messageId)?.[0];
    look(times.length <= (begun.get(messageId)?.length ?? 0), first?.unit ?? '', first?.at ?? asOf, () => (
      `收件箱中函件 ${messageId} 有 ${String(times.length)} 封，台账只发过 ${String(begun.get(messageId)?.length ?? 0)} 次`));
  }
}
