import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../campaign/time/instant.ts';
import type { Model } from '../../../client/rehearsal/display/model.ts';
import { MONTH_WIDTH, monthPanel } from '../../../client/rehearsal/display/month.ts';
import { plainProgress } from '../../../client/rehearsal/display/plain.ts';
import { type Terminal, openScreen } from '../../../client/rehearsal/display/screen.ts';
import { beside, cut, fitted, painter, shownWidth, widthOf } from '../../../client/rehearsal/display/style.ts';
import { view } from '../../../client/rehearsal/display/view.ts';
import { campaign2024 } from './examples.ts';

const { plan } = campaign2024();
const plain = painter(false);
const names = plan.participants.map(({ name }) => name);

const word = fc.constantFrom('新疆维吾尔自治区', 'QC小组', '“铁拳”', 'ＡＢ', 'é', '👍', '1', ' ', '国务院国资委（领导）');
const words = fc.array(word, { maxLength: 12 }).map((all) => all.join(''));

const model: fc.Arbitrary<Model> = fc.record({
  title: words, now: fc.integer({ min: 0, max: 150 }).map((days) => instant(`${new Date(Date.UTC(2024, 6, 1) + days * 86_400_000).toISOString().slice(0, 10)}T09:00:00+08:00`)),
  elapsedMs: fc.integer({ min: 0, max: 130_000 }), totalMs: fc.constant(123_000),
  phases: fc.constant([{ name: '筹备', part: 0.03 }, { name: '活动', part: 0.47 }, { name: '总结', part: 0.69 }, { name: '截止', part: 0.93 }, { name: '归档', part: 0.97 }]),
  calendar: fc.constant(plan.calendar),
  letters: fc.record({
    sent: fc.integer({ min: 0, max: 100_000 }),
    latest: fc.array(fc.record({ at: fc.constant('2024-10-12T09:00:00+08:00'), to: words, kind: fc.constantFrom('再次提醒', '回执') }), { maxLength: 12 }),
  }),
  reports: fc.array(fc.record({ name: fc.constantFrom('部门', '地区'), due: fc.integer({ min: 0, max: 2000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 2 })
    .map((all) => all.map(({ name, due, share }) => ({ name, due, onTime: Math.floor(due * share), late: Math.floor(due * (1 - share) * 0.5), exempt: Math.floor(due * (1 - share) * 0.2) }))),
  events: fc.array(fc.record({ at: fc.constant(''), who: words, what: words }), { maxLength: 12 }),
  overdue: fc.array(fc.record({ name: fc.constantFrom(...names), count: fc.integer({ min: 1, max: 40 }), level: fc.constantFrom(null, 'blue', 'yellow', 'red') }), { maxLength: 60 }),
  next: fc.option(fc.constant({ at: instant('2024-10-17T09:00:00+08:00'), letters: 42 }), { nil: undefined }),
  note: fc.option(words, { nil: undefined }),
});

describe('the screen', () => {
  it('is never wider than the terminal, nor higher, with colours or without', () => {
    fc.assert(fc.property(model, fc.integer({ min: 20, max: 200 }), fc.integer({ min: 6, max: 60 }), fc.boolean(), (shown, columns, rows, colours) => {
      const lines = view(shown, { columns, rows }, painter(colours));
      expect(lines.length).toBeLessThan(rows);
      for (const line of lines) {
        expect(shownWidth(line)).toBeLessThan(columns);
        expect(line).not.toContain('\n');
      }
    }), { numRuns: 300 });
  });

  it('has no escape sequence without colours', () => {
    fc.assert(fc.property(model, (shown) => {
      expect(view(shown, { columns: 130, rows: 40 }, plain).join('')).not.toContain('\x1b');
    }), { numRuns: 30 });
  });

  it('shows the month with holidays, make-up days and today', () => {
    const october = monthPanel(plan.calendar, instant('2024-10-14T09:00:00+08:00'), plain);
    expect(october).toHaveLength(8);
    expect(october.join('\n')).toContain('2024年10月');
    expect(october.join('\n')).toMatch(/· 1· 2· 3· 4· 5· 6/);
    expect(october.join('\n')).toContain('+12'); // a Saturday that is worked
    expect(october.join('\n')).toContain('>14');
    for (const line of october) expect(shownWidth(line)).toBeLessThanOrEqual(MONTH_WIDTH);
  });

  it('draws in place: only lines that changed, no clearing of the whole, the cursor given back', () => {
    let written = '';
    const terminal: Terminal = { write: (text) => { written += text; }, columns: 80, rows: 24, on: () => undefined, off: () => undefined };
    const screen = openScreen(terminal);
    screen.draw(['一', '二', '三']);
    written = '';
    screen.draw(['一', '2', '三']);
    expect(written).toBe('\x1b[3A\r\n2\x1b[K\n\n');
    written = '';
    screen.draw(['一']);
    expect(written).toBe('\x1b[3A\r\n\x1b[J');
    screen.end();
    expect(written).toContain('\x1b[?25h');
  });

  it('begins anew after a change of size', () => {
    let resize: () => void = () => undefined;
    let written = '';
    const screen = openScreen({ write: (text) => { written += text; }, on: (_, listener) => { resize = listener; }, off: () => undefined });
    screen.draw(['一', '二']);
    resize();
    written = '';
    screen.draw(['一', '二']);
    expect(written).not.toContain('A\r');
    expect(written).toContain('一');
    expect(screen.size()).toEqual({ columns: 80, rows: 24 });
  });
});

describe('columns', () => {
  it('counts what a terminal shows', () => {
    expect(widthOf('交通运输部')).toBe(10);
    expect(widthOf('QC小组')).toBe(6);
    expect(widthOf('“ok”')).toBe(4);
    expect(widthOf('e\u0301')).toBe(1);
    expect(shownWidth(painter(true)('红', 'red', 'bold'))).toBe(2);
  });

  it('fits a text into exactly so many columns', () => {
    fc.assert(fc.property(words, fc.integer({ min: 1, max: 60 }), (text, width) => {
      expect(widthOf(fitted(text, width))).toBe(width);
      expect(widthOf(cut(text, width))).toBeLessThanOrEqual(width);
      expect(text.startsWith(cut(text, width))).toBe(true);
    }));
  });

  it('puts panels side by side', () => {
    expect(beside([{ width: 4, lines: ['一', '二'] }, { width: 3, lines: ['x'] }])).toEqual(['一    x', '二']);
  });
});

describe('without a terminal', () => {
  it('writes a line for each phase and for each day on which something happened', () => {
    const lines: string[] = [];
    const progress = plainProgress((line) => lines.push(line));
    const at = (day: string, letters: number, onTime: number, elapsedMs: number): Model => ({
      title: '', now: instant(`${day}T09:00:00+08:00`), elapsedMs, totalMs: 100, phases: [{ name: '筹备', part: 0 }, { name: '活动', part: 0.5 }],
      calendar: plan.calendar, letters: { sent: letters, latest: [] }, reports: [{ name: '部门', due: 9, onTime, late: 0, exempt: 0 }],
      events: [], overdue: [], next: undefined, note: undefined,
    });
    for (const shown of [at('2024-07-01', 0, 0, 0), at('2024-07-01', 5, 0, 10), at('2024-07-02', 5, 0, 20), at('2024-07-03', 5, 0, 30), at('2024-07-03', 6, 2, 60), at('2024-07-04', 6, 2, 70)]) progress(shown);
    expect(lines).toEqual([
      '[0:00] ── 筹备 ──',
      '[0:00] 7月1日（周一）　发函 5 封（+5）　已报 0 件（+0）　超过期限 0 个单位',
      '[0:00] ── 活动 ──',
      '[0:00] 7月3日（周三）　发函 6 封（+1）　已报 2 件（+2）　超过期限 0 个单位',
    ]);
  });
});
