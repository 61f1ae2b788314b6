import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { Store } from '../../../activities/store/store.ts';
import type { Audit } from '../../../campaign/audit/audit.ts';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import type { SourceFile } from '../../../campaign/definition/sources.ts';
import { InboxClient } from '../../../workers/local/inboxClient.ts';
import { chineseDay } from '../../../campaign/time/chinese.ts';
import { dayOf } from '../../../campaign/time/instant.ts';
import { campaignWorkflowId, lineWorkflowId } from '../../../workflows/contract.ts';
import type { Campaigns } from '../../campaigns.ts';
import type { Show } from '../display/show.ts';
import { type Check, checksOf } from '../figures/checks.ts';
import { expectedOf } from '../figures/expected.ts';
import { type RehearsalFigures, figuresOf } from '../figures/figures.ts';
import { type Ladder, laddersOf } from '../figures/ladders.ts';
import { loadOf } from '../load.ts';
import { writeScript } from '../script/script.ts';
import { simulate } from '../simulate.ts';
import { buildTimeline, shortest } from '../timeline.ts';
import { type Hosts, endure } from '../trouble/endure.ts';
import { roomFor } from '../trouble/room.ts';
import { badMonth } from '../trouble/month.ts';
import { playedIn } from '../trouble/played.ts';
import { troubleText } from '../trouble/tell.ts';
import { TROUBLES } from '../trouble/troubles.ts';
import { carryOut } from './deeds.ts';
import { gather } from './gather.ts';
import { type Anomaly, perform } from './perform.ts';
import { type Post, inboxPost, ledgerPost } from './post.ts';
import { readingsOf } from './readings.ts';
import { openWatch } from './watch.ts';

/** What a rehearsal runs on. */
export interface Place {
  readonly client: Client;
  readonly campaigns: Campaigns;
  readonly store: Store;
  readonly archiveFolder: string;
  /** Of the inbox, if it is ours. */
  readonly inboxApi: string | undefined;
  /** Once the campaign is there. */
  readonly onStarted?: () => Promise<void>;
  /** Of a rehearsal with troubles: what can be away. */
  readonly hosts?: Hosts;
}

export interface Wanted {
  /** The definition's own id. */
  readonly id: string;
  /** Renamed for the rehearsal. */
  readonly compiled: Compiled;
  readonly files: readonly SourceFile[];
  readonly minutes: number;
  readonly seed: number;
}

export interface Outcome {
  readonly figures: RehearsalFigures;
  readonly checks: readonly Check[];
  readonly anomalies: readonly Anomaly[];
  readonly ladders: readonly Ladder[];
  readonly summaryFile: string | undefined;
  readonly audit: Audit;
  /** What went wrong on purpose. */
  readonly troubles: readonly string[];
}

/** Storing the plans and starting the lines takes this long, in real time, before the first moment. */
const START_MS = 1_500;
const START_LINE_MS = 40;
/** Where little lateness is forgiven, everything gets more room. */
const UNHURRIED = 3;
/** Events after which a workflow goes on in a new run: one that leaves the worker's cache is replayed, and the others wait. */
const RENEW_AFTER = 1_000;

/** Runs one campaign from its first phase to its archive, with everybody in it. */
export async function rehearse(wanted: Wanted, place: Place, show: Show, signal: AbortSignal): Promise<Outcome> {
  const { compiled: { plan: original }, files, seed } = wanted;
  const { hosts } = place;
  const month = hosts === undefined ? undefined : badMonth(wanted, seed);
  const { outages, revisions, plan } = month ?? { outages: [], revisions: [], plan: original };
  const script = writeScript(original, seed, month === undefined ? undefined : { month, troubles: TROUBLES });
  const simulated = simulate(original, script.acts, revisions);
  const load = loadOf(plan, script.acts, simulated);
  const needed = (hosts === undefined ? 1 : UNHURRIED) * shortest(plan, load);
  const minutes = Math.max(wanted.minutes, needed);
  if (minutes > wanted.minutes) show.say(`${hosts === undefined ? '活动规模较大' : '制造故障时误点不补'}，${String(wanted.minutes)} 分钟来不及办理，本次演练约需 ${minutes.toFixed(1)} 分钟。`);
  const leadMs = (hosts === undefined ? 1 : UNHURRIED) * (START_MS + START_LINE_MS * plan.lines.length);
  const startReal = Date.now() + leadMs;
  const undisturbed = buildTimeline(plan, { startReal, minutes, load });
  const timeline = hosts === undefined || month === undefined ? undisturbed : roomFor(undisturbed, month, hosts.worker.startupMs, minutes / needed);
  const endReal = timeline.points.at(-1)?.real ?? startReal;
  const post = postOf(place, plan.campaign);
  const ended = new AbortController();
  const run = AbortSignal.any([signal, ended.signal]);
  const status = () => place.campaigns.status(plan.campaign);
  // Also who is removed later: the tables count it.
  const participants = [...new Map([original, ...revisions.map((revision) => revision.plan)].flatMap((each) => each.participants.map((one) => [one.id, one]))).values()];
  const watch = openWatch({ plan: { ...plan, participants }, title: plan.title, timeline, totalMs: leadMs + endReal - startReal, simulated, post, status, signal: run });
  show.begin(() => watch.model(), (line) => { watch.say(line); });
  show.say(`演练编号 ${plan.campaign}：另开终端可随时查看、办理，例如 npx campaign status ${plan.campaign}`);
  try {
    await place.campaigns.start({ compiled: wanted.compiled, files, timeline, renewAfter: RENEW_AFTER });
    await place.onStarted?.();
    const over = new AbortController();
    const finished = completed(place.client, plan.campaign, run).finally(() => { over.abort(); });
    finished.catch(() => undefined); // heard below, after the actors
    const endured = hosts === undefined ? undefined : endure(outages, timeline, hosts, (line) => { show.say(line); }, AbortSignal.any([run, over.signal]));
    endured?.catch(() => undefined); // heard below, like the campaign's end
    const anomalies = await perform({
      script, timeline, post, over: over.signal, 
      // In a bad month people answer by the calendar: letters that do not come would keep them for weeks.
      readings: hosts === undefined ? readingsOf(script.acts, simulated) : new Map(), signal: run, onDone: (act) => {
        watch.done(act);
        const told = troubleText(act, revisions, watch.nameOf, watch.titleOf);
        if (told !== undefined) show.say(`${chineseDay(dayOf(act.at))}　${told}`);
      },
      carryOut: (act, updateId) => carryOut({
        campaigns: place.campaigns, store: place.store, archive: place.archiveFolder, plan, revisions, seed,
      }, act, updateId),
      isDrafted: async () => (await status()).summary.draft !== null,
    });
    await finished;
    await endured;
    const evidence = await gather({
      store: place.store, plans: [original, ...revisions.map((revision) => revision.plan)], timeline, post, isOurInbox: place.inboxApi !== undefined, folder: archiveOf(place.archiveFolder, plan.campaign),
    });
    const figures = figuresOf(wanted.id, seed, evidence);
    const audit = await place.campaigns.audit(plan.campaign, { campaign: evidence.whole, ...(evidence.inbox === undefined ? {} : { inbox: evidence.inbox }) });
    return {
      figures, checks: [...checksOf(figures, evidence, expectedOf([original, ...revisions.map((revision) => revision.plan)], simulated), anomalies, month), ...unapproved(evidence.whole)], anomalies,
      ladders: laddersOf(plan, script.runners, evidence.journals), summaryFile: evidence.summaryFile, audit, troubles: month === undefined ? [] : playedIn(month, script.acts),
    };
  } catch (error) {
    // Nobody will go on with it: without this its workflows would wait for a worker for ever.
    await terminate(place.client, plan.campaign, plan.lines.map(({ line }) => line));
    throw error;
  } finally {
    ended.abort();
    show.end();
  }
}

function postOf({ inboxApi, store }: Place, campaign: string): Post {
  return inboxApi === undefined ? ledgerPost(store, campaign) : inboxPost(new InboxClient(inboxApi), campaign);
}

/** A concern that nobody answered, for example: the archive then holds the summary as a draft. */
function unapproved(journal: readonly { readonly fact: string }[]): Check[] {
  return journal.some(({ fact }) => fact === 'summaryApproved') ? [] : [{ what: '全国总结到归档时仍未审定（归档中已注明）', ok: false, isNote: true }];
}

/** The campaign has ended: its archive is written. */
async function completed(client: Client, campaign: string, signal: AbortSignal): Promise<void> {
  await client.withAbortSignal(signal, () => client.workflow.getHandle(campaignWorkflowId(campaign)).result());
}

async function terminate(client: Client, campaign: string, lines: readonly string[]): Promise<void> {
  const ids = [campaignWorkflowId(campaign), ...lines.map((line) => lineWorkflowId(campaign, line))];
  await client.withDeadline(Date.now() + 10_000, () => Promise.allSettled(ids.map((id) => client.workflow.getHandle(id).terminate('rehearsal stopped'))));
}

/** Where the archive of a rehearsal lies. */
export function archiveOf(archiveFolder: string, campaign: string): string {
  return join(archiveFolder, campaign);
}
