import { messageIdOf } from '../../../activities/letters/messageId.ts';
import type { Evidence, LedgerLine, ShownReceipt } from '../../../campaign/audit/evidence.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { apply } from '../../../campaign/line/apply.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { kindOf } from '../../../campaign/line/letters.ts';
import { ORGANISER } from '../../../campaign/line/plan.ts';
import { openLine } from '../../../campaign/line/state.ts';
import { addSeconds, at, dayOf, toMillis } from '../../../campaign/time/instant.ts';
import { writeScript } from '../../../client/rehearsal/script/script.ts';
import { badMonth } from '../../../client/rehearsal/trouble/month.ts';
import { TROUBLES } from '../../../client/rehearsal/trouble/troubles.ts';
import { simulate } from '../../../client/rehearsal/simulate.ts';
import { compiled, small } from '../../client/rehearsal/examples.ts';

/** The small campaign of the rehearsals. */
export const { plan } = compiled(small);

/** The journals of a rehearsal by the rules alone. */
export function journalsOf(seed = 7): ReadonlyMap<string, readonly Fact[]> {
  const { acts } = writeScript(plan, seed);
  const reported = acts.find(({ deed }) => deed.do === 'report' && deed.task === 'summary' && deed.quality === 'full');
  const purge = reported?.deed.do === 'report' ? [{ ...reported, at: addSeconds(reported.at, 60), deed: { do: 'purgeFile', unit: reported.deed.unit, task: 'summary' } } as const] : [];
  return new Map(simulate(plan, [...acts, ...purge].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))).map(({ line, facts }) => [line, facts]));
}

/** What these journals leave behind: records, ledger, receipts and inbox as honest lines and mail rooms write them. Time runs as it is. */
export function evidenceOf(journals: ReadonlyMap<string, readonly Fact[]>, plans: readonly CampaignPlan[] = [plan]): Evidence {
  const lines = new Set(plans.flatMap((each) => each.lines.map(({ line }) => line)));
  const opened = (id: string) => openLine(plans.flatMap((each) => each.lines).find(({ line }) => line === id)!);
  const concern = { at: at(dayOf(plan.phases[1]!.at), '14:00'), number: 1 };
  const facts = [...journals.values()].flat();
  const digests = digestsOf(journals);
  const ledger = [...facts.flatMap(lettersOf), ...digests].sort((a, b) => a.ms - b.ms);
  return {
    plans, perWeek: 3, timeline: null, asOf: plan.phases.at(-1)!.at, journals,
    records: new Map([...lines].map((line) => [line, (journals.get(line) ?? []).reduce(apply, opened(line))])),
    campaign: [
      { fact: 'concernReceived', ...concern }, { fact: 'concernAnswered', ...concern }, { fact: 'summaryApproved', at: at(dayOf(plan.phases[4]!.at), '14:00') },
      ...digests.filter(({ state }) => state === 'accepted').map(({ at: when }) => ({ fact: 'digestSent', at: when })),
    ],
    stored: new Set(),
    ledger, receipts: receiptsOf(facts), inbox: ledger.filter(({ state }) => state === 'accepted').map(({ messageId }) => messageId),
  };
}

/** The same of a bad month, by the rules alone: its plan is amended twice. */
export function badEvidence(seed: number): Evidence {
  const month = badMonth({ compiled: compiled(small), files: [{ name: 'campaign.yaml', text: small }] }, seed);
  const { acts } = writeScript(plan, seed, { month, troubles: TROUBLES });
  const lines = simulate(plan, acts, month.revisions);
  return evidenceOf(new Map(lines.map(({ line, facts }) => [line, facts])), [plan, ...month.revisions.map((revision) => revision.plan)]);
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
