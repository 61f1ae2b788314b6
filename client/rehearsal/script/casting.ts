import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { type Form, type LinePlan, ORGANISER, type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import type { Runner } from './act.ts';
import { type Random, randomOf } from './seed.ts';

/** How a unit deals with one task. */
export type Behaviour =
  | 'early' | 'onTime' | 'lastDay' | 'late' | 'returned' | 'extended' | 'extensionRefused' | 'paper' | 'onBehalf' | 'nil'
  | 'withdrawn' | 'delegated' | 'exempt' | 'suspended' | 'disagreed' | 'never' | 'afterLadder'
  /** Never dealt: its acts come from elsewhere. */
  | 'directed';

/** Who does what: behaviours by the key of the task. */
export interface Casting {
  readonly runners: readonly Runner[];
  readonly silent: readonly string[];
  readonly behaviours: ReadonlyMap<string, Behaviour>;
}

// A pack of cards for each form: every behaviour turns up, in about the share it has in an ordinary year.
const REPORT = pack([
  ['early', 10], ['onTime', 9], ['lastDay', 4], ['late', 4], ['returned', 3], ['extended', 2], ['extensionRefused', 1], ['paper', 1],
  ['onBehalf', 1], ['nil', 1], ['withdrawn', 1], ['delegated', 1], ['suspended', 1], ['never', 1],
]);
const PACKS: Readonly<Record<Form, readonly Behaviour[]>> = {
  report: REPORT,
  proposal: pack([['early', 6], ['onTime', 6], ['onBehalf', 4], ['paper', 1], ['late', 2], ['returned', 1]]),
  // 会签 comes on paper with a document number; all agree in the end, or the notice could not be issued.
  countersign: pack([['onBehalf', 9], ['early', 4], ['onTime', 3], ['paper', 2], ['lastDay', 2], ['late', 2], ['disagreed', 1]]),
  confirm: pack([['early', 9], ['onTime', 8], ['lastDay', 2], ['late', 2], ['onBehalf', 1], ['never', 1]]),
};

function pack(counts: readonly (readonly [Behaviour, number])[]): readonly Behaviour[] {
  return counts.flatMap(([behaviour, count]) => Array.from({ length: count }, () => behaviour));
}

/** Deals the parts. Whatever the seed, one line of each relation and the organiser run a whole ladder, and one subordinate unit is silent. */
export function cast(plan: CampaignPlan, seed: number): Casting {
  const runners = chooseRunners(plan, seed);
  const silent = chooseSilent(plan, seed);
  const behaviours = new Map<string, Behaviour>();
  const open = plan.lines.flatMap((line) => line.tasks.flatMap((task) => {
    const form = ruleOf(line, task).form;
    const fixed = fixedPart(line, task, runners, silent, randomOf(seed, `runner ${line.line}`));
    if (fixed !== undefined) behaviours.set(keyOf(task), fixed);
    return fixed === undefined ? [{ key: keyOf(task), form }] : [];
  }));
  for (const [form, tasks] of Map.groupBy(open, (task) => task.form)) {
    const cards = dealt(PACKS[form], tasks.length, randomOf(seed, `deal ${form}`));
    for (const [index, { key }] of tasks.entries()) behaviours.set(key, cards[index] ?? 'onTime');
  }
  excuseOne(plan, seed, behaviours);
  return { runners, silent, behaviours };
}

function fixedPart(
  line: LinePlan, task: TaskPlan, runners: readonly Runner[], silent: readonly string[], random: Random,
): Behaviour | undefined {
  if (silent.includes(task.unit)) return 'never';
  if (runners.some((runner) => runner.tasks.includes(keyOf(task)))) {
    const mayStaySilent = ruleOf(line, task).form === 'report' && random.chance(0.5);
    return mayStaySilent ? 'never' : 'afterLadder';
  }
  return line.line === ORGANISER ? 'onTime' : undefined;
}

function chooseRunners(plan: CampaignPlan, seed: number): Runner[] {
  const relations = ['peer', 'guided', 'own'] as const;
  const ofRelations = relations.flatMap((relation): Runner[] => {
    const candidates = plan.lines
      .filter((line) => line.line !== ORGANISER && line.relation === relation)
      .map((line) => ({ line: line.line, relation, tasks: tasksOfParticipant(line), whole: hasWholeLadder(line) }))
      .filter(({ tasks }) => tasks.length > 0);
    const best = candidates.some(({ whole }) => whole) ? candidates.filter(({ whole }) => whole) : candidates;
    if (best.length === 0) return [];
    const { whole: _, ...runner } = randomOf(seed, `runner of ${relation}`).pick(best);
    return [runner];
  });
  const own = organisersTask(plan);
  return own === undefined ? ofRelations : [...ofRelations, { line: ORGANISER, relation: 'organiser', tasks: [keyOf(own)] }];
}

function tasksOfParticipant(line: LinePlan): string[] {
  return line.tasks.filter((task) => task.unit === line.line).map(keyOf);
}

function hasWholeLadder(line: LinePlan): boolean {
  return line.tasks.some((task) => {
    const { reminders, overdue, escalation } = ruleOf(line, task).ladder;
    return task.unit === line.line && reminders.length > 0 && overdue.length > 0 && escalation.length > 0;
  });
}

/** The organiser's task that nothing else waits for, if there is one: then the last to be settled. */
function organisersTask(plan: CampaignPlan): TaskPlan | undefined {
  const line = plan.lines.find(({ line: id }) => id === ORGANISER);
  if (line === undefined) return undefined;
  const settledBy = (by: string | undefined) => line.tasks.find((task) => ruleOf(line, task).settledBy === by);
  return settledBy(undefined) ?? settledBy('approveSummary') ?? settledBy('issueNotice');
}

function chooseSilent(plan: CampaignPlan, seed: number): string[] {
  const below = plan.lines.flatMap((line) => line.tasks.filter((task) => task.unit !== line.line).map(({ unit }) => unit));
  const units = [...new Set(below)];
  return units.length === 0 ? [] : [randomOf(seed, 'silent').pick(units)];
}

/** Exactly one exemption (免报), where there are enough tasks for it. */
function excuseOne(plan: CampaignPlan, seed: number, behaviours: Map<string, Behaviour>): void {
  const candidates = plan.lines.flatMap((line) => line.tasks
    .filter((task) => ruleOf(line, task).form === 'report' && behaviours.get(keyOf(task)) === 'onTime').map(keyOf));
  if (candidates.length > 2) behaviours.set(randomOf(seed, 'exempt').pick(candidates), 'exempt');
}

/** As many cards as wanted: whole packs, each shuffled. */
function dealt(cards: readonly Behaviour[], count: number, random: Random): Behaviour[] {
  const found: Behaviour[] = [];
  while (found.length < count) found.push(...random.shuffle(cards));
  return found.slice(0, count);
}
