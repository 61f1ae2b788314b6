import { defineQuery, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { openConcerns } from '../../campaign/line/concerns.ts';
import { unconfirmedLeads } from '../../campaign/line/leads.ts';
import { NO_FIGURES } from '../../campaign/line/outcome.ts';
import { type Instant, isInstant } from '../../campaign/time/instant.ts';
import {
  type Answer, CAMPAIGN_UPDATES, CHANGED_QUERY, type CampaignCarried, type CampaignStatus, type CampaignUpdate, type Changed, HOLD_SIGNAL, JOURNAL_QUERY, type JournalPage,
  type LineNews, NEWS_SIGNAL, OUTLOOK_QUERY, REMEMBERED_QUERY, type Remembered, STATUS_QUERY,
} from '../contract.ts';
import { args, askedAt, digest, nothingElse, optional } from '../guards.ts';
import { type Decided, onUpdate, opened, untilOpen } from '../updates.ts';
import { afterAmendments, followingOf, handleAmendment } from './amend.ts';
import { type CampaignRun, aheadOf, figuresOf, hear, note, participantNews, participantsOf, phaseAt, phaseStart, wakesAt } from './campaignRun.ts';
import { byIds, remember } from './carry.ts';
import { changedSince } from './changed.ts';
import type { CampaignFact } from './facts.ts';
import { mailToAll } from './mailing.ts';
import { chinese } from './refusals.ts';
import { handleSteering } from './steering.ts';
import { isDraftStale } from './tells.ts';

const DESCRIPTIONS: Readonly<Record<CampaignUpdate, string>> = {
  issueNotice: '印发通知：{"document":摘要值}（请用 campaign issue）',
  approveSummary: '审定并印发总结',
  cancel: '取消活动：停止一切函件',
};

/** Handlers come first: what arrives before the plan is open waits. `before`: what the run before left, all there is until then. */
export function handleCampaign(current: () => CampaignRun | undefined, before: CampaignCarried | undefined): void {
  for (const update of CAMPAIGN_UPDATES) {
    onUpdate(update, {
      description: DESCRIPTIONS[update],
      isOpen: () => current() !== undefined,
      seen: () => opened(current()).seen,
      turn: () => afterAmendments(opened(current())),
      check: (input) => {
        askedAt(input ?? {});
        read(update, input);
      },
      decide: (input) => {
        const run = opened(current());
        return decide(run, update, read(update, input), askedAt(input ?? {}));
      },
    });
  }
  handleAmendment(current);
  handleSteering(current);
  setHandler(defineSignal<[LineNews]>(NEWS_SIGNAL), async (news) => {
    await untilOpen(() => current() !== undefined);
    hear(opened(current()), news);
  }, { description: '报送线的状态' });
  setHandler(defineSignal<[boolean]>(HOLD_SIGNAL), async (held) => {
    await untilOpen(() => current() !== undefined);
    const run = opened(current());
    note(run, { fact: held ? 'held' : 'unheld', at: run.clock.entered() }, { held });
  }, { description: '暂停或恢复发函（以存储中的标记为准）' });
  setHandler(defineQuery<CampaignStatus | null>(STATUS_QUERY), () => statusOf(current()), { description: '活动总体状态' });
  setHandler(defineQuery(OUTLOOK_QUERY), () => {
    const run = current();
    return run === undefined ? null : aheadOf(run, run.clock.entered());
  }, { description: '拟发函件：今日尚未发出的和下一工作日的' });
  setHandler(defineQuery<Changed | null, [unknown?]>(CHANGED_QUERY), (input) => {
    const run = current();
    return run === undefined ? null : changedSince(run, workflowInfo().runId, typeof input === 'object' && input !== null && 'since' in input ? input.since : undefined);
  }, { description: '此后有变化的报送线：{"since":{"run","number"}}' });
  setHandler(defineQuery<Remembered | null>(REMEMBERED_QUERY), () => {
    const run = current();
    if (run !== undefined) return remember(run);
    return before === undefined ? null : { carried: byIds(before), facts: [] };
  }, { description: '终止后重新启动时接续所需的状态' });
  setHandler(defineQuery<JournalPage | null>(JOURNAL_QUERY), () => current()?.journal.page() ?? null, { description: '流水' });
}

interface Given {
  /** Of the notice. */
  readonly document?: string;
  /** The draft that a person read and approves: what was approved once is approved again after a Reset, in the same words. */
  readonly draft?: string;
}

function read(update: CampaignUpdate, input: unknown): Given {
  const from = args(input ?? {});
  if (update === 'issueNotice') {
    const document = digest(from, 'document');
    nothingElse(from, ['document']);
    return { document };
  }
  if (update === 'approveSummary') {
    nothingElse(from, ['draft']);
    return optional(from, 'draft', digest);
  }
  nothingElse(from, []);
  return {};
}

function decide(run: CampaignRun, update: CampaignUpdate, given: Given, asked: number | undefined): Decided {
  const now = run.clock.entered(asked);
  const refused = refusal(run, update, given, run.clock.isAgain(asked), now);
  if (refused !== undefined) {
    note(run, { fact: 'refused', at: now, command: update, why: refused });
    return { key: update, refused };
  }
  return { key: update, answer: answer(now, carryOut(run, update, given, now)) };
}

/** Why not; undefined if nothing speaks against it. */
function refusal(run: CampaignRun, update: CampaignUpdate, { draft }: Given, isAgain: boolean, now: Instant): string | undefined {
  const { state, head } = run;
  if (state.cancelled !== undefined) return chinese.cancelled(state.cancelled);
  if (update === 'cancel' && state.phase === 'archive') return chinese.archiving(phaseStart(head, 'archive'));
  if (update === 'issueNotice') {
    if (state.notice !== undefined) return chinese.noticeIssued();
    const silent = participantsOf(head).filter((line) => state.news[line] === undefined);
    if (silent.length > 0) return chinese.linesNotReady(silent.length);
    const news = participantsOf(head).flatMap((line) => state.news[line] ?? []);
    const against = news.flatMap(({ disagreed = [] }) => disagreed);
    const open = news.filter(({ uncountersigned, disagreed = [] }) => uncountersigned > disagreed.length).map(({ line }) => line);
    if (open.length + against.length > 0) return chinese.uncountersigned(open, against);
    // In a rehearsal nobody is asked who really leads.
    const leads = run.input.timeline === undefined ? unconfirmedLeads(head.inferred ?? [], news.flatMap(({ confirmed = [] }) => confirmed)) : [];
    if (leads.length > 0) return chinese.leadsInferred(leads.map(({ action }) => action));
  }
  if (update === 'approveSummary') {
    if (state.approved === true) return chinese.summaryApproved();
    const close = head.phases.find(({ name }) => name === 'close')?.at;
    // Approved before a Reset, though nothing is drafted yet in this run. Nobody else has seen a draft.
    const wasApproved = draft !== undefined && isAgain && close !== undefined && now >= close;
    if (state.draft === undefined && !wasApproved) return chinese.noDraft(close);
    const concerns = openConcerns(state.concerns ?? []);
    if (concerns.length > 0) return chinese.concernsOpen(concerns);
    if (isDraftStale(state) || (state.draft ?? draft) !== (draft ?? state.draft)) return chinese.draftStale();
  }
  return undefined;
}

function carryOut(run: CampaignRun, update: CampaignUpdate, { document = '', draft = run.state.draft ?? '' }: Given, now: Instant): CampaignFact['fact'] {
  const { mailings } = run.state;
  switch (update) {
    case 'issueNotice':
      note(run, { fact: 'noticeIssued', at: now, document }, { notice: document, mailings: [...mailings, mailToAll(run, 'notice', document, now)] });
      return 'noticeIssued';
    case 'approveSummary':
      note(run, { fact: 'summaryApproved', at: now, draft }, { draft, approved: true, mailings: [...mailings, mailToAll(run, 'summary', draft, now)] });
      return 'summaryApproved';
    case 'cancel':
      note(run, { fact: 'cancelled', at: now }, { cancelled: now });
      return 'cancelled';
  }
}

function answer(at: Instant, fact: string): Answer {
  return { at, facts: [fact] };
}

function statusOf(run: CampaignRun | undefined): CampaignStatus | null {
  if (run === undefined) return null;
  const { head, state } = run;
  const now = run.clock.entered();
  return {
    campaign: run.input.campaign, title: head.title, phase: phaseAt(head, now), asOf: now, revision: head.revision,
    held: state.held === true, notice: state.notice ?? null,
    summary: { draft: state.draft ?? null, approved: state.approved === true }, archive: state.archive ?? null,
    concerns: state.concerns ?? [], cases: state.cases ?? {},
    figures: figuresOf(participantNews(state)),
    lines: head.lines.map(({ line, name, relation }) => {
      const news = state.news[line];
      return {
        line, name, relation, figures: news?.figures ?? NO_FIGURES, overdue: news?.overdue ?? 0, level: news?.level ?? null,
        attention: news?.attention ?? [], closed: news?.record !== undefined,
      };
    }),
    next: isInstant(wakesAt(run)) ? wakesAt(run) : null, running: Object.keys(state.news).length, following: followingOf(run),
  };
}
