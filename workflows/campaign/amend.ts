import { withRules } from '../../campaign/line/plan.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import { act } from '../activities.ts';
import { type Amendments, inTurn } from '../catchUp.ts';
import { AMEND_UPDATE, type Amending } from '../contract.ts';
import { args, askedAt, count, digest, nothingElse } from '../guards.ts';
import { onUpdate, opened } from '../updates.ts';
import { type CampaignRun, note, phaseStart } from './campaignRun.ts';
import { startLines, tellPlans } from './lines.ts';
import { chinese } from './refusals.ts';

/** 变更方案: the update takes the new plan's digest and answers; the loop carries it out. */
export function handleAmendment(current: () => CampaignRun | undefined): void {
  onUpdate(AMEND_UPDATE, {
    description: '变更方案：{"head":摘要值,"revision":版次}（先预览，请用 campaign amend）',
    isOpen: () => current() !== undefined,
    seen: () => opened(current()).seen,
    turn: () => afterAmendments(opened(current())),
    check: (input) => {
      askedAt(input);
      read(input);
    },
    decide: (input) => {
      const run = opened(current());
      const now = run.clock.entered(askedAt(input));
      const amending = read(input);
      const refused = refusal(run, amending, now);
      if (refused !== undefined) {
        note(run, { fact: 'refused', at: now, command: AMEND_UPDATE, why: refused });
        return { key: AMEND_UPDATE, refused };
      }
      note(run, { fact: 'planAmended', at: now, head: amending.plan, revision: amending.revision }, { amending });
      return { key: AMEND_UPDATE, answer: { at: now, facts: ['planAmended'] } };
    },
  });
}

function read(input: unknown): Amending {
  const from = args(input);
  nothingElse(from, ['head', 'revision']);
  return { plan: digest(from, 'head'), revision: count(from, 'revision') };
}

/** What the plan itself should be was looked at before it was stored (client/amend.ts). */
function refusal({ state, head }: CampaignRun, { revision }: Amending, now: Instant): string | undefined {
  if (state.cancelled !== undefined) return chinese.cancelled(state.cancelled);
  const close = phaseStart(head, 'close');
  if (now >= close) return chinese.closed(close);
  // A plan is whole: who goes on with the next one needs none between. A Reset brings both at once.
  const { amending } = state;
  if (revision === (amending ?? head).revision + 1) return undefined;
  return amending === undefined ? chinese.otherRevision(revision, head.revision + 1) : chinese.amending(amending.revision);
}

/** Goes on with the new plan: new participants get lines, lines that run hear of theirs. */
export async function adoptAmendment(run: CampaignRun, amending: Amending): Promise<void> {
  if (!await takePlan(run, amending)) return;
  const { head } = run;
  const running = head.lines.filter(({ line }) => run.started.has(line));
  await startLines(run);
  await tellPlans(run, running);
  note(run, { fact: 'linesTold', at: run.clock.now(), revision: head.revision, lines: running.length });
}

/** The plan from now on, if it is one. */
async function takePlan(run: CampaignRun, amending: Amending): Promise<boolean> {
  const head = await act.adoptPlan({ campaign: run.input.campaign, head: amending.plan, revision: amending.revision });
  const { amending: latest, ...state } = run.state;
  run.state = latest === undefined || latest.revision === amending.revision ? state : run.state;
  if (head === null) {
    note(run, { fact: 'refused', at: run.clock.now(), command: AMEND_UPDATE, why: chinese.unknownPlan(amending.revision) });
    return false;
  }
  run.head = withRules(head);
  run.headDigest = amending.plan;
  return true;
}

/** While the campaign catches up it has started no line yet: they hear of the plan it has then. */
export function catchUpAmendments(run: CampaignRun): Amendments {
  return {
    areWaiting: () => run.state.amending !== undefined,
    adopt: async () => { if (run.state.amending !== undefined) await takePlan(run, run.state.amending); },
  };
}

/** What was asked after an amendment is decided by the amended plan, though a Reset brings all of it at once. */
export function afterAmendments(run: CampaignRun): Promise<unknown> | undefined {
  return inTurn(run.clock, () => run.state.amending !== undefined);
}

/** How many of the lines that are not closed follow the present plan. */
export function followingOf({ head, state }: CampaignRun): { lines: number; of: number } {
  const open = head.lines.filter(({ line }) => state.news[line]?.record === undefined);
  return { lines: open.filter(({ line }) => (state.news[line]?.revision ?? 0) >= head.revision).length, of: open.length };
}
