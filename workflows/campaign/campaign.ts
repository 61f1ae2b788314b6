import { CancellationScope, allHandlersFinished, condition, continueAsNew, isCancellation, workflowInfo } from '@temporalio/workflow';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import { act } from '../activities.ts';
import { catchUp } from '../catchUp.ts';
import { createClock } from '../clock.ts';
import type { CampaignInput, Digest } from '../contract.ts';
import { keepAll } from '../journal.ts';
import { attributeWriter } from '../searchAttributes.ts';
import {
  type CampaignRun, digestDue, note, openRun, outlookDue, participantsOf, phaseAt, phaseStart, wakesAt,
} from './campaignRun.ts';
import { adoptAmendment, catchUpAmendments } from './amend.ts';
import { carryCampaign } from './carry.ts';
import { sendDigest, sendOutlook } from './digest.ts';
import { handleCampaign } from './handlers.ts';
import { cancelLines, settleOrganisers, startLines } from './lines.ts';
import { mailingDue, sendMailing, sendRest } from './mailing.ts';
import { phaseName, showCampaign } from './panel.ts';
import { isDraftStale, tells } from './tells.ts';

/** How long consolidation and archive wait for the records of the lines. Real time. */
const PATIENCE_MS = 600_000;

interface CampaignResult {
  readonly campaign: string;
  readonly cancelled: boolean;
  readonly archive: Digest | null;
}

/**
 * 活动: from planning through the activities to summary and archive. It starts the lines, gives the organiser one digest
 * a day, mails notice and summary, consolidates after `close`, and writes the archive.
 */
export async function campaign(input: CampaignInput): Promise<CampaignResult> {
  const desk: { run?: CampaignRun } = {};
  handleCampaign(() => desk.run, input.carried);
  const run = await CancellationScope.nonCancellable(() => open(input));
  desk.run = run;
  const write = attributeWriter();
  try {
    await catchUp(run.clock, catchUpAmendments(run));
    await startLines(run);
    await followCalendar(run, write);
    if (run.state.cancelled === undefined) await finish(run);
    else await stop(run);
  } catch (error) {
    if (!isCancellation(error)) throw error;
    await CancellationScope.nonCancellable(() => stop(run));
  }
  showCampaign(run, write);
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  return { campaign: input.campaign, cancelled: run.state.cancelled !== undefined, archive: run.state.archive ?? null };
}

async function open(input: CampaignInput): Promise<CampaignRun> {
  const { head, timeline } = await act.loadCampaign({
    head: input.head, ...(input.timeline === undefined ? {} : { timeline: input.timeline }),
  });
  return openRun(input, head, createClock(timeline, input.carried?.now, workflowInfo().startTime.getTime(), input.carried?.asked));
}

async function followCalendar(run: CampaignRun, write: ReturnType<typeof attributeWriter>): Promise<void> {
  while (run.clock.now() < phaseStart(run.head, 'archive') && run.state.cancelled === undefined) {
    await actNow(run);
    showCampaign(run, write);
    if (!hasWork(run)) await waitForNews(run);
    if (shouldRenew(run)) await renew(run);
  }
}

/** Everything that is due at this moment, one thing after the other. */
async function actNow(run: CampaignRun): Promise<void> {
  if (run.state.amending !== undefined) await adoptAmendment(run, run.state.amending);
  const now = run.clock.now();
  const phase = phaseAt(run.head, now);
  if (phase !== run.state.phase) note(run, { fact: 'phaseBegan', at: now, phase }, { phase });
  // Before the letters to everybody: whoever heard of it must not be told that it is overdue.
  await settleOwnTasks(run);
  if (mailingDue(run)) await sendMailing(run);
  if (digestDue(run, now)) await sendDigest(run);
  if (outlookDue(run, now)) await sendOutlook(run);
  if (consolidationDue(run)) await consolidate(run);
}

function hasWork(run: CampaignRun): boolean {
  const now = run.clock.now();
  return run.state.amending !== undefined || mailingDue(run) || digestDue(run, now) || outlookDue(run, now) || consolidationDue(run) || unsettled(run).length > 0;
}

async function waitForNews(run: CampaignRun): Promise<void> {
  const seen = run.changes;
  const when = wakesAt(run);
  await run.clock.until(when, () => run.changes !== seen || run.state.cancelled !== undefined, `等待 ${chineseInstant(when)}（${phaseName(phaseAt(run.head, run.clock.now()))}阶段）`);
}

function unsettled({ state }: CampaignRun): ('issueNotice' | 'approveSummary')[] {
  const done = state.settled ?? [];
  return [
    ...(state.notice !== undefined && !done.includes('issueNotice') ? ['issueNotice' as const] : []),
    ...(state.approved === true && !done.includes('approveSummary') ? ['approveSummary' as const] : []),
  ];
}

/** The organiser's tasks that end with `issue` and `approve`. */
async function settleOwnTasks(run: CampaignRun): Promise<void> {
  for (const by of unsettled(run)) {
    await settleOrganisers(run, by);
    run.state = { ...run.state, settled: [...run.state.settled ?? [], by] };
  }
}

function consolidationDue(run: CampaignRun): boolean {
  return run.state.draft === undefined ? run.clock.now() >= phaseStart(run.head, 'close') : isDraftStale(run.state);
}

/** Waits for the records of these lines; one that never answers is named and holds up nobody. */
async function records(run: CampaignRun, lines: readonly string[], what: string): Promise<Digest[]> {
  const missing = () => lines.filter((line) => run.state.news[line]?.record === undefined);
  if (!await condition(() => missing().length === 0 || run.state.cancelled !== undefined, run.clock.patience(PATIENCE_MS), { summary: what })) {
    note(run, { fact: 'linesUnanswered', at: run.clock.now(), lines: missing() });
  }
  return lines.flatMap((line) => run.state.news[line]?.record ?? []);
}

/** 汇总, after every participant's line has closed; again, without waiting, when the draft has become stale. */
async function consolidate(run: CampaignRun): Promise<void> {
  const lines = participantsOf(run.head);
  const found = run.state.draft === undefined
    ? await records(run, lines, '等待各报送线截止') : lines.flatMap((line) => run.state.news[line]?.record ?? []);
  if (run.state.cancelled !== undefined) return;
  const now = run.clock.now();
  const told = tells(run.state);
  const { draft } = await act.consolidate({ campaign: run.input.campaign, head: run.headDigest, records: found, asOf: now, ...told });
  note(run, { fact: 'consolidated', at: now, draft }, { draft, draftSays: JSON.stringify(told) });
}

/** After a stop over `close` the summary is still owed. */
async function finish(run: CampaignRun): Promise<void> {
  if (consolidationDue(run)) await consolidate(run);
  await sendRest(run);
  await archive(run);
}

/** 归档, after the organiser's own line has closed too. */
async function archive(run: CampaignRun): Promise<void> {
  const found = await records(run, run.head.lines.map(({ line }) => line), '等待组织方报送线截止');
  const now = run.clock.now();
  note(run, { fact: 'phaseBegan', at: now, phase: 'archive' }, { phase: 'archive' });
  const journal = await run.journal.keep();
  const written = await act.writeArchive({
    campaign: run.input.campaign, head: run.headDigest, records: found, journal: journal.chunk,
    draft: run.state.draft ?? null, approved: run.state.approved === true, asOf: now, ...tells(run.state),
  });
  note(run, { fact: 'archived', at: now, archive: written.archive }, { archive: written.archive });
}

/** The end by `cancel`, or by Cancel in the Web UI: letters stop first, then the lines. */
async function stop(run: CampaignRun): Promise<void> {
  if (run.state.cancelled === undefined) {
    const now = run.clock.now();
    note(run, { fact: 'cancelled', at: now }, { cancelled: now });
  }
  await act.stopLetters({ campaign: run.input.campaign });
  await cancelLines(run);
  await run.journal.keep();
}

function shouldRenew({ input }: CampaignRun): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > (input.renewAfter ?? Infinity);
}

async function renew(run: CampaignRun): Promise<never> {
  const journal = await keepAll(run.journal);
  return continueAsNew<typeof campaign>({ ...run.input, head: run.headDigest, carried: carryCampaign(run, journal) });
}

