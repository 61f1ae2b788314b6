import type { Instant } from '../time/instant.ts';
import { type Concern, type Refusing, numbersOf, openConcerns } from './concerns.ts';
import type { Entry } from './facts.ts';
import { chinese } from './refusals.ts';

/** 案例选用: the stages of a typical case, one after the other. */
export const STAGES = ['推荐', '初选', '请报送单位核稿', '采用', '发布'] as const;
export type Stage = (typeof STAGES)[number];

/** How far a case has come, and since when its unit consents to its publication. */
interface Selected {
  readonly stage: Stage;
  readonly consent?: Instant;
}

/** The cases of which anything was decided, by id. */
export type Selection = Readonly<Record<string, Selected>>;

export interface SelectCommand {
  readonly case: string;
  /** `back`: one stage back, from the first one out of the selection. */
  readonly to: Stage | 'back';
  /** The unit consents to publication: how that came. */
  readonly consent?: Entry;
}

export type CaseFact = { readonly at: Instant } & (
  | { readonly fact: 'caseSelected'; readonly case: string; readonly stage: Stage; readonly consent?: Entry }
  | { readonly fact: 'caseDropped'; readonly case: string; readonly stage: Stage | null }
);

/** The n-th case, from 1, of a unit's report: a report that was accepted never changes. */
export function caseId(unit: string, task: string, n: number): string {
  return `${unit}/${task}/${String(n)}`;
}

export function isCaseId(text: string): boolean {
  return /^[a-z0-9-]{1,40}(\.[a-z0-9-]{1,40})?\/[a-z0-9][a-z0-9.-]{0,80}\/[1-9]\d{0,2}$/.test(text);
}

export function unitOfCase(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** Says yes or no to one step of a case. Total. */
export function decideCase(selection: Selection, concerns: readonly Concern[], command: SelectCommand, now: Instant): CaseFact | Refusing {
  const { case: id, to, consent } = command;
  const known = selection[id];
  if (to === 'back') {
    if (known === undefined) return { refused: `案例 ${id} 尚未推荐，无可退回。` };
    return { fact: 'caseDropped', at: now, case: id, stage: STAGES[STAGES.indexOf(known.stage) - 1] ?? null };
  }
  const next = known === undefined ? STAGES[0] : STAGES[STAGES.indexOf(known.stage) + 1];
  if (to !== next) return { refused: outOfTurn(id, known?.stage, next, to) };
  const open = openConcerns(concerns, unitOfCase(id));
  if (open.length > 0) return { refused: `${numbersOf(open)}反映问题尚未答复，案例 ${id} 暂不选用。请先用 concern 查看并答复。` };
  if (consent !== undefined && consent.receivedAt > now) return { refused: chinese.future(consent.receivedAt, now) };
  if (to === '发布' && consent === undefined && known?.consent === undefined) {
    return { refused: `案例 ${id} 须经报送单位同意方可发布。请取得同意后加 --consent 和 --channel 渠道 重试。` };
  }
  return { fact: 'caseSelected', at: now, case: id, stage: to, ...(consent === undefined ? {} : { consent }) };
}

function outOfTurn(id: string, stage: Stage | undefined, next: Stage | undefined, to: Stage): string {
  const now = stage === undefined ? '尚未推荐' : `现为“${stage}”`;
  if (next === undefined) return `案例 ${id} 已经发布，没有下一步。如需撤回，请用 --drop。`;
  return `案例 ${id} ${now}，下一步是“${next}”，不能到“${to}”。${stage !== undefined && STAGES.indexOf(to) < STAGES.indexOf(stage) ? '如需退回一步，请用 --drop。' : '请逐步办理。'}`;
}

/** What a fact makes of the selection. Who goes back is asked for consent anew. */
export function applyCase(selection: Selection, fact: CaseFact): Selection {
  const { [fact.case]: known, ...others } = selection;
  if (fact.fact === 'caseDropped') return fact.stage === null ? others : { ...others, [fact.case]: { stage: fact.stage } };
  const consent = fact.consent?.receivedAt ?? known?.consent;
  return { ...others, [fact.case]: { stage: fact.stage, ...(consent === undefined ? {} : { consent }) } };
}

/** The cases that the summary puts first. */
export function adoptedIn(selection: Selection): readonly string[] {
  return Object.entries(selection).flatMap(([id, { stage }]) => (stage === '采用' || stage === '发布' ? [id] : [])).sort();
}
