import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Compiled } from '../../../campaign/definition/compile/compile.ts';
import type { TaskStanding } from '../../../campaign/line/standing.ts';
import { day, instant } from '../../../campaign/time/instant.ts';
import type { Overview } from '../../../client/overview.ts';
import { columnsOf } from '../../../client/portal/dashboard/columns.ts';
import { LIGHTS, LIGHT_TEXTS, gravest, lightOf } from '../../../client/portal/dashboard/lights.ts';
import { monthAfter, monthOf } from '../../../client/portal/dashboard/month.ts';
import { percentOf, ratesOf } from '../../../client/portal/dashboard/rates.ts';
import { rowsOf, shown } from '../../../client/portal/dashboard/rows.ts';
import { overdueOf, waitsOf } from '../../../client/portal/dashboard/waits.ts';
import { type DashboardPage, dashboardPage } from '../../../client/portal/pages/organiser/dashboard.ts';
import { signs } from '../../../client/portal/pages/organiser/dashboard/signs.ts';
import { readForRehearsal } from '../../../client/rehearsal/definition.ts';
import { overviewAt } from '../../scale/standings.ts';

const NOW = instant('2024-10-22T15:00:00+08:00');
let compiled: Compiled;
let overview: Overview;
beforeAll(async () => {
  ({ compiled } = await readForRehearsal('config/campaigns/quality-month-2024'));
  overview = overviewAt(compiled, NOW);
});

function page(more: Partial<DashboardPage> = {}): string {
  const { plan, roster } = compiled;
  const view = { campaign: plan.campaign, title: plan.title, theme: plan.theme, office: roster.office, mailboxes: { office: [], head: [], reviewer: [], auditor: [] } };
  return dashboardPage({ rehearsal: false, workflowUrl: (id) => `http://temporal.test/${id}` }, {
    view, role: 'office', csrf: '', overview, calls: [], marker: 'running', name: '', at: overview.looked, ...more,
  }).text;
}

describe('the sign of a task', () => {
  const task = (more: Partial<TaskStanding>): TaskStanding => ({ unit: 'mot', task: 'summary', title: '', due: instant('2024-10-18T17:00:00+08:00'), state: 'open', late: false, level: null, versions: 0, ...more });
  const light = (more: Partial<TaskStanding>, now = '2024-10-22T15:00:00+08:00', soon = '2024-10-25') => lightOf(task(more), instant(now), day(soon));

  test('tells late from near from open, by the clock', () => {
    expect(light({})).toBe('over');
    expect(light({ level: 'yellow' })).toBe('yellow');
    expect(light({}, '2024-10-18T17:00:00+08:00', '2024-10-23')).toBe('soon');
    expect(light({}, '2024-10-14T09:00:00+08:00', '2024-10-17')).toBe('open');
    expect(light({ versions: 1 }, '2024-10-14T09:00:00+08:00')).toBe('again');
  });
  test('nothing that rests is late', () => {
    for (const rests of ['suspended', 'original'] as const) expect(light({ rests, level: 'red' })).toBe(rests);
  });
  test('what was reported waits for us, however late it came', () => {
    expect(light({ state: 'submitted', late: true, level: 'red' })).toBe('review');
    expect(light({ state: 'accepted', late: true })).toBe('late');
    expect(light({ state: 'accepted' })).toBe('accepted');
  });
  test('of several the gravest counts, in any order', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...LIGHTS], { minLength: 1 }), (some) => {
      expect(gravest(some)).toBe(LIGHTS.find((each) => some.includes(each)));
    }));
  });
  test('each is drawn in its own way without any colour', () => {
    const drawn = [...signs().text.matchAll(/<symbol id="sign-(\w+)"[^>]*>(.*?)<\/symbol>/g)].map(([, name, shape = '']) => [name, shape.replaceAll(/ (?:fill|stroke)="[^"]*"/g, '')]);
    expect(drawn.map(([name]) => name)).toEqual([...LIGHTS]);
    expect(new Set(drawn.map(([, shape]) => shape)).size).toBe(LIGHTS.length);
  });
});

describe('on 22 October 2024', () => {
  test('tasks of actions share a column; participants stand in the order of signing', () => {
    expect(columnsOf(overview.plan).map(({ title }) => title)).toContain('重点活动情况');
    expect(columnsOf(overview.plan).length).toBeLessThan(9);
    expect(rowsOf(overview).map(({ line }) => line)).toEqual(overview.plan.participants.map(({ id }) => id));
  });

  test('the table, the list of what is late and the campaign\'s figures say the same', () => {
    const rows = rowsOf(overview);
    const late = overdueOf(overview);
    expect(late.length).toBeGreaterThan(5);
    expect(rows.filter(({ isLate }) => isLate).map(({ line }) => line).sort()).toEqual([...new Set(late.map(({ line }) => line))].sort());
    const { onTime, late: cameLate } = overview.campaign.figures;
    const { groups, columns } = ratesOf(overview);
    for (const rates of [groups, columns]) {
      expect(rates.reduce((sum, rate) => sum + rate.onTime, 0)).toBe(onTime);
      expect(rates.reduce((sum, rate) => sum + rate.late, 0)).toBe(cameLate);
      expect(rates.reduce((sum, rate) => sum + rate.absent, 0)).toBe(late.length);
    }
  });

  test('100 % is said of nothing but all', () => {
    expect(percentOf({ title: '', onTime: 999, late: 1, absent: 0 })).toBe(99);
    expect(percentOf({ title: '', onTime: 3, late: 0, absent: 0 })).toBe(100);
  });

  test('what waits is what the lines say waits for the office', () => {
    const told = [...overview.lines.values()].flatMap(({ waiting = [] }) => waiting).filter(({ who }) => who === 'office');
    expect(told.length).toBeGreaterThan(0);
    for (const what of ['review', 'release', 'extension']) expect(waitsOf(overview).find((wait) => wait.what === what)?.count).toBe(told.filter((each) => each.what === what).length);
  });

  test('the month marks days off, make-up days and phases, and counts letters from today on', () => {
    const days = new Map(monthOf(overview, '2024-10').map((each) => [each.day.slice(8), each]));
    expect([days.get('01')?.kind, days.get('12')?.kind, days.get('13')?.kind, days.get('14')?.kind]).toEqual(['holiday', 'makeUp', 'off', 'worked']);
    expect(days.get('08')?.phase).toBe('总结');
    expect([...days.values()].filter(({ letters }) => letters > 0).every(({ day: on }) => on >= '2024-10-22')).toBe(true);
    expect(monthOf(overview, '2030-02').every(({ kind }) => kind === 'unknown')).toBe(true);
    expect([monthAfter('2024-12', 1), monthAfter('2024-01', -1)]).toEqual(['2025-01', '2023-12']);
  });

  test('every drawing on the page has words, or is kept from who is read to', () => {
    const drawings = [...page().matchAll(/<svg([^>]*)>(.*?)<\/svg>/gs)];
    expect(drawings.length).toBeGreaterThan(200);
    for (const [, attributes = '', inside = ''] of drawings) {
      if (attributes.includes('aria-hidden="true"')) continue;
      expect(attributes).toContain('role="img"');
      expect(/<title[^>]*>([^<]*)<\/title>/.exec(inside)?.[1]).toMatch(/\p{Script=Han}/u);
    }
    expect(/<desc id="month-desc">([^<]*)</.exec(page())?.[1]).toContain('10月12日（周六）：调休上班');
  });

  test('a name or a filter leaves the others out, and names are words, not markup', () => {
    expect(shown(rowsOf(overview), undefined, '山东').map(({ line }) => line)).toEqual(['sd']);
    expect(page({ name: '"><script>' })).not.toContain('"><script>');
    const waiting = page({ show: 'waiting' });
    expect(waiting.match(/<th scope="row" class="who">/g)?.length).toBe(rowsOf(overview).filter(({ waits }) => waits).length);
  });

  test('letters on hold, old data and lines still being read are said before everything else', () => {
    expect(page()).not.toMatch(/role="alert"|正在读取/);
    expect(page({ marker: 'held' })).toContain('发函已暂停');
    expect(page({ marker: 'stopped' })).toContain('活动已取消');
    expect(page({ at: overview.looked + 5_000 })).not.toContain('没有应答');
    expect(page({ at: overview.looked + 90_000 })).toContain('服务暂时没有应答，以下是 90 秒前的情况');
    const lines = new Map([...overview.lines].slice(1));
    const partly = page({ overview: { ...overview, lines, reading: 1 } });
    expect(partly).toContain('1 条待读');
    expect(partly).toContain('市场监管总局');
  });

  test('of more than a hundred, those with nothing wrong are folded away', () => {
    const many = { ...overview, plan: { ...overview.plan, participants: Array.from({ length: 3 }, () => overview.plan.participants).flat() } };
    const folded = page({ overview: many });
    const wanting = rowsOf(many).filter(({ isWanting }) => isWanting).length;
    expect(folded).toContain(`177 个单位中，${String(wanting)} 个有过期或待办理的事项`);
    expect(folded.match(/<th scope="row" class="who">/g)?.length).toBe(wanting);
    expect(page({ overview: many, show: 'all' }).match(/<th scope="row" class="who">/g)?.length).toBe(177);
  });
});

test('every sign has its words', () => {
  expect(Object.keys(LIGHT_TEXTS)).toEqual([...LIGHTS]);
  expect(new Set(Object.values(LIGHT_TEXTS)).size).toBe(LIGHTS.length);
});
