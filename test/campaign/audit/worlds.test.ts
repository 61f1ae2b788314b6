import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageIdOf } from '../../../activities/letters/messageId.ts';
import { audit } from '../../../campaign/audit/audit.ts';
import type { Evidence, LedgerLine } from '../../../campaign/audit/evidence.ts';
import type { CampaignPlan } from '../../../campaign/definition/plan.ts';
import type { LetterItem } from '../../../campaign/line/letter.ts';
import { type Instant, at, dayOf, toMillis } from '../../../campaign/time/instant.ts';
import { shift } from '../../../campaign/time/workingDays.ts';
import { entry, lineOf, when } from '../line/fixture.ts';
import { type Run, simulate } from '../line/simulation.ts';
import { worlds } from '../line/worlds.ts';
import { receiptsOf, plan as whole } from './evidence.ts';

/** What a line leaves behind that lived through such a world. */
function evidenceOf({ plan, facts, events, state }: Run): Evidence {
  const campaign: CampaignPlan = { ...whole, revision: plan.revision, calendar: plan.calendar, sending: plan.sending, lines: [plan] };
  const letters = events.flatMap((each): LedgerLine[] => {
    if (each.event !== 'letter') return [];
    const { letter: { unit, role, kind, at: when, items }, now, result } = each;
    return recordsOf({ unit, role, kind, at: when, items: items.map(itemOf) }, toMillis(now), result);
  });
  // What is handed over after today's digest goes into the next one, if it still stands then.
  const digestOf = (now: Instant): Instant => {
    const today = at(dayOf(now), plan.sending.digest);
    return now <= today ? today : at(shift(plan.calendar, dayOf(now), 1) ?? dayOf(now), plan.sending.digest);
  };
  const receipts = receiptsOf(facts);
  // Before the digest leaves, its items are looked at once more: what was reported since is asked for no more.
  const isAnswered = ({ unit, task, seen }: LetterItem, now: Instant): boolean => (
    receipts.filter((each) => each.unit === unit && each.task === task && each.at <= toMillis(digestOf(now))).length > seen);
  const handed = events.flatMap((each) => (
    each.event === 'office' && each.step.until > digestOf(each.now) && !isAnswered(each.item, each.now) ? [each] : []));
  const digests = [...Map.groupBy(handed, ({ now, step }) => `${step.to.role} ${digestOf(now)}`).values()].flatMap((items) => {
    const { now, step } = items[0]!;
    const when = digestOf(now);
    return recordsOf({ unit: 'organiser', role: step.to.role, kind: 'digest', at: when, items: items.map(({ item }) => itemOf(item)) }, toMillis(when), 'accepted');
  });
  const ledger = [...letters, ...digests].sort((a, b) => a.ms - b.ms);
  return {
    plans: [campaign], timeline: null, asOf: plan.close, journals: new Map([[plan.line, facts]]), records: new Map([[plan.line, state]]), campaign: [], ledger,
    receipts, inbox: ledger.filter(({ state: answer }) => answer === 'accepted').map(({ messageId }) => messageId),
  };
}

function recordsOf(letter: Pick<LedgerLine, 'unit' | 'role' | 'kind' | 'at' | 'items'>, ms: number, result: 'accepted' | 'refused' | 'deferred'): LedgerLine[] {
  const messageId = messageIdOf('c', letter, 'samr.test');
  return [{ ...letter, messageId, state: 'sending', ms }, { ...letter, messageId, state: result, ms }];
}

function itemOf({ unit, task, round, slot, kind, level }: LetterItem): LedgerLine['items'][number] {
  return { unit, task, round, slot, kind, level };
}

describe('whatever happens to a line that keeps the rules', () => {
  it('any commands, outages and failing mail: it is audited ok', () => {
    fc.assert(fc.property(worlds, ({ plan, script }) => {
      expect(audit(evidenceOf(simulate(plan, script))).violations).toEqual([]);
    }), { numRuns: 150 });
  }, 60_000);

  it('a task that is reported while it is suspended, for longer than the calendar goes on: it is on time', () => {
    const of = { unit: 'mot', task: 'summary' };
    const run = simulate(lineOf({ tasks: { summary: { assign: '2024-08-26 09:00', due: '2024-10-28 09:00' } }, close: '2024-11-15 09:00' }), {
      start: when('2024-08-26 08:00'), outages: [], mail: [],
      commands: [
        { at: when('2024-08-26 08:30'), command: { command: 'suspend', ...of } },
        { at: when('2024-11-05 17:00'), command: { command: 'submitReport', ...of, report: 'd', nil: false, flags: [], entry: entry('2024-11-05 14:00') } },
      ],
    });
    expect(run.facts.find(({ fact }) => fact === 'reportSubmitted')).toMatchObject({ late: false });
    expect(audit(evidenceOf(run)).violations).toEqual([]);
  });
});
