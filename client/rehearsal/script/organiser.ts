import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import { silentSteps } from '../../../campaign/definition/planLetters.ts';
import { type LinePlan, ORGANISER, type TaskPlan, keyOf, ruleOf } from '../../../campaign/line/plan.ts';
import { type Day, type Instant, at, later } from '../../../campaign/time/instant.ts';
import type { Act } from './act.ts';
import type { Casting } from './casting.ts';
import { actingDays, actingHours, afternoonOf } from './hours.ts';
import { randomOf } from './seed.ts';

/** The day on which every countersignature has come: after the last step about any of them. Undefined if none is asked for. */
export function countersigned(plan: CampaignPlan): Day | undefined {
  const ends = plan.lines.flatMap((line) => line.tasks
    .filter((task) => ruleOf(line, task).form === 'countersign').map((task) => ladderEnd(line, task)));
  const last = ends.reduce<Instant | undefined>((found, end) => (found === undefined ? end : later(found, end)), undefined);
  return last === undefined ? undefined : actingDays(plan, last, archiveOf(plan))[0];
}

/** What the organiser decides about the campaign: the notice is issued, the national summary approved. */
export function decisions(plan: CampaignPlan, casting: Casting): Act[] {
  const line = plan.lines.find(({ line: id }) => id === ORGANISER);
  if (line === undefined) return [];
  const { deciding } = actingHours(plan.sending);
  const act = (on: Day, what: 'issueNotice' | 'approveSummary'): Act => ({ at: at(on, deciding), line: ORGANISER, deed: { do: what } });
  const settledBy = (by: string) => line.tasks.find((task) => ruleOf(line, task).settledBy === by);
  const issued = issuing(plan, line, settledBy('issueNotice'), casting);
  const approved = approval(plan, line, settledBy('approveSummary'), casting);
  return [
    ...(issued === undefined ? [] : [act(issued, 'issueNotice')]),
    ...(approved === undefined ? [] : [act(approved, 'approveSummary')]),
  ];
}

/** When everything is signed; for the organiser's own ladder, after it. */
function issuing(plan: CampaignPlan, line: LinePlan, task: TaskPlan | undefined, casting: Casting): Day | undefined {
  const signed = countersigned(plan);
  if (task === undefined) return signed;
  const after = runsLadder(casting, task) ? ladderEnd(line, task) : task.assign;
  return actingDays(plan, after, archiveOf(plan)).find((on) => signed === undefined || on >= signed);
}

/** Some days after the lines have closed and their reports were consolidated; for the organiser's own ladder, after it. */
function approval(plan: CampaignPlan, line: LinePlan, task: TaskPlan | undefined, casting: Casting): Day | undefined {
  const close = plan.phases.find(({ name }) => name === 'close')?.at ?? line.close;
  const days = actingDays(plan, later(close, task?.assign ?? close), archiveOf(plan));
  if (task !== undefined && runsLadder(casting, task)) return actingDays(plan, ladderEnd(line, task), archiveOf(plan))[0] ?? days.at(-1);
  return days[2] ?? days.at(-1);
}

/** A guided participant's superior hears of it only after a person released it: between the overdue letter and the escalation. */
export function releases(line: LinePlan, task: TaskPlan, seed: number): Act[] {
  const steps = silentSteps({ ...line, tasks: [task] });
  const overdue = steps.find(({ kind }) => kind === 'overdue')?.at ?? task.due;
  const random = randomOf(seed, `release ${keyOf(task)}`);
  return steps.filter(({ release }) => release === true).flatMap(({ at: leaves, slot }): Act[] => {
    const on = actingDays(line, overdue, leaves).at(-1) ?? actingDays(line, overdue, line.close)[0];
    if (on === undefined) return [];
    return [{
      at: afternoonOf(line.sending, on, random), line: line.line, deed: { do: 'release', unit: task.unit, task: task.task, slot },
    }];
  });
}

function runsLadder({ runners }: Casting, task: TaskPlan): boolean {
  return runners.some(({ tasks }) => tasks.includes(keyOf(task)));
}

function ladderEnd(line: LinePlan, task: TaskPlan): Instant {
  return silentSteps({ ...line, tasks: [task] }).reduce((last, step) => later(last, step.at), task.due);
}

function archiveOf({ phases }: CampaignPlan): Instant {
  const archive = phases.find(({ name }) => name === 'archive');
  if (archive === undefined) throw new RangeError('the plan has no phase archive');
  return archive.at;
}
