import { describe, expect, it } from 'vitest';
import { audit } from '../../../campaign/audit/audit.ts';
import type { Evidence, LedgerLine } from '../../../campaign/audit/evidence.ts';
import { PROPERTIES, type Property } from '../../../campaign/audit/properties.ts';
import type { Fact, FactOf } from '../../../campaign/line/facts.ts';
import { addSeconds, day, instant, toMillis } from '../../../campaign/time/instant.ts';
import { evidenceOf, evidenceWith, journalsOf } from './evidence.ts';

const sound = evidenceOf(journalsOf());

/** What is broken, and by what: each breaks one property and nothing else, unless it says so. */
const broken: Readonly<Record<Property, () => Evidence>> = {
  // The line's own state lost something between two runs.
  replay: () => {
    const mot = sound.records.get('mot')!;
    const task = mot.tasks['mot/summary']!;
    return { ...sound, records: new Map([...sound.records, ['mot', { ...mot, tasks: { ...mot.tasks, 'mot/summary': { ...task, receipts: 0 } } }]]) };
  },
  // The receipt was shown on the day before the reminder.
  afterReport: () => ({ ...sound, receipts: sound.receipts.map((mark) => (isOf(mark, 'sd/summary') ? { ...mark, at: toMillis(instant('2024-10-16T14:00:00+08:00')) } : mark)) }),
  once: () => evidenceWith('mot', (facts) => facts.flatMap((fact): Fact[] => (sends(fact, 'mot/contact', 'assign') ? [fact, { ...fact, at: instant('2024-07-30T09:00:00+08:00') }] : [fact]))),
  rising: () => inLedger('moe/summary', 'T-1', (record) => ({ ...record, at: instant('2024-10-12T08:59:59+08:00') })),
  // Two letters for the two items of one moment.
  oneLetter: () => {
    const both = sound.ledger.filter(({ unit, items }) => unit === 'organiser' && items.length === 2 && items.some(({ slot }) => slot === 'T+1'));
    const second = (record: LedgerLine): LedgerLine => ({ ...record, messageId: '<second@samr.test>', items: record.items.slice(1) });
    return {
      ...sound, inbox: [...sound.inbox ?? [], '<second@samr.test>'],
      ledger: sound.ledger.flatMap((record) => (both.includes(record) ? [{ ...record, items: record.items.slice(0, 1) }, second(record)] : [record])),
    };
  },
  superiorDaily: () => evidenceWith('samr', (facts) => facts.map((fact) => (sends(fact, 'samr/countersign', 'T+2') ? { ...fact, on: day('2024-10-22') } : fact))),
  // A day before it was due.
  window: () => evidenceWith('moe', (facts) => facts.map((fact) => (sends(fact, 'moe/summary', 'T+2') ? { ...fact, at: instant('2024-10-21T09:00:00+08:00') } : fact))),
  // A Sunday.
  hours: () => evidenceWith('moe', (facts) => facts.map((fact) => (sends(fact, 'moe/summary', 'T-5') ? { ...fact, at: instant('2024-10-13T09:00:00+08:00') } : fact))),
  // A Saturday that is worked.
  comfortable: () => evidenceWith('samr', (facts) => facts.map((fact) => (sends(fact, 'samr/countersign', 'T+2') ? { ...fact, on: day('2024-10-12') } : fact))),
  silent: () => inLedger('samr/summary', 'T+2', (record) => ({ ...record, items: record.items.map((item) => ({ ...item, level: 'yellow' as const })) })),
  // The due time moved on the 16th, and nothing of the new round was done.
  rounds: () => evidenceWith('samr', (facts) => facts.flatMap((fact): Fact[] => (sends(fact, 'samr/summary', 'T-1') ? [{
    fact: 'dueMoved', at: instant('2024-10-16T14:00:00+08:00'), key: 'samr/summary', due: instant('2024-10-25T17:00:00+08:00'), round: 1, by: 'extension', remindersOnly: false,
  }, fact] : [fact]))),
  // A receipt for a report that was refused.
  refused: () => ({ ...sound, receipts: [...sound.receipts, { unit: 'mot', task: 'summary', count: 2, at: toMillis(instant('2024-10-09T14:00:00+08:00')) }] }),
  figures: () => evidenceWith('mwr', (facts) => facts.map((fact) => (fact.fact === 'reportSubmitted' && fact.key === 'mwr/summary' ? { ...fact, late: false } : fact))),
  // The definition allows one reminder in five days.
  budget: () => ({ ...sound, perWeek: 1 }),
  // The unit itself was told on the very day on which its superior was.
  asked: () => evidenceWith('samr', (facts) => facts.map((fact) => (sends(fact, 'samr/summary', 'T+1') ? { ...fact, on: day('2024-10-22') } : fact))),
  // The assignment reached the unit on the day before its superior heard of it.
  ownFailure: () => evidenceWith('samr', (facts) => facts.map((fact) => (sends(fact, 'samr/countersign', 'assign') ? { ...fact, on: day('2024-07-25') } : fact))),
  released: () => evidenceWith('tj', (facts) => facts.filter(({ fact }) => fact !== 'released')),
  peers: () => inLedger('moe/summary', 'T+2', (record) => ({ ...record, role: 'superior' })),
  // Reminded while it was suspended.
  resting: () => evidenceWith('moe', (facts) => facts.flatMap((fact): Fact[] => (sends(fact, 'moe/summary', 'T-5') ? [
    { fact: 'suspended', at: instant('2024-10-11T14:00:00+08:00'), key: 'moe/summary' }, fact, { fact: 'resumed', at: instant('2024-10-12T14:00:00+08:00'), key: 'moe/summary' },
  ] : [fact]))),
  answered: () => ({ ...sound, campaign: sound.campaign.filter(({ fact }) => fact !== 'concernAnswered') }),
  // The bytes are there, whatever the journal says.
  purged: () => ({ ...sound, stored: new Set(['f'.repeat(64)]) }),
  ledger: () => ({ ...sound, inbox: sound.inbox?.slice(1) ?? [] }),
};

function isOf({ unit, task }: { readonly unit: string; readonly task: string }, key: string): boolean {
  return `${unit}/${task}` === key;
}

function sends(fact: Fact, key: string, slot: string): fact is FactOf<'letterSent'> & Fact {
  return fact.fact === 'letterSent' && fact.steps.some((step) => step.key === key && step.slot === slot);
}

function inLedger(key: string, slot: string, change: (record: LedgerLine) => LedgerLine): Evidence {
  return { ...sound, ledger: sound.ledger.map((record) => (record.items.some((item) => isOf(item, key) && item.slot === slot) ? change(record) : record)) };
}

function namesBroken(evidence: Evidence): Property[] {
  return [...new Set(audit(evidence).violations.map(({ property }) => property))];
}

describe('a broken property is named', () => {
  it.each(PROPERTIES.map(({ name }) => name))('%s, and no other', (name) => {
    const { ok, violations } = audit(broken[name]());
    expect(ok).toBe(false);
    expect([...new Set(violations.map(({ property }) => property))]).toEqual([name]);
    for (const { unit, at, what } of violations) {
      expect(unit).toMatch(/^[a-z0-9.-]+$/);
      expect(at).toMatch(/^2024-\d\d-\d\dT/);
      expect(what).not.toContain('@x.test');
    }
  });
});

describe('the same in other ways', () => {
  it('a fact lost from a journal', () => {
    const facts = sound.journals.get('mot')!;
    const lost = facts.findIndex(({ fact }) => fact === 'reportSubmitted');
    expect(namesBroken({ ...sound, journals: new Map([...sound.journals, ['mot', facts.toSpliced(lost, 1)]]) })).toContain('replay');
  });

  it('a reminder that was forgotten: the plan had it, nobody missed it', () => {
    expect(namesBroken(evidenceWith('samr', (facts) => facts.filter((fact) => !sends(fact, 'samr/summary', 'T-1'))))).toEqual(expect.arrayContaining(['silent', 'rounds']));
  });

  it('a letter more than the budget allows', () => {
    const more = (fact: FactOf<'letterSent'> & Fact): Fact => ({ ...fact, at: instant('2024-10-23T09:00:00+08:00'), steps: fact.steps.map((step) => ({ ...step, slot: 'T+3' })) });
    expect(namesBroken(evidenceWith('moe', (facts) => facts.flatMap((fact) => (sends(fact, 'moe/summary', 'T+2') ? [fact, more(fact)] : [fact]))))).toContain('budget');
  });

  it('a letter that began days after it was decided, when its window had closed', () => {
    const late = inLedger('moe/summary', 'T-5', (record) => ({ ...record, ms: toMillis(instant('2024-10-17T10:00:00+08:00')) }));
    expect(namesBroken({ ...late, ledger: [...late.ledger].sort((a, b) => a.ms - b.ms) })).toContain('window');
  });

  it('a letter that really began at night', () => {
    const night = inLedger('moe/summary', 'T-5', (record) => ({ ...record, ms: toMillis(instant('2024-10-12T21:00:00+08:00')) }));
    expect(namesBroken({ ...night, ledger: [...night.ledger].sort((a, b) => a.ms - b.ms) })).toEqual(['hours']);
  });

  it('a burst at the return from an outage: two letters to one contact in one decision', () => {
    const split = (fact: FactOf<'letterSent'> & Fact): Fact[] => fact.steps.map((step, index) => ({ ...fact, letter: addSeconds(fact.at, index), steps: [step] }));
    expect(namesBroken(evidenceWith('organiser', (facts) => facts.flatMap((fact) => (sends(fact, 'organiser/posters', 'assign') ? split(fact) : [fact]))))).toEqual(['oneLetter']);
  });

  it('a superior who was told before the unit itself was', () => {
    expect(namesBroken(evidenceWith('samr', (facts) => facts.map((fact) => (sends(fact, 'samr/summary', 'T+1') ? { ...fact, on: day('2024-10-23') } : fact))))).toContain('asked');
  });

  it('an office that was told before the unit itself was', () => {
    expect(namesBroken(evidenceWith('moe', (facts) => facts.map((fact) => (sends(fact, 'moe/summary', 'T+2') ? { ...fact, on: day('2024-10-24') } : fact))))).toContain('asked');
  });

  it('a journal that tells of a letter which no mail server took', () => {
    expect(namesBroken({ ...sound, ledger: sound.ledger.filter(({ items }) => !items.some((item) => isOf(item, 'moe/summary') && item.slot === 'T-5')) })).toContain('ledger');
  });

  it('a letter that came more often than it was sent', () => {
    expect(namesBroken({ ...sound, inbox: [...sound.inbox ?? [], sound.inbox?.[0] ?? ''] })).toEqual(['ledger']);
  });

  it('an answer nobody owes: a second accepted letter', () => {
    const again = sound.ledger.filter(({ items }) => items.some((item) => isOf(item, 'moe/summary') && item.kind === 'accepted'))
      .map((record) => ({ ...record, messageId: '<again@samr.test>', at: addSeconds(record.at, 60), ms: record.ms + 60_000, items: record.items.map((item) => ({ ...item, slot: 'accepted.2' })) }));
    expect(namesBroken({ ...sound, ledger: [...sound.ledger, ...again].sort((a, b) => a.ms - b.ms) })).toContain('refused');
  });
});
