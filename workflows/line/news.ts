import { getExternalWorkflowHandle, patched } from '@temporalio/workflow';
import { agenda, waitsForMail } from '../../campaign/line/agenda.ts';
import { confirmingUnits, disagreeingUnits } from '../../campaign/line/leads.ts';
import { highest } from '../../campaign/line/letter.ts';
import { lettersAhead, nextLeaving } from '../../campaign/line/ahead.ts';
import { outcome, overdueTasks } from '../../campaign/line/outcome.ts';
import { keyOf, ruleOf } from '../../campaign/line/plan.ts';
import { isDigest } from '../../campaign/line/recipients.ts';
import type { LineState } from '../../campaign/line/state.ts';
import { waitingIn } from '../../campaign/line/waiting.ts';
import { type Instant, dayOf } from '../../campaign/time/instant.ts';
import { type Digest, type LineNews, NEWS_SIGNAL, campaignWorkflowId } from '../contract.ts';
import type { LineRun } from './lineRun.ts';

/** The line's state as the campaign needs it; `isNew`: as this build tells it. */
export function newsOf(run: LineRun, record?: Digest, isNew = true): Omit<LineNews, 'number'> {
  const { plan, state } = run;
  const now = run.clock.now();
  const ahead = agenda(plan, state, now).filter((step) => step.at > now);
  const letters = ahead.filter(({ to }) => !isDigest(to));
  const nextDay = letters[0] === undefined ? undefined : dayOf(letters[0].at);
  const { figures, tasks } = outcome(plan, state, now);
  return {
    line: plan.line, asOf: now, revision: state.revision, figures,
    overdue: overdueTasks(plan, state, now),
    level: highest(tasks.map(({ level }) => level)),
    attention: attention(run, now),
    uncountersigned: plan.tasks.filter((task) => ruleOf(plan, task).form === 'countersign' && isOpen(state, keyOf(task))).length,
    ...someOf('disagreed', disagreeingUnits(plan, state)), ...someOf('confirmed', confirmingUnits(plan, state)),
    office: run.unreported,
    promised: ahead.find(({ to }) => isDigest(to))?.at ?? null,
    ahead: lettersAhead(plan, isNew ? nextLeaving(plan, state, now) : letters.filter(({ at }) => dayOf(at) === nextDay), state),
    ...(record === undefined ? {} : { record }),
  };
}

/** Tells the campaign, if something changed. A failed signal is never fatal: the next one carries what was not heard. */
export async function tellCampaign(run: LineRun, record?: Digest): Promise<void> {
  // Runs of older builds go on with the shorter news until they are past what they did (docs/decisions/0021).
  const isNew = patched('news-counts-facts');
  const news = { ...newsOf(run, record, isNew), ...(isNew ? { facts: run.journal.page().total } : {}) };
  const { asOf: _, office: handed, ...content } = news;
  const text = JSON.stringify(content);
  if (text === run.told && handed.length === 0) return;
  // Before the signal: who asks to be told again while it is on its way must be.
  run.told = text;
  // A line that was reset must not count from an older number: the campaign would not listen.
  run.number = Math.max(run.number + 1, Date.now());
  try {
    await getExternalWorkflowHandle(campaignWorkflowId(run.plan.campaign)).signal(NEWS_SIGNAL, { ...news, number: run.number });
    run.unreported = run.unreported.filter((item) => !handed.includes(item));
  } catch {
    // The campaign is gone or away; the line goes on by itself.
    run.told = '';
  }
}

/** Left out while there is none: a line tells nothing new without need. */
function someOf<K extends string>(name: K, units: readonly string[]): Partial<Record<K, readonly string[]>> {
  const made: Partial<Record<K, readonly string[]>> = {};
  if (units.length > 0) made[name] = units;
  return made;
}

function isOpen(state: LineState, key: string): boolean {
  const status = state.tasks[key]?.status;
  return status === 'open' || status === 'submitted';
}

/** What an administrator should look at. */
export function attention({ plan, state, held }: LineRun, now: Instant): string[] {
  const found = new Set<string>();
  if (Object.values(state.units).some(({ refusing }) => refusing !== undefined)) found.add('mail-failing');
  if (waitsForMail(plan, state, now)) found.add(held ? 'held' : 'mail-failing');
  for (const task of plan.tasks) {
    const own = state.tasks[keyOf(task)];
    if (own === undefined) continue;
    if (own.status === 'submitted') found.add('awaiting-review');
    if (own.suspended !== undefined) found.add('suspended');
  }
  if (waitingIn(plan, state, now).some(({ what }) => what === 'release')) found.add('awaiting-release');
  return [...found].sort();
}
