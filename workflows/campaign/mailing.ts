import { isSendingTime } from '../../campaign/time/sendingHours.ts';
import type { Letter } from '../../campaign/line/letter.ts';
import { ORGANISER } from '../../campaign/line/plan.ts';
import { act } from '../activities.ts';
import type { Mailing } from '../contract.ts';
import { type CampaignRun, isWaiting, note } from './campaignRun.ts';
import { batch, settle } from './digest.ts';

/** Letters in one batch, so that progress is kept. */
const GROUP = 50;

const NAMES: Readonly<Record<Mailing['kind'], string>> = { announce: '简报', notice: '印发通知', summary: '印发总结' };

/** Puts a letter to every participant on its way. */
export function mailToAll(run: CampaignRun, kind: Mailing['kind'], document: string, at: Mailing['at']): Mailing {
  return { kind, at, document, to: run.head.lines.filter(({ line, removed }) => line !== ORGANISER && removed !== true).map(({ line }) => line) };
}

export function mailingDue(run: CampaignRun): boolean {
  const now = run.clock.now();
  return run.state.mailings.length > 0 && isSendingTime(run.head.calendar, run.head.sending, now) && !isWaiting(run, now);
}

/** Sends the next group of the first mailing. */
export async function sendMailing(run: CampaignRun): Promise<void> {
  const [mailing] = run.state.mailings;
  if (mailing === undefined) return;
  const to = mailing.to.slice(0, GROUP);
  const letters = to.map((unit): Letter => ({ unit, role: 'contact', as: 'contact', at: mailing.at, kind: mailing.kind, items: [] }));
  const outcomes = await act.sendLetters(
    { ...batch(run, letters), document: mailing.document }, `${NAMES[mailing.kind]}：${String(to.length)} 个单位`,
  );
  const of = (...results: readonly string[]) => outcomes.filter(({ result }) => results.includes(result)).flatMap(({ letter }) => to[letter] ?? []);
  for (const result of ['accepted', 'refused'] as const) {
    const units = of(result);
    if (units.length > 0) note(run, { fact: 'mailed', at: run.clock.now(), kind: mailing.kind, result, to: units });
  }
  const left = mailing.to.filter((unit) => !of('accepted', 'refused').includes(unit));
  const rest = left.length === 0 ? [] : [{ ...mailing, to: left }];
  // What came in meanwhile stands behind.
  run.state = { ...run.state, mailings: [...rest, ...run.state.mailings.slice(1)] };
  settle(run, of('deferred', 'held', 'stopped').length > 0, () => undefined);
}

/** Groups that may fail before the archive is written without them. */
const LAST_TRIES = 3;

/** What was put on its way in the last hours, or could not leave until now: sent before the archive, or noted as not sent. */
export async function sendRest(run: CampaignRun): Promise<void> {
  const waiting = (): number => run.state.mailings.reduce((sum, { to }) => sum + to.length, 0);
  for (let tries = 0; waiting() > 0 && tries < LAST_TRIES;) {
    const before = waiting();
    await sendMailing(run);
    if (waiting() === before) tries += 1;
  }
  for (const { kind, to } of run.state.mailings) note(run, { fact: 'mailed', at: run.clock.now(), kind, result: 'deferred', to });
}
