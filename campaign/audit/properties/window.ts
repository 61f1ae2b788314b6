import { schedule } from '../../line/schedule.ts';
import type { DoneStep } from '../../line/facts.ts';
import type { Instant } from '../../time/instant.ts';
import { nominalAt, realAt } from '../../time/timeline.ts';
import { type Check, tally } from '../finding.ts';
import { type Walk, itemId, stepId, stepsDone, taskOf, unitOf } from '../ground.ts';
import { isScheduled, short, tolerance } from '../kinds.ts';

interface Window { readonly at: Instant; readonly until: Instant }

/**
 * Every item inside its window: by the journal, at the moment at which its letter was decided; by the ledger, no letter began long after
 * the window had closed, whatever lay between decision and sending.
 */
export const window: Check = ({ walks, accepted, timeline }) => {
  const { look, finding } = tally();
  const windows = new Map<string, Window>();
  for (const walk of walks) {
    for (const [index, { fact }] of walk.moments.entries()) {
      for (const step of stepsDone(fact).filter(isScheduled)) {
        const found = windowOf(walk, index, step, fact.at);
        if (found !== undefined) windows.set(stepId(step), found);
        look(found !== undefined && found.at <= fact.at && fact.at < found.until, unitOf(step.key), fact.at, () => (
          found === undefined ? `节点 ${stepId(step)} 不在该轮日程中` : `节点 ${stepId(step)} 应在 ${short(found.at)} 至 ${short(found.until)} 之间，实为 ${short(fact.at)}`));
      }
    }
  }
  for (const { items, started, at } of accepted) {
    for (const item of items.filter(isScheduled)) {
      const until = windows.get(itemId(item))?.until;
      if (until === undefined) continue; // no step of any schedule: told above, or by the ledger's own check
      look(started <= realAt(timeline, until) + tolerance(timeline), item.unit, at, () => (
        `节点 ${itemId(item)} 的函件 ${short(nominalAt(timeline, started))} 才发出，而时限为 ${short(until)}`));
    }
  }
  return finding();
};

/** A letter is decided before what came in while it was on its way: looks back until the step fits, within its round. */
function windowOf(walk: Walk, index: number, step: DoneStep, now: Instant): Window | undefined {
  let nearest: Window | undefined;
  for (let back = index; back >= 0; back--) {
    const moment = walk.moments[back];
    const own = moment?.before.tasks[step.key];
    if (moment === undefined || own === undefined || own.round < step.round) break;
    const task = taskOf(moment.plan, step.key);
    if (own.round === step.round && task !== undefined) {
      const found = schedule(moment.plan, task, own).find(({ slot }) => slot === step.slot);
      nearest ??= found;
      if (found !== undefined && found.at <= now && now < found.until) return found;
    }
    // Nothing older than the decision itself was unknown to it.
    if (nearest !== undefined && moment.fact.at < now) break;
  }
  return nearest;
}
