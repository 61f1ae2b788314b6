import { type Instant, type TimeOfDay, at, dayOf, earlier } from '../../campaign/time/instant.ts';
import { nextOpening, isSendingTime } from '../../campaign/time/sendingHours.ts';
import { isAwkward, isWorkingDay, shift } from '../../campaign/time/workingDays.ts';
import { type Figures, NO_FIGURES, addFigures } from '../../campaign/line/outcome.ts';
import { ORGANISER, withRules } from '../../campaign/line/plan.ts';
import type { Clock } from '../clock.ts';
import type { CampaignHead, CampaignInput, CampaignState, Digest, LineNews, OfficeItem } from '../contract.ts';
import { type Journal, openJournal } from '../journal.ts';
import { type Kept, type SeenUpdates, seenUpdates } from '../updates.ts';
import { CAMPAIGN_STATE_VERSION, campaignStateOf } from './carry.ts';
import type { CampaignFact } from './facts.ts';

/** 明日拟发: when the office hears what leaves tomorrow. */
const OUTLOOK: TimeOfDay = '16:00';
/** Minutes until the campaign's own letters are tried again. */
const RETRY_MINUTES = 10;

/** A line has so many tasks, a campaign ever more cases and concerns: the last answers of each kind, however many there are. */
const SEEN: Kept = { most: 16, of: (key) => key.replace(/\/.*/, '') };

/** The campaign as it runs. */
export interface CampaignRun {
  readonly input: CampaignInput;
  /** The present plan, and its digest: amending changes both. */
  head: CampaignHead;
  headDigest: Digest;
  readonly clock: Clock;
  readonly journal: Journal<CampaignFact>;
  readonly seen: SeenUpdates;
  started: ReadonlySet<string>;
  state: CampaignState;
  /** Rises with everything heard and done: what the loop waits for. */
  changes: number;
  /** How far it had risen when each line was heard last, and when the campaign itself did something: for who watches (changed.ts). */
  readonly heardAt: Map<string, number>;
  notedAt: number;
}

export function openRun(input: CampaignInput, head: CampaignHead, clock: Clock): CampaignRun {
  const { carried } = input;
  return {
    input, head: withRules(head), headDigest: input.head, clock,
    journal: openJournal<CampaignFact>(input.campaign, '', carried?.journal),
    seen: seenUpdates(carried?.seen ?? [], SEEN),
    started: new Set(carried?.allStarted === true ? head.lines.map(({ line }) => line) : carried?.started),
    state: carried !== undefined ? campaignStateOf(carried, head) : { version: CAMPAIGN_STATE_VERSION, phase: '', news: {}, pending: [], mailings: [] },
    changes: 0, heardAt: new Map(), notedAt: 0,
  };
}

/** Notes a fact and what it changes. */
export function note(run: CampaignRun, fact: CampaignFact, change: Partial<CampaignState> = {}): void {
  run.journal.add(fact);
  run.state = { ...run.state, ...change };
  run.notedAt = run.changes += 1;
}

/** 报送线 tell their state by number, latest wins; items for the office come once each. */
export function hear(run: CampaignRun, news: LineNews): void {
  const known = run.state.news[news.line];
  if (known !== undefined && known.number >= news.number) return;
  const { office, facts: _, ...rest } = news;
  run.state = {
    ...run.state,
    news: { ...run.state.news, [news.line]: { ...rest, office: [] } },
    pending: [...run.state.pending, ...office],
  };
  run.heardAt.set(news.line, run.changes += 1);
}

export function phaseAt(head: CampaignHead, now: Instant): string {
  return head.phases.findLast(({ at: begins }) => begins <= now)?.name ?? 'scheduled';
}

export function phaseStart(head: CampaignHead, name: string): Instant {
  const phase = head.phases.find((each) => each.name === name);
  if (phase === undefined) throw new RangeError(`the plan has no phase ${name}`);
  return phase.at;
}

/** Items for today's digest. Lines may be ahead of the campaign by a moment, or far behind; nothing is escalated on an awkward day. */
export function standing(run: CampaignRun, now: Instant): readonly OfficeItem[] {
  const isComfortable = !isAwkward(run.head.calendar, dayOf(now));
  return kept(run, now).filter(({ kind }) => isComfortable || kind !== 'escalate');
}

/** Items that are due and whose window is still open. */
function kept({ state }: CampaignRun, now: Instant): readonly OfficeItem[] {
  return state.pending.filter((item) => item.at <= now && item.until > now);
}

/** Whether today's digest is due: once a working day from `sending.digest` on, if there is something for it. */
export function digestDue(run: CampaignRun, now: Instant): boolean {
  const { head: { calendar, sending }, state } = run;
  const today = dayOf(now);
  if (!isSendingTime(calendar, sending, now) || now < at(today, sending.digest) || state.digestOn === today) return false;
  return !isWaiting(run, now) && (standing(run, now).length > 0 || promisedBy(run, now).length > 0);
}

/** Lines that said they would hand something over by `now` and have not been heard since. */
export function promisedBy(run: CampaignRun, now: Instant): readonly string[] {
  return Object.values(run.state.news).filter(({ promised, record }) => record === undefined && promised !== null && promised <= now)
    .map(({ line }) => line);
}

/** Whether tomorrow's list is due. */
export function outlookDue(run: CampaignRun, now: Instant): boolean {
  const { head: { calendar, sending }, state } = run;
  const today = dayOf(now);
  return isSendingTime(calendar, sending, now) && now >= at(today, OUTLOOK) && state.outlookOn !== today && !isWaiting(run, now)
    && tomorrow(run, now).length > 0;
}

export function outlookMoment(now: Instant): Instant {
  return at(dayOf(now), OUTLOOK);
}

/** What the lines will send on the next working day. */
export function tomorrow(run: CampaignRun, now: Instant) {
  const next = shift(run.head.calendar, dayOf(now), 1);
  return aheadWhere(run, (when) => dayOf(when) === next);
}

/** What the lines will send today and on the next working day. */
export function aheadOf(run: CampaignRun, now: Instant) {
  const next = shift(run.head.calendar, dayOf(now), 1) ?? dayOf(now);
  return aheadWhere(run, (when) => when > now && dayOf(when) <= next);
}

function aheadWhere({ state }: CampaignRun, isThen: (when: Instant) => boolean) {
  return Object.values(state.news)
    .map(({ line, revision, ahead }) => ({ line, revision, ahead: ahead.filter(({ at: planned, leaves = planned }) => isThen(leaves)) }))
    .filter(({ ahead }) => ahead.length > 0);
}

export function isWaiting({ state }: CampaignRun, now: Instant): boolean {
  return state.retry !== undefined && state.retry.at > now;
}

/** When the campaign has to act next. */
export function wakesAt(run: CampaignRun): Instant {
  const now = run.clock.now();
  const { head, state } = run;
  const last = phaseStart(head, 'archive');
  const phases = head.phases.map(({ at: begins }) => begins).filter((begins) => begins > now);
  const candidates = [...phases, digestMoment(run, now), outlookAhead(run, now), mailingMoment(run, now), state.retry?.at]
    .filter((when): when is Instant => when !== undefined && when > now);
  return candidates.reduce((next, when) => earlier(next, when), last);
}

/** The next moment at which a digest may be due. */
function digestMoment(run: CampaignRun, now: Instant): Instant | undefined {
  const { head: { calendar, sending }, state } = run;
  const promised = [
    ...Object.values(state.news).flatMap(({ promised: when }) => (when === null ? [] : [when])),
    ...state.pending.map((item) => item.at),
  ].filter((when) => when > now).sort()[0];
  if (kept(run, now).length === 0) return promised;
  const today = dayOf(now);
  const moment = at(today, sending.digest);
  if (isWorkingDay(calendar, today) && now < moment && state.digestOn !== today) return moment;
  const next = shift(calendar, today, 1);
  const waiting = next === undefined ? undefined : at(next, sending.digest);
  return waiting === undefined || (promised !== undefined && promised < waiting) ? promised : waiting;
}

function outlookAhead(run: CampaignRun, now: Instant): Instant | undefined {
  const { calendar, sending } = run.head;
  if (OUTLOOK > sending.until) return undefined;
  const days = Object.values(run.state.news).flatMap(({ ahead }) => ahead.map(({ at: planned, leaves = planned }) => dayOf(leaves)));
  const eve = days.flatMap((on) => shift(calendar, on, -1) ?? []).map((on) => at(on, OUTLOOK));
  return eve.filter((when) => when > now).sort()[0];
}

function mailingMoment({ head: { calendar, sending }, state }: CampaignRun, now: Instant): Instant | undefined {
  if (state.mailings.length === 0 || isSendingTime(calendar, sending, now)) return undefined;
  return nextOpening(calendar, sending, now);
}

/** The next try of letters that could not leave. */
export function retryAfter(now: Instant, tries: number): { minutes: number; tries: number } {
  return { minutes: Math.min(60, RETRY_MINUTES * 2 ** Math.min(tries, 6)), tries: tries + 1 };
}

/** What the participants' lines told last. */
export function participantNews({ news }: CampaignState): LineNews[] {
  return Object.values(news).filter(({ line }) => line !== ORGANISER);
}

/** Their figures together. */
export function figuresOf(news: readonly LineNews[]): Figures {
  return news.map(({ figures }) => figures).reduce(addFigures, NO_FIGURES);
}

/** The participants' lines, without the organiser's. */
export function participantsOf(head: CampaignHead): readonly string[] {
  return head.lines.map(({ line }) => line).filter((line) => line !== ORGANISER);
}
