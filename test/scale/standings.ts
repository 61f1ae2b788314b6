import type { Compiled } from '../../campaign/definition/compile/compile.ts';
import { apply } from '../../campaign/line/apply.ts';
import { highest } from '../../campaign/line/letter.ts';
import { addFigures, NO_FIGURES } from '../../campaign/line/outcome.ts';
import { isOverdue, standingOf } from '../../campaign/line/standing.ts';
import { openLine } from '../../campaign/line/state.ts';
import { type Instant, toMillis } from '../../campaign/time/instant.ts';
import type { Overview } from '../../client/overview.ts';
import { writeScript } from '../../client/rehearsal/script/script.ts';
import { simulate } from '../../client/rehearsal/simulate.ts';
import type { CampaignStatus, LineStatus } from '../../workflows/contract.ts';

/** How a campaign stands at `now` if everybody does what a rehearsal's script says: by the rules, without a server. */
export function overviewAt({ plan }: Pick<Compiled, 'plan'>, now: Instant, seed = 7): Overview {
  const simulated = new Map(simulate(plan, writeScript(plan, seed).acts).map((each) => [each.line, each]));
  const lines = new Map(plan.lines.map((line): [string, LineStatus] => {
    const facts = (simulated.get(line.line)?.facts ?? []).filter(({ at }) => at <= now);
    const standing = standingOf(line, facts.reduce(apply, openLine(line)), now);
    const waits = standing.waiting.some(({ what }) => what === 'release');
    return [line.line, {
      campaign: plan.campaign, line: line.line, name: line.name, asOf: now, revision: 1, closed: now >= line.close, next: null, facts: facts.length,
      attention: waits ? ['awaiting-release'] : [], ...standing,
    }];
  }));
  return { plan, campaign: campaignOf(plan, lines, now), lines, reading: 0, looked: toMillis(now), now };
}

function campaignOf(plan: Compiled['plan'], lines: ReadonlyMap<string, LineStatus>, asOf: Instant): CampaignStatus {
  const participants = plan.lines.flatMap((line) => lines.get(line.line) ?? []).filter(({ line }) => line !== 'organiser');
  return {
    campaign: plan.campaign, title: plan.title, phase: plan.phases.findLast(({ at }) => at <= asOf)?.name ?? 'scheduled', asOf, revision: 1, held: false, notice: null,
    summary: { draft: null, approved: false }, archive: null, concerns: [], cases: {}, next: null,
    figures: participants.map(({ figures }) => figures).reduce(addFigures, NO_FIGURES),
    lines: participants.map(({ line, name, figures, attention, closed, tasks }) => ({
      line, name, relation: plan.lines.find((each) => each.line === line)?.relation ?? 'peer', figures, attention, closed,
      overdue: tasks.filter((task) => isOverdue(task, asOf)).length, level: highest(tasks.map(({ level }) => level)),
    })),
  };
}
