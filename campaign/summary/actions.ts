import type { ActionPlan, CampaignPlan } from '../definition/plan.ts';
import { type Filing, isTold } from './filings.ts';
import { type Materials, materialsOf } from './materials.ts';
import { type Total, addUp, firstGiven } from './sums.ts';
import { type Words, isQuotable, wordsIn } from './words.ts';

/** One named action (重点活动) as the accepted reports tell of it. */
export interface ActionPart {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly lead: string;
  readonly co: readonly string[];
  readonly partners: readonly string[];
  /** `nil`: the lead says there is nothing to report; `waiting`: nothing accepted so far. */
  readonly state: 'told' | 'nil' | 'waiting';
  readonly totals: readonly Total[];
  /** Figures were asked for and none came. */
  readonly bare: boolean;
  readonly words: readonly Words[];
  readonly publishedOn?: string;
  readonly links: readonly string[];
  readonly materials: Materials;
}

/** A clause of the notice with its actions. Clauses without actions are left out. */
export interface ClausePart {
  readonly id: string;
  readonly title: string;
  readonly actions: readonly ActionPart[];
  readonly totals: readonly Total[];
}

const WORDS = 220;

/** The clauses with actions, in the notice's order. */
export function clauseParts(plan: CampaignPlan, results: readonly Filing[], nameOf: (unit: string) => string): ClausePart[] {
  return plan.clauses.flatMap(({ id, title }) => {
    const actions = plan.actions.filter(({ clause }) => clause === id)
      .map((action) => actionPart(action, results.filter(({ rule }) => rule.action === action.id), nameOf));
    return actions.length === 0 ? [] : [{ id, title, actions, totals: addUp(actions.map(({ totals }) => totals)) }];
  });
}

/**
 * A joint action counts once: the lead's report comes first, co-units' add what it does not give, in the order of the definition;
 * of one unit's reports the one due later, which knows more.
 */
function actionPart(action: ActionPlan, filings: readonly Filing[], nameOf: (unit: string) => string): ActionPart {
  const order = [action.lead, ...action.co];
  const rank = (unit: string): number => (order.includes(unit) ? order.indexOf(unit) : order.length);
  const told = filings.filter(isTold)
    .sort((a, b) => rank(a.unit) - rank(b.unit) || (a.task.due < b.task.due ? 1 : -1));
  const reports = told.map(({ report }) => report);
  const publishedOn = reports.map((report) => report.publishedOn).find((day) => day !== undefined);
  const nil = filings.some(({ own }) => own.status === 'accepted' && own.nil === true);
  return {
    id: action.id, title: action.title, kind: action.kind, lead: nameOf(action.lead), co: action.co.map(nameOf), partners: action.partners,
    state: told.length > 0 ? 'told' : nil ? 'nil' : 'waiting',
    totals: firstGiven(reports.map(({ figures }) => figures)),
    bare: told.some(({ rule }) => rule.evidence.figures !== undefined) && reports.every(({ figures }) => Object.keys(figures).length === 0),
    words: wordsIn(told, WORDS),
    ...(publishedOn === undefined ? {} : { publishedOn }),
    links: [...new Set(told.filter(isQuotable).flatMap(({ report }) => report.links))],
    materials: materialsOf(reports),
  };
}

/** Totals by kind of action. */
export function kindParts(clauses: readonly ClausePart[]): { kind: string; actions: number; totals: Total[] }[] {
  const actions = clauses.flatMap((clause) => clause.actions);
  return [...new Set(actions.map(({ kind }) => kind))].map((kind) => {
    const own = actions.filter((action) => action.kind === kind);
    return { kind, actions: own.length, totals: addUp(own.map(({ totals }) => totals)) };
  });
}
