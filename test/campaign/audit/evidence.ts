import { messageIdOf } from '../../../activities/letters/messageId.ts';
import type { Evidence, LedgerLine, ShownReceipt } from '../../../campaign/audit/evidence.ts';
import { apply } from '../../../campaign/line/apply.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { kindOf } from '../../../campaign/line/letters.ts';
import { ORGANISER } from '../../../campaign/line/plan.ts';
import { openLine } from '../../../campaign/line/state.ts';
import { at, dayOf, toMillis } from '../../../campaign/time/instant.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { simulate } from '../../../client/rehearsal/simulate.ts';
import { compiled, small } from '../../client/rehearsal/examples.ts';

/** The small campaign of the rehearsals. */
export const { plan } = compiled(small);

/** The journals of a rehearsal by the rules alone. */
export function journalsOf(seed = 7): ReadonlyMap<string, readonly Fact[]> {
  return new Map(simulate(plan, writeScript(plan, seed).acts).map(({ line, facts }) => [line, facts]));
}

/** What these journals leave behind: records, ledger, receipts and inbox as honest lines and mail rooms write them. Time runs as it is. */
export function evidenceOf(journals: ReadonlyMap<string, readonly Fact[]>): Evidence {
  const facts = [...journals.values()].flat();
  const digests = digestsOf(journals);
  const ledger = [...facts.flatMap(lettersOf), ...digests].sort((a, b) => a.ms - b.ms);
  return {
    plans: [plan], perWeek: 3, timeline: null, asOf: plan.phases.at(-1)!.at, journals,
    records: new Map(plan.lines.map((line) => [line.line, (journals.get(line.line) ?? []).reduce(apply, openLine(line))])),
    campaign: digests.filter(({ state }) => state === 'accepted').map(({ at: when }) => ({ fact: 'digestSent', at: when })),
    ledger, receipts: receiptsOf(facts), inbox: ledger.filter(({ state }) => state === 'accepted').map(({ messageId }) => messageId),
  };
}

/** The same with one line's journal changed, and all that follows from it. */
export function evidenceWith(line: string, change: (facts: readonly Fact[]) => readonly Fact[], seed = 7): Evidence {
  return evidenceOf(new Map([...journalsOf(seed)].map(([id, facts]) => [id, id === line ? change(facts) : facts])));
}

function lettersOf(fact: Fact): LedgerLine[] {
  if (fact.fact !== 'letterSent') return [];
  const receipts = fact.steps.filter(({ kind }) => kind === 'receipt');
  return [fact.steps.filter(({ kind }) => kind !== 'receipt'), ...receipts.map((step) => [step])].filter((steps) => steps.length > 0)
    .flatMap((steps) => tried({ unit: fact.unit, role: fact.role, at: fact.at, kind: kindOf(fact, steps), items: steps.map(itemOf) }));
}

function digestsOf(journals: ReadonlyMap<string, readonly Fact[]>): LedgerLine[] {
  const handed = [...journals].flatMap(([line, facts]) => facts.flatMap((fact) => (fact.fact === 'handedToOffice'
    ? fact.steps.map((step) => ({ step, at: at(dayOf(fact.at), plan.sending.digest), to: roleOf(line, step) })) : [])));
  return [...Map.groupBy(handed, ({ at: when, to }) => `${to} ${when}`).values()].flatMap((items) => tried({
    unit: ORGANISER, role: items[0]!.to, at: items[0]!.at, kind: 'digest', items: items.map(({ step }) => itemOf(step)),
  }));
}

/** Red ones go to the head in the example's ladders, but a guided participant's (released ones are no digest at all). */
function roleOf(line: string, step: { readonly level?: string; readonly kind: string }): 'office' | 'head' {
  return step.kind === 'escalate' && (step.level === 'red' || (line === ORGANISER && step.level === 'blue')) ? 'head' : 'office';
}

function itemOf({ key, ...step }: { readonly key: string; readonly round: number; readonly slot: string; readonly kind: LedgerLine['items'][number]['kind'] }) {
  const [unit = '', task = ''] = key.split('/');
  return { ...step, unit, task };
}

/** Marked when it has a connection, and again a second later when the mail server has taken it. */
function tried(letter: Pick<LedgerLine, 'unit' | 'role' | 'at' | 'kind' | 'items'>): LedgerLine[] {
  // Receipts of one moment have instants of their own; here their slots tell them apart.
  const messageId = messageIdOf('c', { ...letter, unit: `${letter.unit} ${letter.kind === 'receipt' ? JSON.stringify(letter.items) : ''}` }, 'samr.test');
  const record = { ...letter, messageId, to: [`${letter.unit}.${letter.role}@x.test`] };
  return [{ ...record, state: 'sending', ms: toMillis(letter.at) }, { ...record, state: 'accepted', ms: toMillis(letter.at) + 1000 }];
}

/** The receipts that were shown, half a second after the report. */
export function receiptsOf(facts: readonly Fact[]): ShownReceipt[] {
  const counts = new Map<string, number>();
  return facts.flatMap((fact): ShownReceipt[] => {
    if (fact.fact !== 'reportSubmitted' && fact.fact !== 'originalReceived') return [];
    const [unit = '', task = ''] = fact.key.split('/');
    const count = (counts.get(fact.key) ?? 0) + 1;
    counts.set(fact.key, count);
    return [{ unit, task, count, at: toMillis(fact.at) + 500 }];
  });
}
