import { isChasing, silentSteps } from '../../definition/planLetters.ts';
import type { AgendaStep } from '../../line/agenda.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf } from '../../line/plan.ts';
import { type Accepted, type Walk, unitOf } from '../ground.ts';
import type { LedgerItem } from '../evidence.ts';
import { type Check, tally } from '../finding.ts';
import { isScheduled } from '../kinds.ts';
import { reachedOn, wasReached } from '../reached.ts';
import { type Day, type Instant, dayOf } from '../../time/instant.ts';

/**
 * Who never answered got what the plan says and nothing else: every item of its letters is one of the plan's that was in force then, to
 * the same role and of the same level; and every one of the last plan's was sent, or stands in the journal as missed, lapsed, refused or handed to the office.
 */
export const silent: Check = ({ walks, accepted }) => {
  const { look, finding } = tally();
  const told = Map.groupBy(accepted.flatMap((letter) => letter.items.map((item) => ({ letter, item }))), ({ item }) => keyOf(item));
  for (const walk of walks) {
    const reached = reachedOn(walk, () => true);
    for (const task of walk.plan.tasks.filter((each) => isSilent(walk, each))) {
      const key = keyOf(task);
      const planned = stepsOf(walk.plan, key);
      const got = (told.get(key) ?? []).filter(({ item }) => isScheduled(item) && item.kind !== 'call' && item.kind !== 'review');
      const isSpent = got.filter(({ letter, item }) => letter.role === 'contact' && isChasing(item.kind)).length >= walk.plan.perTask;
      for (const { letter, item } of got) {
        const plan = inForce(walk, letter.at);
        const wanted = (plan === walk.plan ? planned : stepsOf(plan, key)).find(({ slot }) => slot === item.slot);
        look(wanted !== undefined && isAs(walk, wanted, letter, item, isSpent, reached.get(key)), task.unit, letter.at, () => `${key} 始终未答复，却收到方案之外的 ${item.slot}（${item.kind}，${letter.role}）`);
      }
      for (const step of planned.filter(({ kind, until }) => walk.upTo !== undefined && until <= walk.upTo && !(kind === 'unacknowledged' && hasSpoken(walk, task.unit)))) {
        look(got.some(({ item }) => item.slot === step.slot) || isAccounted(walk, step), task.unit, step.at, () => `${key} 始终未答复，方案中的 ${step.slot} 既未发出，流水也无交代`);
      }
    }
  }
  return finding();
};

/** The plan by which a letter was decided; of an amendment at the very instant the one before. */
function inForce({ moments, plan }: Walk, at: Instant): LinePlan {
  return moments.find(({ fact }) => fact.at >= at)?.plan ?? plan;
}

function stepsOf(plan: LinePlan, key: string): readonly AgendaStep[] {
  const tasks = plan.tasks.filter((task) => keyOf(task) === key);
  return silentSteps({ ...plan, tasks });
}

/** Nobody said anything about the task, or from the unit, and nothing was decided about it. */
function isSilent({ moments, plan }: Walk, task: TaskPlan): boolean {
  const key = keyOf(task);
  const shared = new Set(plan.units.filter(({ id, contact }) => id === task.unit || contact === task.unit).map(({ id }) => id));
  return moments.every(({ fact }) => {
    if (fact.fact === 'cancelled') return false;
    if (fact.fact === 'acknowledged' || fact.fact === 'delegated') return !shared.has(fact.unit);
    return !('key' in fact) || fact.key !== key || fact.fact === 'refused' || fact.fact === 'released';
  });
}

/** A word about another task acknowledges too. */
function hasSpoken({ moments }: Walk, unit: string): boolean {
  return moments.some(({ fact }) => (fact.fact === 'reportSubmitted' || fact.fact === 'originalReceived' || fact.fact === 'extensionRequested') && unitOf(fact.key) === unit);
}

/** As planned; or, where our own mail failed or the budget is spent, as an item for the office with slot and level kept. */
function isAs(walk: Walk, wanted: AgendaStep, { role }: Accepted, item: LedgerItem, isSpent: boolean, days: readonly Day[] | undefined): boolean {
  if (item.kind !== wanted.kind || item.level !== wanted.level || item.round !== 0) return false;
  return role === roleOf(walk.plan, wanted) || isSuperiorAlone(walk.plan, wanted, role) || (role === 'office' && (wasRefused(walk) || !wasReached(walk, days, dayOf(wanted.at)) || (isSpent && isChasing(item.kind))));
}

/** The organiser's own line writes to its office as contact. */
function roleOf({ line }: LinePlan, { to }: AgendaStep): string {
  return line === ORGANISER && to.role === 'office' ? 'office' : to.role;
}

/** A superior whose address a unit shared is written to as superior once that unit's contact was delegated. */
function isSuperiorAlone({ superiorIs }: LinePlan, { kind, to }: AgendaStep, role: string): boolean {
  return role === 'superior' && kind === 'escalate' && superiorIs !== undefined && to.unit === superiorIs;
}

/** An address of the line refused mail: calls take the place of letters. */
function wasRefused({ moments }: Walk): boolean {
  return moments.some(({ fact }) => fact.fact === 'letterRefused');
}

function isAccounted({ moments }: Walk, { key, slot }: AgendaStep): boolean {
  return moments.some(({ fact }) => (fact.fact === 'stepsMissed' || fact.fact === 'stepsLapsed' || fact.fact === 'letterRefused' || fact.fact === 'handedToOffice')
    && fact.steps.some((step) => step.key === key && step.slot === slot));
}
