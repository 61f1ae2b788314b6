import { agenda } from '../../line/agenda.ts';
import { passedSteps } from '../../line/passed.ts';
import type { Fact } from '../../line/facts.ts';
import { type LinePlan, keyOf } from '../../line/plan.ts';
import { schedule } from '../../line/schedule.ts';
import type { LineState } from '../../line/state.ts';
import type { Instant } from '../../time/instant.ts';
import { type Check, type Tally, tally } from '../finding.ts';
import { type Moment, type Walk, stepId, stepsDone, unitOf } from '../ground.ts';
import { isScheduled, short } from '../kinds.ts';

/**
 * After a due time moved only the last round counts; and every step ever scheduled is accounted for: done, missed, lapsed, void or
 * pending, and never two of these.
 */
export const rounds: Check = ({ walks, records, asOf }) => {
  const { look, finding } = tally();
  for (const walk of walks) {
    for (const [index, moment] of walk.moments.entries()) {
      lastRoundOnly(moment, look);
      nothingPassedBy(moment, knownAt(walk.moments, index, moment), look);
    }
    inOneListEach(walk, look);
    if (records.has(walk.line)) nothingLeft(walk, asOf, look);
  }
  return finding();
};

type Look = Tally['look'];

/** A letter decided after the due time moved has no step of the round before. */
function lastRoundOnly({ fact, before }: Moment, look: Look): void {
  for (const step of stepsDone(fact).filter(isScheduled)) {
    const own = before.tasks[step.key];
    const isVoid = own !== undefined && own.round > step.round && own.since !== undefined && own.since < fact.at;
    look(!isVoid, unitOf(step.key), fact.at, () => `期限已变更，第 ${String(step.round)} 轮的节点 ${stepId(step)} 已作废，仍被办理`);
  }
}

/** When the line wakes and does something, what passed before is noted first. */
function nothingPassedBy({ fact, plan }: Moment, known: readonly LineState[], look: Look): void {
  if (!isDoing(fact)) return;
  const passed = known.map((state) => passedIn(plan, state, fact.at));
  for (const [id, unit] of passed[0] ?? []) {
    if (passed.every((each) => each.has(id))) look(false, unit, fact.at, () => `节点 ${id} 时限已过，流水未记`);
  }
}

/** Steps over by then that nobody noted, with their units. */
function passedIn(plan: LinePlan, state: LineState, at: Instant): Map<string, string> {
  return new Map(passedSteps(plan, state, at).flatMap((fact) => (
    fact.fact === 'stepsMissed' || fact.fact === 'stepsLapsed' ? fact.steps.map((step) => [stepId(step), unitOf(step.key)] as const) : [])));
}

/** What may have been known when it was decided: commands of that instant, and the batch's other letters, came before it or while it was on its way. */
function knownAt(moments: readonly Moment[], index: number, { fact: { at }, before }: Moment): LineState[] {
  const known = [before];
  for (let back = index - 1; back >= 0; back--) {
    const moment = moments[back];
    if (moment === undefined || moment.fact.at < at || isNoting(moment.fact)) break;
    known.push(moment.before);
  }
  return known;
}

function isDoing({ fact }: Fact): boolean {
  return fact === 'letterSent' || fact === 'handedToOffice';
}

function isNoting({ fact }: Fact): boolean {
  return fact === 'stepsMissed' || fact === 'stepsLapsed';
}

/** What was done, missed or lapsed was once scheduled, and is only one of these. */
function inOneListEach({ moments, final, plan }: Walk, look: Look): void {
  const scheduled = new Set<string>();
  const states = [...moments.map(({ before, plan: inForce }) => ({ state: before, plan: inForce })), { state: final, plan }];
  const seen = new Set<unknown>();
  for (const { state, plan: inForce } of states) {
    for (const task of inForce.tasks) {
      const own = state.tasks[keyOf(task)];
      if (own === undefined || seen.has(own)) continue;
      seen.add(own);
      for (const step of schedule(inForce, task, own)) scheduled.add(stepId(step));
    }
  }
  const end = moments.at(-1)?.fact.at ?? plan.close;
  for (const [key, { round, done, missed, lapsed }] of Object.entries(final.tasks)) {
    for (const slot of new Set([...done, ...missed, ...lapsed])) {
      const id = stepId({ key, round, slot });
      look(scheduled.has(id), unitOf(key), end, () => `节点 ${id} 已办理或错过，却从未列入日程`);
      look([done, missed, lapsed].filter((list) => list.includes(slot)).length === 1, unitOf(key), end, () => `节点 ${id} 既已办理又记为错过或失效`);
    }
  }
}

/** A line that has closed has nothing ahead but answers that could not leave any more. */
function nothingLeft({ final, plan }: Walk, asOf: Instant, look: Look): void {
  const left = new Set(agenda(plan, final, plan.close).filter(({ answer }) => answer === undefined).map(stepId));
  for (const [key, { round }] of Object.entries(final.tasks)) {
    const own = [...left].filter((id) => id.startsWith(`${key}#${String(round)}:`));
    look(own.length === 0, unitOf(key), asOf, () => `报送线已截止（${short(plan.close)}），仍有未了节点 ${own.join('、')}`);
  }
}
