import type { LedgerRecord } from '../../../activities/letters/ledgerRecord.ts';
import type { ReceiptMark } from '../../../activities/store/receipts.ts';
import { lettersAfterReport } from '../../../campaign/audit/properties/afterReport.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { apply } from '../../../campaign/line/apply.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import type { Level } from '../../../campaign/line/letter.ts';
import { type Figures, NO_FIGURES, addFigures, outcome } from '../../../campaign/line/outcome.ts';
import { ORGANISER, keyOf } from '../../../campaign/line/plan.ts';
import { openLine } from '../../../campaign/line/state.ts';
import type { Instant } from '../../../campaign/time/instant.ts';
import type { Timeline } from '../../../campaign/time/timeline.ts';

/** What a rehearsal left behind: journals, ledger, markers, inbox and archive. The script has no part in it. */
export interface Evidence {
  /** Every plan the campaign had, the oldest first; the last one has all lines. */
  readonly plans: readonly CampaignPlan[];
  readonly timeline: Timeline;
  /** By line, in order. */
  readonly journals: ReadonlyMap<string, readonly Fact[]>;
  readonly phases: readonly { readonly name: string; readonly at: Instant }[];
  readonly ledger: readonly LedgerRecord[];
  readonly receipts: readonly ReceiptMark[];
  /** Message-IDs as they arrived; undefined if the inbox is not ours. */
  readonly inbox: readonly string[] | undefined;
  /** Digests of every report in the archive. */
  readonly archived: ReadonlySet<string>;
  readonly summary: string | null;
  readonly archive: string | null;
}

/** The contract of `rehearse --json`. */
export interface RehearsalFigures {
  readonly campaign: string;
  readonly seed: number;
  readonly units: number;
  readonly phases: readonly { readonly name: string; readonly at: Instant }[];
  readonly letters: { readonly sent: number; readonly repeated: number; readonly refused: number };
  readonly reports: Omit<Figures, 'open'>;
  readonly escalations: Readonly<Record<Level, number>>;
  readonly lettersAfterReport: number;
  readonly lost: number;
  readonly summary: string | null;
  readonly archive: string | null;
}

/** The figures of a rehearsal. `campaign` is the definition's id. */
export function figuresOf(campaign: string, seed: number, evidence: Evidence): RehearsalFigures {
  const { plans, ledger, inbox, phases, summary, archive } = evidence;
  const accepted = ledger.filter(({ state }) => state === 'accepted');
  const sent = new Map([...arrivedUnanswered(evidence), ...accepted].map((record) => [record.messageId, record]));
  const acceptances = Math.max(accepted.length, inbox?.length ?? 0); // a crash between the server's answer and the ledger shows in the inbox only
  const refused = new Set(ledger.filter(({ state, messageId }) => state === 'refused' && !sent.has(messageId)).map(({ messageId }) => messageId));
  const { open: _, ...reports } = reportsOf(evidence);
  return {
    campaign, seed, units: unitsOf(latestOf(plans)).length, phases,
    letters: { sent: sent.size, repeated: acceptances - sent.size, refused: refused.size },
    reports, escalations: escalationsOf([...sent.values()]),
    lettersAfterReport: new Set(lettersAfterReport(evidence).map(({ messageId }) => messageId)).size, lost: lostReports(evidence).length, summary, archive,
  };
}

function latestOf(plans: readonly CampaignPlan[]): CampaignPlan {
  const last = plans.at(-1);
  if (last === undefined) throw new RangeError('no campaign without a plan');
  return last;
}

/** Letters under way when their worker died, one record each: whether they arrived, only the mail server knows. */
export function unanswered(ledger: readonly LedgerRecord[]): LedgerRecord[] {
  const answered = new Set(ledger.filter(({ state }) => state !== 'sending').map(({ messageId }) => messageId));
  const open = ledger.filter(({ messageId }) => !answered.has(messageId));
  return [...new Map(open.map((record) => [record.messageId, record])).values()];
}

/** Those of them that lie in our inbox. */
export function arrivedUnanswered({ ledger, inbox }: Pick<Evidence, 'ledger' | 'inbox'>): LedgerRecord[] {
  const arrived = new Set(inbox);
  return unanswered(ledger).filter(({ messageId }) => arrived.has(messageId));
}

/** The units with a task, the organiser excluded. */
export function unitsOf(plan: CampaignPlan): string[] {
  return [...new Set(plan.lines.filter(({ line }) => line !== ORGANISER).flatMap(({ tasks }) => tasks.map(({ unit }) => unit)))];
}

/** The journals, replayed: what became of every task of the participants and their units. */
export function reportsOf({ plans, journals }: Pick<Evidence, 'plans' | 'journals'>): Figures {
  return latestOf(plans).lines.filter(({ line }) => line !== ORGANISER).map((line) => {
    const opened = plans.flatMap(({ lines }) => lines).find((each) => each.line === line.line) ?? line;
    const state = (journals.get(line.line) ?? []).reduce(apply, openLine(opened));
    return outcome(line, state, line.close).figures;
  }).reduce(addFigures, NO_FIGURES);
}

/** Escalating items in letters that were accepted, each letter once. */
export function escalationsOf(sent: readonly Pick<LedgerRecord, 'items'>[]): Record<Level, number> {
  const items = sent.flatMap((record) => record.items).filter((item) => item.kind === 'escalate');
  const count = (level: Level): number => items.filter((item) => item.level === level).length;
  return { blue: count('blue'), yellow: count('yellow'), red: count('red') };
}

/**
 * Receipts whose report the archive does not hold; or no journal tells of it: receipts are marked outside the lines, so one that was lost
 * with all it knew is missed too.
 */
export function lostReports({ journals, archived, receipts }: Evidence): string[] {
  const given = [...journals.values()].flat().filter((fact) => fact.fact === 'reportSubmitted' || fact.fact === 'originalReceived');
  const counts = Map.groupBy(given, ({ key }) => key);
  return [
    ...given.flatMap((fact) => (fact.fact === 'reportSubmitted' && !archived.has(fact.report) ? [fact.report] : [])),
    ...receipts.flatMap((mark) => (mark.count > (counts.get(keyOf(mark))?.length ?? 0) ? [`${keyOf(mark)} ${String(mark.count)}`] : [])),
  ];
}
