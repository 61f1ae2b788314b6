import { defineSignal, setHandler } from '@temporalio/workflow';
import { amend } from '../../campaign/line/amend.ts';
import { withRules } from '../../campaign/line/plan.ts';
import { act } from '../activities.ts';
import { type Amendments, inTurn } from '../catchUp.ts';
import { AMEND_SIGNAL, type Amending } from '../contract.ts';
import { args, count, digest, optional } from '../guards.ts';
import { untilOpen } from '../updates.ts';
import { type LineRun, record } from './lineRun.ts';

/** 变更方案: the campaign names the line's new plan; the loop loads it. Older revisions, and the same again, are ignored. */
export function handleAmend(current: () => LineRun | undefined): void {
  setHandler(defineSignal<[unknown]>(AMEND_SIGNAL), async (input) => {
    await untilOpen(() => current() !== undefined);
    const run = current();
    const amending = read(input);
    if (run === undefined || amending === undefined || amending.revision <= newest(run)) return;
    run.amending = [...run.amending, amending];
    run.changes += 1;
  }, { description: '变更方案（请用 campaign amend）' });
}

/** Undefined for what is not of this shape: a signal cannot be refused, and an error would end the line. */
function read(input: unknown): Amending | undefined {
  try {
    const from = args(input);
    return { plan: digest(from, 'plan'), revision: count(from, 'revision'), ...optional(from, 'told', count) };
  } catch {
    return undefined;
  }
}

function newest({ amending, state }: LineRun): number {
  return Math.max(state.revision, amending.at(-1)?.revision ?? 0);
}

/** While the line catches up each plan comes in its turn, as of when the campaign told of it. */
export function catchUpAmendments(run: LineRun): Amendments {
  return {
    areWaiting: () => run.amending.length > 0,
    adopt: async () => { for (const amending of run.amending.slice(0, 1)) await amendLine(run, amending); },
  };
}

/**
 * What was asked after an amendment was told is decided by the amended plan, though a Reset brings all of it at once. `isKnown`: whether the
 * present plan has what is spoken of; an older campaign did not say when it told.
 */
export function afterAmendments(run: LineRun, asked: number | undefined, isKnown: () => boolean): Promise<unknown> | undefined {
  return inTurn(run.clock, () => run.amending.some(({ told }) => (told === undefined || asked === undefined ? !isKnown() : told <= asked)));
}

/** Loads the new plan and goes on with it; what came in meanwhile was decided by the old one. */
export async function amendLine(run: LineRun, amending: Amending): Promise<void> {
  const plan = withRules((await act.loadLine({ plan: amending.plan })).plan);
  run.amending = run.amending.filter(({ revision }) => revision > amending.revision);
  if (plan.campaign !== run.plan.campaign || plan.line !== run.plan.line || plan.revision <= run.state.revision) return;
  record(run, amend(run.plan, plan, amending.plan, run.state, run.clock.isCatchingUp() ? run.clock.entered(amending.told) : run.clock.now()));
  run.plan = plan;
  run.planDigest = amending.plan;
}
