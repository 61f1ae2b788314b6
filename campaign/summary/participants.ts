import type { CampaignPlan } from '../definition/plan.ts';
import { type Figures, NO_FIGURES, addFigures } from '../line/outcome.ts';
import { type FiledLine, type Filing, isTold, tellsResults } from './filings.ts';
import { type Materials, materialsOf } from './materials.ts';
import { type Total, addUp, firstGiven } from './sums.ts';
import { type Words, wordsIn } from './words.ts';

/** `other`: a participant that the latest plan no longer has. */
type Group = 'department' | 'region' | 'other';

/** A participant with its units: what was asked and came, and what its reports beyond named actions tell. */
export interface ParticipantPart {
  readonly id: string;
  readonly name: string;
  readonly group: Group;
  readonly relation: FiledLine['relation'];
  readonly figures: Figures;
  readonly feedback: Figures;
  /** On time among what was due and not exempt, 0 to 1; null if nothing was. Of all tasks. */
  readonly onTimeRate: number | null;
  readonly totals: readonly Total[];
  readonly words: readonly Words[];
  /** Of its accepted reports that tell what was done, those on actions included. */
  readonly materials: Materials;
  readonly units: readonly { readonly id: string; readonly name: string; readonly materials: Materials }[];
}

export interface GroupPart {
  readonly group: Group;
  readonly participants: number;
  readonly figures: Figures;
  readonly feedback: Figures;
  readonly onTimeRate: number | null;
  readonly totals: readonly Total[];
}

const WORDS = 160;

/** What one participant did, with its units. */
export function participantPart(plan: CampaignPlan, { id, name, relation, figures, feedback, filings }: FiledLine): ParticipantPart {
  const told = filings.filter((filing) => tellsResults(plan, filing)).filter(isTold);
  const general = told.filter((filing) => !isNamed(plan, filing))
    .sort((a, b) => (a.task.due < b.task.due ? 1 : -1)); // of one unit's reports the later one knows more
  const own = general.filter(({ unit }) => unit === id);
  const subordinate = [...new Set(told.map(({ unit }) => unit))].filter((unit) => unit !== id);
  const ofUnits = subordinate.map((unit) => firstGiven(general.filter((each) => each.unit === unit).map(({ report }) => report.figures)));
  return {
    id, name, group: plan.participants.find((each) => each.id === id)?.kind ?? 'other', relation, figures, feedback,
    onTimeRate: onTimeRate(figures),
    // The participant's own report speaks for its units; what it does not give is theirs added up.
    totals: firstGiven([...own.map(({ report }) => report.figures), asFigures(addUp(ofUnits))]),
    words: wordsIn(own, WORDS),
    materials: materialsOf(told.map(({ report }) => report)),
    units: subordinate.map((unit) => {
      const reports = told.filter((each) => each.unit === unit);
      return { id: unit, name: reports[0]?.unitName ?? unit, materials: materialsOf(reports.map(({ report }) => report)) };
    }),
  };
}

/** Whether it is told under a named action of the plan; what an amended plan dropped counts with the participant. */
function isNamed({ actions }: CampaignPlan, { rule }: Filing): boolean {
  return actions.some(({ id }) => id === rule.action);
}

/** Departments, regions, and what the plan no longer has. */
export function groupParts(participants: readonly ParticipantPart[]): GroupPart[] {
  return (['department', 'region', 'other'] as const).flatMap((group) => {
    const own = participants.filter((each) => each.group === group);
    const figures = own.map((each) => each.figures).reduce(addFigures, NO_FIGURES);
    const feedback = own.map((each) => each.feedback).reduce(addFigures, NO_FIGURES);
    const totals = addUp(own.map((each) => each.totals));
    return own.length === 0 ? [] : [{ group, participants: own.length, figures, feedback, onTimeRate: onTimeRate(figures), totals }];
  });
}

/** Exempt tasks are not owed: they count neither for nor against. */
export function onTimeRate({ due, exempt, onTime }: Figures): number | null {
  return due === exempt ? null : onTime / (due - exempt);
}

function asFigures(totals: readonly Total[]): Record<string, number> {
  return Object.fromEntries(totals.map(({ name, total }) => [name, total]));
}
