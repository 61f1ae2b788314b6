import { agenda } from '../../line/agenda.ts';
import { passedSteps } from '../../line/passed.ts';
import { keyOf } from '../../line/plan.ts';
import { schedule } from '../../line/schedule.ts';
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
    for (const moment of walk.moments) {
      lastRoundOnly(moment, look);
      nothingPassedBy(moment, look);
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
function nothingPassedBy({ fact, before, plan }: Moment, look: Look): void {
  if (fact.fact !== 'letterSent' && fact.fact !== 'handedToOffice') return;
  for (const passed of passedSteps(plan, before, fact.at)) {
    if (passed.fact !== 'stepsMissed' && passed.fact !== 'stepsLapsed') continue;
    for (const step of passed.steps) look(false, unitOf(step.key), fact.at, () => `节点 ${stepId(step)} 时限已过，流水未记`);
  }
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
    const all = [...done, ...missed, ...lapsed];
    for (const slot of all) {
      const id = stepId({ key, round, slot });
      look(scheduled.has(id), unitOf(key), end, () => `节点 ${id} 已办理或错过，却从未列入日程`);
      look(all.filter((other) => other === slot).length === 1, unitOf(key), end, () => `节点 ${id} 既已办理又记为错过或失效`);
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
