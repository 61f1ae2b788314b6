import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { definitionReference, isStopped, openMarker, setLatest, timelineReference } from '../activities/store/campaignStore.ts';
import { putDocument } from '../activities/store/documents.ts';
import type { Compiled } from '../campaign/definition/compile/compile.ts';
import { headOf } from '../campaign/definition/head.ts';
import type { CampaignPlan, Roster } from '../campaign/definition/plan.ts';
import type { SourceFile } from '../campaign/definition/sources.ts';
import { chineseDate, chineseInstant } from '../campaign/time/chinese.ts';
import { dayOf, fromMillis } from '../campaign/time/instant.ts';
import { type Timeline, nominalAt } from '../campaign/time/timeline.ts';
import { CAMPAIGN_WORKFLOW, type CampaignHead, type CampaignInput, campaignWorkflowId } from '../workflows/contract.ts';
import { endedByHand, rememberedBy } from './earlierRun.ts';
import { stateOf } from './gone.ts';
import { inGroups } from './lineQueue.ts';
import { Refused } from './refused.ts';
import { continuing } from './restart.ts';
import { type Room, inTime } from './room.ts';
import { explained } from './serverErrors.ts';

interface StartOptions {
  readonly compiled: Compiled;
  /** The definition's files, kept for the archive. */
  readonly files: readonly SourceFile[];
  /** A rehearsal's; production runs on the clock. */
  readonly timeline?: Timeline;
  /** Continue as new after so many events, if the server does not suggest it earlier. */
  readonly renewAfter?: number;
}

interface Started {
  readonly campaign: string;
  /** 报送线, the organiser's own included. */
  readonly lines: number;
}

type State = Awaited<ReturnType<typeof stateOf>>;

/** Plans are small; more at a time would only wait for the disk. */
const WRITES = 16;
const CAMPAIGN_ID = defineSearchAttributeKey('CampaignId', 'KEYWORD');

/** Stores everything a campaign stands on, then starts it. @throws Refused if it is over already, or runs. */
export async function startCampaign(room: Room, options: StartOptions): Promise<Started> {
  const before = await refuseStart(room, options.compiled.plan, options);
  await room.prepare();
  const compiled = await continuing(room, options.compiled, nominalAt(options.timeline ?? null, Date.now()));
  const { plan } = compiled;
  const carried = endedByHand(before) ? await rememberedBy(room, plan.campaign, plan.revision) : undefined;
  const input = { ...await keepAll(room, { ...options, compiled }), ...(carried === undefined ? {} : { carried }) };
  await openMarker(room.store, plan.campaign);
  try {
    await inTime(room, () => room.client.workflow.start(CAMPAIGN_WORKFLOW, {
      workflowId: campaignWorkflowId(plan.campaign), taskQueue: room.taskQueue, args: [input],
      staticSummary: plan.title, staticDetails: detailsOf(plan),
      typedSearchAttributes: [{ key: CAMPAIGN_ID, value: plan.campaign }],
    }));
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) throw alreadyRuns(plan.campaign);
    throw explained(error);
  }
  return { campaign: plan.campaign, lines: plan.lines.length };
}

/** Gives the state of the run before, if there was one: what is terminated may be started again after its close too. */
export async function refuseStart(room: Room, plan: CampaignPlan, { compiled, timeline }: StartOptions): Promise<State> {
  if (compiled.findings.length > 0) throw new Refused('活动定义还有问题，不能启动。请先用 check 查看并改正。');
  const close = plan.phases.find(({ name }) => name === 'close')?.at;
  const now = fromMillis(Date.now());
  const before = await stateOf(room, campaignWorkflowId(plan.campaign));
  if (!endedByHand(before) && timeline === undefined && close !== undefined && close <= now) {
    throw new Refused(
      `活动 ${plan.campaign} 已于${chineseDate(dayOf(close))}截止报送，现在是${chineseDate(dayOf(now))}，不能启动。`
      + '请把定义中的日期改到今后；如只想看它怎样运行，请用 npx campaign rehearse 演练。',
    );
  }
  if (before === 'RUNNING') throw alreadyRuns(plan.campaign);
  // Its receipts and letters are on record: a new run would count from nothing and be contradicted by both.
  if (await isStopped(room.store, plan.campaign)) {
    throw new Refused(
      `活动 ${plan.campaign} 已取消，已发函件和回执仍按此标识登记，不能以同一标识重来。请在定义中换一个 id（例如 ${plan.campaign}-2）后再启动。`,
    );
  }
  return before;
}

function alreadyRuns(campaign: string): Refused {
  return new Refused(`活动 ${campaign} 已经在运行，不能重复启动。请用 npx campaign status ${campaign} 查看；确需重来，请在定义中换一个 id。`);
}

/** What a plan and its definition become in the store: the roster is personal, a nonce goes with it. */
export async function keepPlan({ store }: Pick<Room, 'store'>, plan: CampaignPlan, { roster, files }: { readonly roster: Roster; readonly files: readonly SourceFile[] }) {
  const slices = await inGroups(plan.lines, WRITES, (line) => putDocument(store, line));
  const [whole, contacts, definition] = await Promise.all([
    putDocument(store, plan), putDocument(store, roster, { guessable: true }), putDocument(store, files, { guessable: true }),
  ]);
  return { head: headOf(plan, slices, whole) satisfies CampaignHead, roster: contacts, definition };
}

/** Nothing is referenced before it is stored. */
async function keepAll(room: Room, { compiled: { plan, roster }, files, timeline, renewAfter }: StartOptions): Promise<CampaignInput> {
  const { store } = room;
  const kept = await keepPlan(room, plan, { roster, files });
  const head = await putDocument(store, kept.head);
  const time = timeline === undefined ? undefined : await putDocument(store, timeline);
  await setLatest(store, plan.campaign, 'plan', kept.head.plan);
  await setLatest(store, plan.campaign, 'roster', kept.roster);
  await store.setReference(definitionReference(plan.campaign), kept.definition);
  if (time !== undefined) await store.setReference(timelineReference(plan.campaign), time);
  return {
    campaign: plan.campaign, head, ...(time === undefined ? {} : { timeline: time }), ...(renewAfter === undefined ? {} : { renewAfter }),
  };
}

const PHASES: Readonly<Record<CampaignPlan['phases'][number]['name'], string>> = {
  planning: '筹备', activities: '开展活动', summarisation: '总结', close: '报送截止', archive: '归档',
};

function detailsOf(plan: CampaignPlan): string {
  const tasks = plan.lines.reduce((sum, line) => sum + line.tasks.length, 0);
  return [
    `主题：${plan.theme}`, '',
    `参与单位 ${String(plan.participants.length)} 个，报送事项 ${String(tasks)} 项。`, '',
    ...plan.phases.map(({ name, at }) => `- ${PHASES[name]}：${chineseDate(dayOf(at))} ${chineseInstant(at).slice(-5)}`),
  ].join('\n');
}
