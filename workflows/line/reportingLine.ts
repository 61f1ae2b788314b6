import { CancellationScope, continueAsNew, isCancellation, workflowInfo } from '@temporalio/workflow';
import { agenda } from '../../campaign/line/agenda.ts';
import type { ItemKind } from '../../campaign/line/letter.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import { act } from '../activities.ts';
import { catchUp } from '../catchUp.ts';
import { createClock } from '../clock.ts';
import type { Digest, LineInput } from '../contract.ts';
import { keepAll } from '../journal.ts';
import { attributeWriter } from '../searchAttributes.ts';
import { waitSummary } from '../summaries.ts';
import { amendLine, catchUpAmendments } from './amend.ts';
import { carry } from './carry.ts';
import { carryOut } from './carryOut.ts';
import { handleLine } from './handlers.ts';
import { type LineRun, dueSteps, openRun, take, wakesAt } from './lineRun.ts';
import { newsOf, tellCampaign } from './news.ts';
import { showLine } from './panel.ts';

/**
 * 报送线: one participant with its units, from the campaign's start until the line closes. It sends what is due, takes
 * what is reported, tells the campaign, and leaves a record. Returns the record's digest.
 */
export async function reportingLine(input: LineInput): Promise<Digest> {
  const opened: { run?: LineRun } = {};
  handleLine(input.line, () => opened.run);
  const run = await CancellationScope.nonCancellable(() => open(input));
  opened.run = run;
  const write = attributeWriter();
  try {
    await catchUp(run.clock, catchUpAmendments(run), () => { for (const command of run.later) take(run, command); });
    await followAgenda(run, write);
  } catch (error) {
    if (!isCancellation(error)) throw error;
    // Cancel in the Web UI takes the same path as the command.
    take(run, { command: 'cancel' });
  }
  return CancellationScope.nonCancellable(() => close(run, write));
}

const LAST_ANSWERS: ReadonlySet<ItemKind> = new Set(['receipt', 'accepted', 'extension']);

type Write = ReturnType<typeof attributeWriter>;

async function open(input: LineInput): Promise<LineRun> {
  const { plan, timeline } = await act.loadLine({
    plan: input.plan, ...(input.timeline === undefined ? {} : { timeline: input.timeline }),
  });
  return openRun(input, plan, createClock(timeline, input.carried?.now ?? input.since, workflowInfo().startTime.getTime(), input.carried?.asked));
}

async function followAgenda(run: LineRun, write: Write): Promise<void> {
  while (run.clock.now() < run.plan.close && run.state.cancelled === undefined) {
    for (const amending of run.amending.slice(-1)) await amendLine(run, amending);
    const due = dueSteps(run);
    if (due.length > 0) await carryOut(run, due);
    // Taken before the campaign is told: what comes in meanwhile is news too.
    const seen = run.changes;
    await tellCampaign(run);
    showLine(run, wakesAt(run), write);
    if (due.length === 0) await newsOr(run, seen);
    if (shouldRenew(run)) await renew(run);
  }
}

/** Waits for the next moment, or for something to happen that was not `seen`. */
async function newsOr(run: LineRun, seen: number): Promise<void> {
  const when = wakesAt(run);
  const summary = when === run.plan.close
    ? `等待截止 ${chineseInstant(when)}`
    : waitSummary(when, agenda(run.plan, run.state, run.clock.now()));
  // An amendment may have come while the campaign was told.
  await run.clock.until(when, () => run.changes !== seen || run.amending.length > 0, summary);
}

function shouldRenew({ input }: LineRun): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > (input.renewAfter ?? Infinity);
}

async function renew(run: LineRun): Promise<never> {
  const journal = await keepAll(run.journal);
  return continueAsNew<typeof reportingLine>({ ...run.input, plan: run.planDigest, carried: carry(run, journal) });
}

/** After its last due and ladder: what is missing is missing; the record goes to the store and the campaign hears of it. */
async function close(run: LineRun, write: Write): Promise<Digest> {
  // Answers a person waits for, even one who reported, or was answered, in the last minute.
  const answers = dueSteps(run).filter(({ kind }) => LAST_ANSWERS.has(kind));
  if (answers.length > 0) await carryOut(run, answers);
  const journal = await keepAll(run.journal);
  const record = await act.keepRecord({
    campaign: run.plan.campaign, line: run.plan.line, plan: run.planDigest, closedAt: run.clock.now(),
    state: run.state, journal: journal.chunk,
  }, { ...newsOf(run), number: run.number + 1 });
  showLine(run, undefined, write);
  await tellCampaign(run, record);
  return record;
}
