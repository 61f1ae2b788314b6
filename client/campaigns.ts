import type { Client } from '@temporalio/client';
import type { Store } from '../activities/store/store.ts';
import { audit } from '../campaign/audit/audit.ts';
import type { Instant } from '../campaign/time/instant.ts';
import { TASK_QUEUE } from '../workflows/contract.ts';
import { amendCampaign, definitionOf, previewAmendment } from './amend.ts';
import { callList, callsAmong } from './calls.ts';
import { announce, approveSummary, cancelCampaign, holdLetters, issueNotice } from './campaignCommands.ts';
import { listCases, selectCase } from './cases.ts';
import { answerConcern, listConcerns, recordConcern } from './concerns.ts';
import { summaryDraft } from './summaryDraft.ts';
import { type Elsewhere, gatherEvidence } from './evidence.ts';
import { journalOf } from './journals.ts';
import { viewLead } from './lead.ts';
import { acknowledge, decideExtension, delegate, putAside, release, remind, requestExtension, resume, review } from './lineCommands.ts';
import { viewOrganiser } from './organiser.ts';
import { type Overview, createOverviews } from './overview.ts';
import { outstanding } from './planning.ts';
import { noteReceived, submitReport, withdrawReport } from './reports.ts';
import { purgeFile, quarantineFile } from './removals.ts';
import { type Room, createRoom } from './room.ts';
import { untilRunning } from './running.ts';
import { showReport } from './shownReport.ts';
import { refuseStart, startCampaign } from './start.ts';
import { lineStatuses, listed, oneLine, statusOf } from './statuses.ts';
import { lettersAheadOf, liftStrike, strikeLetter } from './strikes.ts';
import { keepSupplement } from './supplements.ts';
import { bearerOf, issueToken, listUnitTokens, revokeTokens } from './tokens.ts';
import { revokeUnitLinks, unitsOfMailbox } from './unitLinks.ts';
import { viewUnit } from './units.ts';
import { wholeLetter } from './wholeLetter.ts';

/** Everything people and programs do with campaigns. Whatever is refused throws `Refused` with the sentence for the person. */
export type Campaigns = ReturnType<typeof createCampaigns>;

interface CampaignsOptions {
  readonly client: Client;
  readonly store: Store;
  readonly taskQueue?: string;
  /** Puts in place what a start needs on the server (workers/searchAttributes.ts). */
  readonly prepare?: () => Promise<void>;
}

/** The facade over one Temporal namespace and the store that belongs to it. */
export function createCampaigns({ client, store, taskQueue = TASK_QUEUE, prepare = () => Promise.resolve() }: CampaignsOptions) {
  const room = createRoom({ client, store, taskQueue, prepare });
  const overviews = createOverviews(room);
  return {
    start: (options: Parameters<typeof startCampaign>[1]) => startCampaign(room, options),
    /** Whether it would be refused, by the calendar or because it runs, before anything is done. @throws Refused */
    requireStartable: async (options: Parameters<typeof startCampaign>[1]): Promise<void> => { await refuseStart(room, options.compiled.plan, options); },
    untilRunning: (campaign: string, tell: Parameters<typeof untilRunning>[2], patienceMs?: number) => untilRunning(room, campaign, tell, patienceMs),
    plan: (campaign: string) => room.plans.latest(campaign),
    list: () => listed(room),
    status: (campaign: string) => statusOf(room, campaign),
    /** `asOf` is for lines that have not started: they stand as planned at that instant. */
    lineStatuses: async (campaign: string, asOf?: Instant) => lineStatuses(room, campaign, asOf ?? (await statusOf(room, campaign)).asOf),
    /** One line, asked itself. */
    lineStatus: of(room, oneLine),
    /** How everything stands, fresh within two seconds and cheap to ask for again and again. */
    overview: (campaign: string) => overviews(campaign),
    /** The organiser's own name, and who speaks for it. */
    organiser: (campaign: string) => viewOrganiser(room, campaign),
    /** Of a line, or without one of the campaign itself. */
    journal: (campaign: string, line?: string) => journalOf(room, campaign, line),
    /** What a unit is asked for and has sent, as its own pages show it. */
    unit: of(room, viewUnit),
    /** A participant's units, as its contact leads them. */
    lead: of(room, viewLead),
    /** The units whose letters may go to this mailbox. */
    unitsOfMailbox: of(room, unitsOfMailbox),
    /** No link sent to the unit so far works any more. */
    revokeLinks: of(room, revokeUnitLinks),
    /** By which a unit's own program reports. */
    issueToken: of(room, issueToken),
    revokeTokens: of(room, revokeTokens),
    tokens: (campaign: string) => listUnitTokens(room, campaign),
    bearer: (token: string) => bearerOf(room, token),
    /** Checks every property over what the campaign left behind. */
    audit: async (campaign: string, elsewhere?: Elsewhere) => audit(await gatherEvidence(room, campaign, elsewhere)),

    report: of(room, submitReport),
    received: of(room, noteReceived),
    /** After the line has closed. */
    supplement: of(room, keepSupplement),
    withdraw: of(room, withdrawReport),
    acknowledge: of(room, acknowledge),
    review: of(room, review),
    /** A report as its reviewer sees it. */
    shown: of(room, showReport),
    quarantine: of(room, quarantineFile),
    purge: <Letter>(campaign: string, options: Parameters<typeof purgeFile<Letter>>[2]) => purgeFile(room, campaign, options),
    requestExtension: of(room, requestExtension),
    decideExtension: of(room, decideExtension),
    delegate: of(room, delegate),
    exempt: (campaign: string, options: Parameters<typeof putAside>[3]) => putAside(room, campaign, 'exempt', options),
    suspend: (campaign: string, options: Parameters<typeof putAside>[3]) => putAside(room, campaign, 'suspend', options),
    resume: of(room, resume),
    release: of(room, release),
    remind: of(room, remind),

    /** The files of the definition it runs by. */
    definition: async (campaign: string) => definitionOf(room, campaign),
    previewAmendment: of(room, previewAmendment),
    amend: of(room, amendCampaign),
    calls: (campaign: string) => callList(room, campaign),
    /** The same from an overview, asking no line. */
    callsIn: ({ plan, lines, now }: Overview) => callsAmong(room, { plan, lines: lines.values(), now }),
    lettersAhead: (campaign: string) => lettersAheadOf(room, campaign),
    /** One of them, with everything it is written from. */
    letter: of(room, wholeLetter),
    strike: of(room, strikeLetter),
    lift: of(room, liftStrike),

    issueNotice: of(room, issueNotice),
    /** Whom the notice waits for. */
    outstanding: (campaign: string) => outstanding(room, campaign),
    announce: of(room, announce),
    /** What it would approve. */
    summaryDraft: (campaign: string) => summaryDraft(room, campaign),
    approveSummary: (campaign: string, options?: Parameters<typeof approveSummary>[2]) => approveSummary(room, campaign, options),
    recordConcern: of(room, recordConcern),
    answerConcern: of(room, answerConcern),
    concerns: (campaign: string) => listConcerns(room, campaign),
    selectCase: of(room, selectCase),
    cases: (campaign: string) => listCases(room, campaign),
    cancel: (campaign: string, options?: Parameters<typeof cancelCampaign>[2]) => cancelCampaign(room, campaign, options),
    hold: (campaign: string) => holdLetters(room, campaign, true),
    unhold: (campaign: string) => holdLetters(room, campaign, false),
  };
}

function of<Options, Result>(
  room: Room, command: (room: Room, campaign: string, options: Options) => Promise<Result>,
): (campaign: string, options: Options) => Promise<Result> {
  return (campaign, options) => command(room, campaign, options);
}
