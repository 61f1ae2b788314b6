import { condition } from '@temporalio/workflow';
import { addSeconds, at, dayOf } from '../../campaign/time/instant.ts';
import { standsUntil } from '../../campaign/time/sendingHours.ts';
import type { Letter } from '../../campaign/line/letter.ts';
import { byTask, doneStep } from '../../campaign/line/letters.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { itemId } from '../../campaign/line/stepId.ts';
import { act } from '../activities.ts';
import type { OfficeItem, SendLetters } from '../contract.ts';
import { type CampaignRun, figuresOf, note, outlookMoment, participantNews, promisedBy, retryAfter, standing, tomorrow } from './campaignRun.ts';

/** How long the digest waits for lines that said they had something for it. Real time: their timers may be late. */
const PATIENCE_MS = 120_000;

/** 每日摘要: what the lines handed over for office and head, one letter a day to each. */
export async function sendDigest(run: CampaignRun): Promise<void> {
  const moment = at(dayOf(run.clock.now()), run.head.sending.digest);
  if (!await condition(() => promisedBy(run, moment).length === 0, run.clock.patience(PATIENCE_MS), { summary: '等待各报送线交来今日事项' })) {
    note(run, { fact: 'linesUnanswered', at: run.clock.now(), lines: promisedBy(run, moment) });
    forgetPromises(run, promisedBy(run, moment));
  }
  const now = run.clock.now();
  const items = standing(run, moment);
  run.state = { ...run.state, pending: run.state.pending.filter((item) => item.until > now) };
  const today = dayOf(now);
  const letters = (['office', 'head'] as const).filter((role) => run.state.digestTo?.[role] !== today).flatMap((role): Letter[] => {
    const own = items.filter(({ to }) => to === role).map(({ to: _, at: __, until: ___, ...item }) => item).sort(byTask);
    return own.length === 0 ? [] : [{ unit: ORGANISER, role, as: role, at: moment, kind: 'digest', items: own }];
  });
  if (letters.length === 0) {
    // What came in after today's digest waits for tomorrow's.
    if (Object.values(run.state.digestTo ?? {}).includes(today)) run.state = { ...run.state, digestOn: today };
    return;
  }
  const outcomes = await act.sendLetters({ ...batch(run, letters), standing: progress(run) }, '每日摘要：报组织方');
  for (const { letter: index, result, items: stood, later = [] } of outcomes) {
    const letter = letters[index];
    if (letter === undefined || (result !== 'accepted' && result !== 'refused' && result !== 'superseded')) continue;
    const steps = letter.items.filter((_, position) => stood.includes(position)).map(doneStep);
    if (result !== 'superseded') {
      note(run, { fact: result === 'accepted' ? 'digestSent' : 'digestRefused', at: now, role: letter.role, steps });
    }
    const waiting = new Set(letter.items.filter((_, position) => later.includes(position)).map(itemId));
    drop(run, letter.role, items.filter((item) => !waiting.has(itemId(item))));
    // One whose items were all answered meanwhile told nobody anything: the day's digest is still to come.
    if (result !== 'superseded' && (letter.role === 'office' || letter.role === 'head')) heard(run, letter.role, today, result === 'refused');
  }
  settle(run, outcomes.some(({ result }) => result === 'deferred' || result === 'held' || result === 'stopped'), () => {
    if (outcomes.every(({ result }) => result !== 'superseded')) run.state = { ...run.state, digestOn: today };
  });
}

/** 明日拟发. */
export async function sendOutlook(run: CampaignRun): Promise<void> {
  const now = run.clock.now();
  const letter: Letter = { unit: ORGANISER, role: 'office', as: 'office', at: outlookMoment(now), kind: 'outlook', items: [] };
  const [outcome] = await act.sendLetters({ ...batch(run, [letter]), ahead: tomorrow(run, now) }, '明日拟发：报组织方');
  const deferred = outcome?.result === 'deferred' || outcome?.result === 'held' || outcome?.result === 'stopped';
  settle(run, deferred, () => { note(run, { fact: 'outlookSent', at: now }, { outlookOn: dayOf(now) }); });
}

/** The campaign's own letters in one batch. */
export function batch(run: CampaignRun, letters: readonly Letter[]): SendLetters {
  const now = run.clock.now();
  return {
    campaign: run.input.campaign, head: run.headDigest, letters, now, asOf: new Date().toISOString(),
    begunBy: run.clock.stands(standsUntil(run.head.sending, now)), rehearsal: run.input.timeline !== undefined,
  };
}

/** Either done, or tried again later. */
export function settle(run: CampaignRun, deferred: boolean, done: () => void): void {
  const { retry, ...state } = run.state;
  if (!deferred) {
    run.state = state;
    done();
    return;
  }
  const now = run.clock.now();
  const { minutes, tries } = retryAfter(now, retry?.tries ?? 0);
  const next = addSeconds(now, minutes * 60);
  note(run, { fact: 'lettersDeferred', at: now, retryAt: next, letters: 1 }, { retry: { at: next, tries } });
}

function progress({ state }: CampaignRun): NonNullable<SendLetters['standing']> {
  const news = participantNews(state);
  const { due, onTime, late } = figuresOf(news);
  const waiting = (what: string) => news.filter(({ attention }) => attention.includes(what)).length;
  return { tasks: due, received: onTime + late, reviewing: waiting('awaiting-review'), releasing: waiting('awaiting-release') };
}

function drop(run: CampaignRun, role: Letter['role'], told: readonly OfficeItem[]): void {
  run.state = { ...run.state, pending: run.state.pending.filter((item) => item.to !== role || !told.includes(item)) };
}

/** Today's digest of a role is done with. */
function heard(run: CampaignRun, role: 'office' | 'head', today: string, isRefused: boolean): void {
  const others = (run.state.refusing ?? []).filter((each) => each !== role);
  run.state = { ...run.state, digestTo: { ...run.state.digestTo, [role]: today }, refusing: isRefused ? [...others, role] : others };
}

/** A line that does not answer (terminated, or its worker is away) holds up nobody; it promises anew when it is back. */
function forgetPromises(run: CampaignRun, lines: readonly string[]): void {
  const forgotten = lines.flatMap((line) => {
    const news = run.state.news[line];
    return news === undefined ? [] : [[line, { ...news, promised: null }] as const];
  });
  run.state = { ...run.state, news: { ...run.state.news, ...Object.fromEntries(forgotten) } };
}
