import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/common';
import { ParentClosePolicy, getExternalWorkflowHandle, startChild } from '@temporalio/workflow';
import { act } from '../activities.ts';
import {
  AMEND_SIGNAL, type Amending, CANCEL_SIGNAL, type CampaignHead, LINE_WORKFLOW, type LineInput, SETTLE_SIGNAL, TELL_SIGNAL, lineWorkflowId,
} from '../contract.ts';
import { CAMPAIGN_ID, PARTICIPANT } from '../searchAttributes.ts';
import { type CampaignRun, hear, note } from './campaignRun.ts';

/** Children started at once. */
const GROUP = 50;

/** One line per participant, and the organiser's. A line that runs already, or has closed, is adopted: the campaign never depends on it. */
export async function startLines(run: CampaignRun): Promise<void> {
  const waiting = run.head.lines.filter(({ line }) => !run.started.has(line));
  const adopted: string[] = [];
  for (let from = 0; from < waiting.length; from += GROUP) {
    const group = waiting.slice(from, from + GROUP);
    const results = await Promise.all(group.map((line) => startLine(run, line)));
    adopted.push(...group.flatMap(({ line }, index) => (results[index] === 'adopted' ? [line] : [])));
    run.started = new Set([...run.started, ...group.map(({ line }) => line)]);
  }
  if (waiting.length > 0) note(run, { fact: 'linesStarted', at: run.clock.now(), lines: waiting.length, adopted: adopted.length });
  if (adopted.length === 0) return;
  for (const news of await act.lastWords({ campaign: run.input.campaign, lines: adopted })) hear(run, news);
}

async function startLine(run: CampaignRun, line: CampaignRun['head']['lines'][number]): Promise<'started' | 'adopted'> {
  const { campaign, timeline, renewAfter } = run.input;
  const input: LineInput = {
    campaign, line: line.line, plan: line.plan, since: run.clock.now(), ...(timeline === undefined ? {} : { timeline }),
    ...(renewAfter === undefined ? {} : { renewAfter }),
  };
  try {
    await startChild(LINE_WORKFLOW, {
      workflowId: lineWorkflowId(campaign, line.line), args: [input], parentClosePolicy: ParentClosePolicy.ABANDON,
      // One that has closed, or was terminated, stays so: begun anew it would know of no report. Reset is the way back.
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      staticSummary: `${line.name} · 报送线`,
      staticDetails: `${run.head.title}：${line.name}的各报送事项，从布置、提醒到收悉。详见 Current Details。`,
      typedSearchAttributes: [
        { key: CAMPAIGN_ID, value: campaign }, { key: PARTICIPANT, value: line.name },
      ],
    });
    return 'started';
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await signal(lineWorkflowId(campaign, line.line), TELL_SIGNAL);
    if (run.head.revision > 1) await tellPlans(run, [line]);
    return 'adopted';
  }
}

/** The organiser's own tasks that end with a command of the campaign. */
export async function settleOrganisers(run: CampaignRun, by: 'issueNotice' | 'approveSummary'): Promise<void> {
  await signal(lineWorkflowId(run.input.campaign, 'organiser'), SETTLE_SIGNAL, by);
}

/** Lines that run hear of their new plan; one that has closed needs none. */
export async function tellPlans(run: CampaignRun, lines: CampaignHead['lines']): Promise<void> {
  const told = Date.now();
  for (let from = 0; from < lines.length; from += GROUP) {
    await Promise.all(lines.slice(from, from + GROUP).map(({ line, plan }) => (
      signal(lineWorkflowId(run.input.campaign, line), AMEND_SIGNAL, { plan, revision: run.head.revision, told } satisfies Amending))));
  }
}

/** Every line ends; what it has goes to its record. */
export async function cancelLines(run: CampaignRun): Promise<void> {
  const lines = [...run.started];
  for (let from = 0; from < lines.length; from += GROUP) {
    await Promise.all(lines.slice(from, from + GROUP).map((line) => signal(lineWorkflowId(run.input.campaign, line), CANCEL_SIGNAL)));
  }
}

/** A line that is closed or gone needs no signal. */
async function signal(workflowId: string, name: string, ...args: unknown[]): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(name, ...args);
  } catch {
    // closed
  }
}
