import { describe, expect, it } from 'vitest';
import type { LedgerRecord } from '../../../activities/letters/ledgerRecord.ts';
import { isFact } from '../../../campaign/audit/facts.ts';
import type { Fact } from '../../../campaign/line/facts.ts';
import { instant, toMillis } from '../../../campaign/time/instant.ts';
import { checksOf } from '../../../client/rehearsal/figures/checks.ts';
import { draftIn, entry, phasesIn } from '../../../client/rehearsal/figures/facts.ts';
import { type Evidence, figuresOf, unitsOf } from '../../../client/rehearsal/figures/figures.ts';
import { laddersOf } from '../../../client/rehearsal/figures/ladders.ts';
import { figuresText, laddersText } from '../../../client/rehearsal/display/final.ts';
import { painter } from '../../../client/rehearsal/display/style.ts';
import { compiled, small } from './examples.ts';

const { plan } = compiled(small);
const at = instant;
const entered = { channel: 'portal', receivedAt: at('2024-10-16T14:00:00+08:00'), enteredBy: 'contact' } as const;
const key = 'mot/summary';
// Real time runs as nominal time here: one point.
const timeline = { points: [{ nominal: 0, real: 0 }] };

const submitted = (version: number, when: string, more: Partial<Extract<Fact, { fact: 'reportSubmitted' }>> = {}): Fact => ({
  fact: 'reportSubmitted', at: at(when), key, version, report: `r${String(version)}`, nil: false, late: false, settles: false, disagreed: false,
  flags: [], entry: { ...entered, receivedAt: at(when) }, ...more,
});

const letter = (id: string, state: LedgerRecord['state'], more: Partial<LedgerRecord> = {}): LedgerRecord => ({
  messageId: `<${id}@samr.test>`, state, at: at('2024-10-17T09:00:00+08:00'), ms: toMillis(at('2024-10-17T09:00:00+08:00')), unit: 'mot',
  role: 'contact', kind: 'remind', items: [{ unit: 'mot', task: 'summary', slot: 'T-1', round: 0, kind: 'remind' }], attempt: 1, to: [], ...more,
});

function evidence(more: Partial<Evidence> = {}): Evidence {
  return {
    plans: [plan], timeline, journals: new Map(), phases: [], ledger: [], receipts: [], inbox: undefined, archived: new Set(), summary: 's', archive: 'a', ...more,
  };
}

describe('the figures of a rehearsal', () => {
  it('count reports from the journals: without any, everything is missing', () => {
    const figures = figuresOf('quality-month-2024', 7, evidence());
    expect(figures.campaign).toBe('quality-month-2024');
    expect(figures.units).toBe(unitsOf(plan).length);
    expect(unitsOf(plan)).not.toContain('organiser');
    expect(figures.reports).toEqual({ due: figures.reports.missing, onTime: 0, late: 0, exempt: 0, missing: figures.reports.due, returned: 0, nil: 0, onPaper: 0 });
    expect(Object.keys(figures)).toEqual([
      'campaign', 'seed', 'units', 'phases', 'letters', 'reports', 'escalations', 'lettersAfterReport', 'lost', 'summary', 'archive',
    ]);
  });

  it('tell in time, late, returned, nil and on paper apart', () => {
    const journal: Fact[] = [
      submitted(1, '2024-10-16T14:00:00+08:00', { nil: true, entry: { channel: '公文交换', receivedAt: at('2024-10-16T14:00:00+08:00'), enteredBy: 'organiser' } }),
      { fact: 'reportReturned', at: at('2024-10-17T14:00:00+08:00'), key, version: 1, text: 't' },
    ];
    const { reports } = figuresOf('x', 7, evidence({ journals: new Map([['mot', journal]]) }));
    expect(reports).toMatchObject({ onTime: 1, late: 0, returned: 1, nil: 1, onPaper: 1 });
    expect(reports.due).toBe(reports.onTime + reports.late + reports.exempt + reports.missing);
    const late = figuresOf('x', 7, evidence({ journals: new Map([['mot', [submitted(1, '2024-10-21T14:00:00+08:00', { late: true })]]]) }));
    expect(late.reports).toMatchObject({ onTime: 0, late: 1 });
  });

  it('count distinct letters, and repeated ones by the ledger or the inbox, whichever saw more', () => {
    const ledger = [letter('a', 'sending'), letter('a', 'accepted'), letter('b', 'accepted'), letter('b', 'accepted'), letter('c', 'refused'), letter('d', 'deferred')];
    expect(figuresOf('x', 7, evidence({ ledger })).letters).toEqual({ sent: 2, repeated: 1, refused: 1 });
    const inbox = ['<a@samr.test>', '<a@samr.test>', '<b@samr.test>', '<b@samr.test>'];
    expect(figuresOf('x', 7, evidence({ ledger, inbox })).letters).toEqual({ sent: 2, repeated: 2, refused: 1 });
  });

  it('count a letter under way when its worker died as sent if it lies in our inbox', () => {
    const ledger = [letter('a', 'accepted'), letter('b', 'sending'), letter('c', 'sending'), letter('d', 'sending'), letter('d', 'deferred')];
    const found = evidence({ ledger, inbox: ['<a@samr.test>', '<b@samr.test>'] });
    const figures = figuresOf('x', 7, found);
    expect(figures.letters).toEqual({ sent: 2, repeated: 0, refused: 0 });
    const checks = checksOf(figures, found, figures, []);
    expect(checks.filter(({ ok }) => !ok)).toEqual([{ what: expect.stringContaining('中断、答复未及入账的函件 2 封，其中 1 封已在收件箱') as string, ok: false, isNote: true }]);
    expect(figuresOf('x', 7, evidence({ ledger })).letters.sent).toBe(1);
  });

  it('do not count a letter as refused that was accepted in the end', () => {
    expect(figuresOf('x', 7, evidence({ ledger: [letter('a', 'refused'), letter('a', 'accepted')] })).letters.refused).toBe(0);
  });

  it('count escalating items of accepted letters, each letter once', () => {
    const item = { unit: 'mot', task: 'summary', slot: 'T+3', round: 0 } as const;
    const items: LedgerRecord['items'] = [
      { ...item, kind: 'escalate', level: 'yellow' }, { ...item, slot: 'T+5', kind: 'escalate', level: 'red' }, { ...item, kind: 'call', level: 'red' },
    ];
    const ledger = [letter('a', 'accepted', { items, role: 'office' }), letter('a', 'accepted', { items, role: 'office' }), letter('b', 'deferred', { items })];
    expect(figuresOf('x', 7, evidence({ ledger })).escalations).toEqual({ blue: 0, yellow: 1, red: 1 });
  });

  it('find a report that has a receipt and is not in the archive', () => {
    const journals = new Map([['mot', [submitted(1, '2024-10-16T14:00:00+08:00'), submitted(2, '2024-10-16T15:00:00+08:00')]]]);
    expect(figuresOf('x', 7, evidence({ journals, archived: new Set(['r1']) })).lost).toBe(1);
    expect(figuresOf('x', 7, evidence({ journals, archived: new Set(['r1', 'r2']) })).lost).toBe(0);
    const receipts = [{ campaign: 'x', unit: 'mot', task: 'summary', count: 1, at: 0 }];
    expect(figuresOf('x', 7, evidence({ journals: new Map(), receipts })).lost, 'its line left nothing').toBe(1);
  });
});

describe('letters after a report', () => {
  const shown = toMillis(at('2024-10-16T14:00:00+08:00'));
  const receipts = [{ campaign: 'x', unit: 'mot', task: 'summary', count: 1, at: shown }];
  const journal = [submitted(1, '2024-10-16T14:00:00+08:00')];
  const count = (ledger: LedgerRecord[], facts: readonly Fact[] = journal) => (
    figuresOf('x', 7, evidence({ journals: new Map([['mot', facts]]), receipts, ledger })).lettersAfterReport);

  it('are chasing letters that started after the receipt was shown', () => {
    expect(count([letter('a', 'sending', { ms: shown + 1 })])).toBe(1);
    expect(count([letter('a', 'sending', { ms: shown - 1 }), letter('a', 'accepted', { ms: shown + 9 })])).toBe(0);
  });

  it('are none that answer, nor those about another task', () => {
    const items = (kind: 'receipt' | 'remind', task: string): LedgerRecord['items'] => [{ unit: 'mot', task, slot: 's', round: 0, kind }];
    expect(count([letter('a', 'sending', { ms: shown + 1, items: items('receipt', 'summary') })])).toBe(0);
    expect(count([letter('a', 'sending', { ms: shown + 1, items: items('remind', 'contact') })])).toBe(0);
  });

  it('are none after the report was withdrawn or returned', () => {
    const returned: Fact = { fact: 'reportReturned', at: at('2024-10-16T16:00:00+08:00'), key, version: 1, text: 't' };
    const after = toMillis(returned.at) + 1;
    expect(count([letter('a', 'sending', { ms: after })], [...journal, returned])).toBe(0);
    expect(count([letter('a', 'sending', { ms: shown + 1 })], [...journal, returned])).toBe(1);
    expect(count([letter('a', 'sending', { ms: after })], [...journal, { ...returned, fact: 'reportWithdrawn', entry: entered }])).toBe(0);
  });
});

describe('the self-check', () => {
  const figures = figuresOf('x', 7, evidence({ ledger: [letter('a', 'accepted')], inbox: ['<a@samr.test>'] }));
  const expected = { reports: figures.reports, escalations: figures.escalations };

  it('passes where everything adds up', () => {
    const checks = checksOf(figures, evidence({ inbox: ['<a@samr.test>'] }), expected, []);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('shows a lost letter, an anomaly, and results other than the rules make', () => {
    const anomalies = [{ at: at('2024-10-16T14:00:00+08:00'), what: 'x' }];
    const other = { ...expected, escalations: { blue: 1, yellow: 0, red: 0 } };
    const checks = checksOf(figures, evidence({ inbox: [] }), other, anomalies).filter(({ ok }) => !ok);
    const failed = checks.map(({ what }) => what);
    expect(checks.map(({ isNote }) => isNote)).toEqual([undefined, true, true]);
    expect(failed.join()).toContain('蓝 0（推算 1）');
    expect(failed.join()).toContain('1 处未按脚本办成');
  });

  it('is shown with a mark for each line', () => {
    const text = figuresText(figures, checksOf({ ...figures, lost: 2 }, evidence({ inbox: ['<a@samr.test>'] }), expected, []), painter(false)).join('\n');
    expect(text).toContain('✗ 有回执而归档中没有的材料：2 份');
    expect(text).toContain('✓ ');
  });
});

describe('journals', () => {
  it('are read as the workflows wrote them', () => {
    const campaign = [
      { fact: 'phaseBegan', at: '2024-06-30T09:00:00+08:00', phase: 'scheduled' }, { fact: 'phaseBegan', at: '2024-07-01T09:00:00+08:00', phase: 'planning' },
      { fact: 'consolidated', at: '2024-11-01T09:00:00+08:00', draft: 'd1' }, { fact: 'summaryApproved', at: '2024-11-06T15:40:00+08:00', draft: 'd2' },
    ].map((each) => entry.parse(each));
    expect(phasesIn(campaign)).toEqual([{ name: 'planning', at: '2024-07-01T09:00:00+08:00' }]);
    expect(draftIn(campaign)).toBe('d2');
    expect(draftIn([])).toBeNull();
    expect(isFact({ fact: 'letterSent' })).toBe(true);
    expect(isFact({ fact: 'somethingNewer' })).toBe(false);
  });

  it('tell the ladder that a line ran', () => {
    const sent = (when: string, slot: string, kind: 'assign' | 'overdue'): Fact => ({
      fact: 'letterSent', at: at(when), unit: 'mot', role: 'contact', on: plan.calendar.first, letter: at(when), steps: [{ key, round: 0, slot, kind }],
    });
    const facts: Fact[] = [
      sent('2024-09-23T09:00:00+08:00', 'assign', 'assign'), sent('2024-10-22T09:00:00+08:00', 'T+2', 'overdue'),
      { fact: 'handedToOffice', at: at('2024-10-23T10:00:00+08:00'), steps: [{ key, round: 0, slot: 'T+3', kind: 'escalate', level: 'yellow' }] },
    ];
    const [ladder] = laddersOf(plan, [{ line: 'mot', relation: 'peer', tasks: [key] }], new Map([['mot', facts]]));
    expect(ladder?.steps.map(({ what }) => what)).toEqual(['布置', '再次提醒', '提请（黄）']);
    expect(ladder?.answered).toBe('始终未报');
    expect(laddersText(ladder === undefined ? [] : [ladder], painter(false)).join('\n')).toContain('交通运输部');
  });
});
