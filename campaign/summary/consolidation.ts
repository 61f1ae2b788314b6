import { type Figures, NO_FIGURES, addFigures } from '../line/outcome.ts';
import { ORGANISER } from '../line/plan.ts';
import type { Instant } from '../time/instant.ts';
import { type ActionPart, type ClausePart, clauseParts, kindParts } from './actions.ts';
import { type CasePart, gatherCases } from './cases.ts';
import { type Material, fileLines, isTold, nameOf, tellsResults } from './filings.ts';
import { type Materials, materialsOf } from './materials.ts';
import { type GroupPart, type ParticipantPart, groupParts, onTimeRate, participantPart } from './participants.ts';
import { type RemovedPart, removedParts } from './removed.ts';
import { type AnswerPart, type Standing, answerParts, declarationParts, standingOf } from './standing.ts';
import { type Total, addUp } from './sums.ts';

export type { ActionPart, AnswerPart, CasePart, ClausePart, GroupPart, Material, ParticipantPart, Standing, Total };

/** 汇总: everything the national summary says, and what only the organiser sees. Plain data. */
export interface Consolidation {
  readonly campaign: string;
  readonly title: string;
  readonly theme: string;
  readonly office: string;
  readonly asOf: Instant;
  /** When the activities began. */
  readonly began: Instant | null;
  /** Over all lines but the organiser's: due = onTime + late + exempt + missing (+ open before the lines close). */
  readonly figures: Figures;
  /** Of the tasks that tell what was done: what the mailed text speaks of. */
  readonly feedback: Figures;
  readonly onTimeRate: number | null;
  readonly groups: readonly GroupPart[];
  readonly participants: readonly ParticipantPart[];
  readonly clauses: readonly ClausePart[];
  readonly kinds: readonly { readonly kind: string; readonly actions: number; readonly totals: readonly Total[] }[];
  /** Of all named actions. Participants' own totals are not added: they tell of the same work. */
  readonly totals: readonly Total[];
  /** Of the accepted reports that tell what was done. */
  readonly materials: Materials;
  readonly cases: readonly CasePart[];
  readonly answers: readonly AnswerPart[];
  readonly declarations: ReturnType<typeof declarationParts>;
  /** Accepted reports, in the order of the lines; `result`: it tells what was done, not what was planned. */
  readonly accepted: readonly {
    readonly unit: string; readonly title: string; readonly nil: boolean; readonly files: number; readonly result: boolean;
  }[];
  /** 反映问题; what was said of whom is for the organiser. */
  readonly concerns: { readonly received: number; readonly answered: number };
  /** Reports of which files were purged or are under quarantine. */
  readonly removed: readonly RemovedPart[];
  readonly standing: Standing;
  /** Participants of the plan of which there is no record: not in any number. */
  readonly unrecorded: readonly string[];
}

/** Puts together what the accepted reports tell and how the feedback went. Pure: the same material gives the same summary. */
export function consolidate(material: Material): Consolidation {
  const { plan, asOf } = material;
  const lines = fileLines(material);
  const filings = lines.flatMap((line) => line.filings);
  const results = filings.filter((filing) => tellsResults(plan, filing));
  const participants = lines.map((line) => participantPart(plan, line));
  const clauses = clauseParts(plan, results, unitNames(material));
  const figures = lines.map((line) => line.figures).reduce(addFigures, NO_FIGURES);
  const recorded = new Set(lines.map(({ id }) => id));
  return {
    campaign: plan.campaign, title: plan.title, theme: plan.theme, office: plan.office, asOf,
    began: plan.phases.find(({ name }) => name === 'activities')?.at ?? null,
    figures, feedback: lines.map((line) => line.feedback).reduce(addFigures, NO_FIGURES), onTimeRate: onTimeRate(figures), groups: groupParts(participants), participants,
    clauses, kinds: kindParts(clauses), totals: addUp(clauses.map(({ totals }) => totals)),
    materials: materialsOf(results.filter(isTold).map(({ report }) => report)),
    cases: gatherCases(results, material.adopted),
    answers: answerParts(filings), declarations: declarationParts(filings),
    accepted: filings.flatMap((filing) => {
      const { own, report, unitName, rule } = filing;
      if (own.status !== 'accepted' || report === undefined) return [];
      return [{ unit: unitName, title: rule.title, nil: report.nil, files: report.files.length, result: tellsResults(plan, filing) }];
    }),
    concerns: material.concerns ?? { received: 0, answered: 0 },
    removed: removedParts(filings),
    standing: standingOf(lines),
    unrecorded: plan.lines.filter(({ line }) => line !== ORGANISER && !recorded.has(line)).map(({ name }) => name),
  };
}

/** What units are called, those of lines without a record included. */
function unitNames({ plan, lines }: Material): (unit: string) => string {
  const names = new Map([...plan.lines, ...lines.map((line) => line.plan)].flatMap((line) => line.units.map(({ id }) => [id, nameOf(line, id)] as const)));
  return (unit) => names.get(unit) ?? unit;
}
