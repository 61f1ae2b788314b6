import { amendment } from '../../../campaign/definition/amend/amendment.ts';
import { objections } from '../../../campaign/definition/amend/objections.ts';
import { officialYear } from '../../../campaign/definition/calendarData.ts';
import { checkDefinition } from '../../../campaign/definition/check.ts';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import type { CampaignPlan, Roster } from '../../../campaign/definition/plan.ts';
import type { Raw } from '../../../campaign/definition/raw.ts';
import type { TaskRule } from '../../../campaign/definition/schema.ts';
import type { SourceFile } from '../../../campaign/definition/sources.ts';
import { chineseDay } from '../../../campaign/time/chinese.ts';
import { type Day, type Instant, day, dayOf } from '../../../campaign/time/instant.ts';
import { shift } from '../../../campaign/time/workingDays.ts';
import { renamed } from '../../renamed.ts';
import type { Casting } from '../script/casting.ts';
import { afternoonOf } from '../script/hours.ts';
import { randomOf } from '../script/seed.ts';
import { JOINING, dueOn, joined, withSections, without } from './edits.ts';
import { provinceOf } from './parts.ts';

/** A definition as it is started or amended, and the plan that it gives a campaign which runs. */
export interface Revision {
  /** When the organiser amends. */
  readonly at: Instant;
  readonly compiled: Compiled;
  readonly files: readonly SourceFile[];
  /** What the campaign goes on with: what was removed is in it too. */
  readonly plan: CampaignPlan;
  readonly roster: Roster;
  readonly removed?: string;
  /** What changes, in words. */
  readonly told: string;
}

export interface Original {
  readonly compiled: Compiled;
  readonly files: readonly SourceFile[];
}

/** Working days by which a due time moves; the first that the definition bears. */
const BY = [2, 3, 1, 4];
/** Quiet days between the two amendments: a line is suspended and resumed in them. */
const BETWEEN = 4;

/** 方案变更两次: somebody joins and a due time moves; then somebody goes. As many of the two as the definition bears. */
export function revisionsOf(original: Original, casting: Casting, quiet: readonly Day[], seed: number): Revision[] {
  const first = joining(original, quiet, seed);
  if (first === undefined) return [];
  const second = leaving(first, original.compiled.plan, casting, quiet, seed);
  return second === undefined ? [first] : [first, second];
}

type Standing = Pick<Revision, 'plan' | 'roster' | 'files'>;

function joining({ compiled: { plan, roster }, files }: Original, quiet: readonly Day[], seed: number): Revision | undefined {
  const rules = parseDefinition(files).definition?.tasks ?? [];
  const movable = rules.flatMap(({ due, ...rule }) => (rule.form === 'report' && rule.for !== 'organiser' && typeof due === 'string' ? [{ ...rule, due }] : []));
  for (const rule of movable.sort((a, b) => Number(b.for === 'all') - Number(a.for === 'all') || (a.due < b.due ? 1 : -1))) {
    const due = day(rule.due.slice(0, 10));
    const days = quiet.filter((on) => on > rule.assign.slice(0, 10) && on < due);
    const on = days[1] ?? days[0];
    for (const by of on === undefined ? [] : BY) {
      const moved = shift(plan.calendar, due, by);
      if (on === undefined || moved === undefined) continue;
      const soon = shift(plan.calendar, on, BETWEEN) ?? on;
      const spared = rules.filter((each) => each.form === 'countersign' || each.form === 'proposal' || lastDueOf(each) <= soon).map(({ id }) => id);
      const found = revised({ plan, roster, files }, on, seed, (raw) => ({ ...joined(raw, spared), ...dueOn({ ...raw, ...joined(raw, spared) }, rule, moved) }));
      if (found !== undefined) return { ...found, told: `新增“${JOINING.name}”；“${rule.title}”的期限由${chineseDay(due)}改为${chineseDay(moved)}` };
    }
  }
  return undefined;
}

/** Who runs a ladder stays, and the province whose cities are silent; if everybody does, who joined goes again. */
function leaving(first: Revision, { participants }: CampaignPlan, { runners }: Casting, quiet: readonly Day[], seed: number): Revision | undefined {
  const staying = new Set([...runners.map(({ line }) => line), provinceOf(first.plan)?.line]);
  const free = randomOf(seed, 'leaving').shuffle(participants.filter(({ id }) => !staying.has(id)));
  const days = quiet.filter((on) => on > dayOf(first.at));
  for (const { id, name } of [...free, JOINING]) {
    const tasks = first.plan.lines.find(({ line }) => line === id)?.tasks ?? [];
    const on = days.slice(0, BETWEEN + 1).findLast((each) => tasks.some(({ unit, due }) => unit === id && dayOf(due) > each));
    const found = on === undefined ? undefined : revised(first, on, seed, (raw) => without(raw, id));
    if (found !== undefined) return { ...found, removed: id, told: `移出“${name}”` };
  }
  return undefined;
}

/** The campaign with another definition from that afternoon on; undefined if the definition is not sound, or something speaks against it. */
function revised({ plan, roster, files: before }: Standing, on: Day, seed: number, change: (raw: Raw) => Raw): Omit<Revision, 'told'> | undefined {
  const files = withSections(before, change);
  const checked = checkDefinition(files, officialYear);
  if (!checked.ok) return undefined;
  const compiled = renamed(checked.compiled, plan.campaign);
  const now = afternoonOf(plan.sending, on, randomOf(seed, `amendment ${String(plan.revision)}`));
  const made = amendment({ plan, roster, standing: [], now }, compiled);
  return made.isEmpty || objections(now, made).length > 0 ? undefined : { at: now, compiled, files, plan: made.plan, roster: made.roster };
}

function lastDueOf({ due }: TaskRule): string {
  const all = typeof due === 'string' ? [due] : Array.isArray(due) ? due : [due.latest];
  return all.map((each) => each.slice(0, 10)).sort().at(-1) ?? '';
}

