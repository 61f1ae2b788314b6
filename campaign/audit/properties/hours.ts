import { ORGANISER } from '../../line/plan.ts';
import { isSendingTime } from '../../time/sendingHours.ts';
import type { Instant } from '../../time/instant.ts';
import { nominalAt } from '../../time/timeline.ts';
import type { Ground } from '../ground.ts';
import { type Check, tally } from '../finding.ts';
import { short, tolerance } from '../kinds.ts';

const LETTERS_OF_CAMPAIGN: ReadonlySet<string> = new Set(['digestSent', 'outlookSent', 'mailed']);

/** Everything but receipts inside sending hours of working days: as decided by the journals, as really begun by the ledger. */
export const hours: Check = (ground) => {
  const { look, finding } = tally();
  for (const { line, moments } of ground.walks) {
    for (const { fact } of moments) {
      if (fact.fact !== 'letterSent' || fact.steps.every(({ kind }) => kind === 'receipt')) continue;
      look(isOpen(ground, fact.at), line, fact.at, () => `发函时间之外决定发出：${short(fact.at)}`);
    }
  }
  for (const { fact, at } of ground.campaign) {
    if (LETTERS_OF_CAMPAIGN.has(fact)) look(isOpen(ground, at), ORGANISER, at, () => `发函时间之外发出（${fact}）：${short(at)}`);
  }
  for (const { kind, state, unit, at, ms } of ground.ledger) {
    if (state !== 'sending' || kind === 'receipt') continue;
    look(wasOpen(ground, ms), unit, at, () => `发函时间之外开始发出：${short(nominalAt(ground.timeline, ms))}`);
  }
  return finding();
};

function isOpen({ plans }: Ground, when: Instant): boolean {
  return plans.some(({ calendar, sending }) => isSendingTime(calendar, sending, when));
}

/** Decided inside the hours, it may begin a moment after their end. */
function wasOpen(ground: Ground, ms: number): boolean {
  const [from, until] = [ms - tolerance(ground.timeline), ms].map((each) => nominalAt(ground.timeline, each));
  if (from === undefined || until === undefined) return false;
  return isOpen(ground, from) || isOpen(ground, until) || from.slice(0, 10) !== until.slice(0, 10);
}
