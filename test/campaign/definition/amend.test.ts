import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Amendment, type Running, amendment } from '../../../campaign/definition/amend/amendment.ts';
import { barred, objections } from '../../../campaign/definition/amend/objections.ts';
import { isRemoved } from '../../../campaign/definition/amend/merge.ts';
import type { Standing } from '../../../campaign/definition/amend/stands.ts';
import { planLetters } from '../../../campaign/definition/planLetters.ts';
import { outcome } from '../../../campaign/line/outcome.ts';
import { keyOf } from '../../../campaign/line/plan.ts';
import { openLine } from '../../../campaign/line/state.ts';
import { amendText } from '../../../client/amendText.ts';
import { chineseInstant } from '../../../campaign/time/chinese.ts';
import { when } from '../line/fixture.ts';
import { compiled } from './planLettersFixture.ts';

const SUMMARY = { id: 'summary', title: '活动总结', for: 'all', assign: '2024-09-23', due: '2024-10-18 17:00', unitsDue: 'T-5' };
const FIGURES = { id: 'figures', title: '数据', for: 'departments', assign: '2024-09-09', due: '2024-10-23' };
const MOT = { id: 'mot', name: '交通运输部', kind: 'department', relation: 'peer', contacts: [{ mail: 'mot@departments.test' }] };
const MWR = { id: 'mwr', name: '水利部', kind: 'department', relation: 'peer', contacts: [{ mail: 'mwr@departments.test' }] };
const JINAN = { id: 'sd.jinan', name: '济南市', contacts: [{ mail: 'jinan@regions.test' }] };
const SD = {
  id: 'sd', name: '山东省', kind: 'region', relation: 'guided', contacts: [{ mail: 'sd@regions.test' }],
  superior: { title: '分管局领导', mail: 'sd-leader@regions.test' }, units: [JINAN, { id: 'sd.qingdao', name: '青岛市', contacts: [{ mail: 'qingdao@regions.test' }] }],
};
const PARTS = { participants: [MOT, SD] };

type Made = ReturnType<typeof compiled>;
const old = compiled([SUMMARY], PARTS);

/** A running campaign of which nobody has reported; `reported` are there already. */
function running({ plan, roster }: Made | Amendment, now: string, reported: Readonly<Record<string, Partial<Standing[number]>>> = {}): Running {
  const standing = plan.lines.flatMap((line) => outcome(line, openLine(line), when(now)).tasks)
    .map((task) => ({ ...task, ...reported[keyOf(task)] }));
  return { plan, roster, standing, now: when(now) };
}

const NOW = '2024-10-09 15:00';
const amendedTo = (next: Made, reported = {}, now = NOW) => amendment(running(old, now, reported), next);
const lettersOf = ({ changes }: Amendment) => changes.letters.map((each) => (
  `${each.change} ${chineseInstant(each.letter.at)} ${each.letter.to} ${each.letter.kind}${each.change === 'moved' ? ` from ${chineseInstant(each.from)}` : ''}`));

describe('what an amendment changes', () => {
  test('nothing, if the definition is the same', () => {
    const made = amendedTo(old);
    expect(made.isEmpty).toBe(true);
    expect(made.changes.letters).toEqual([]);
    expect(objections(when(NOW), made)).toEqual([]);
  });

  test('the rules of the program, if the definition is the same and the program is a newer one', () => {
    const newer = { ...old, plan: { ...old.plan, rulesVersion: 2, lines: old.plan.lines.map((line) => ({ ...line, rulesVersion: 2 })) } };
    const made = amendedTo(newer);
    expect(made.isEmpty).toBe(false);
    expect(made.changes.rulesVersion).toEqual({ from: 1, to: 2 });
    expect(made.plan.lines.map(({ rulesVersion }) => rulesVersion)).toEqual(made.plan.lines.map(() => 2));
    expect(amendText({ campaign: 'c', revision: 2, asOf: when(NOW), ...made })).toContain('程序规则更新 1 项：\n  第 1 版 → 第 2 版');
    // Also of a participant that is removed by the same amendment: old rules may go from the code when no plan names them.
    const without = compiled([SUMMARY], { participants: [MOT] }).plan;
    expect(amendedTo({ ...old, plan: { ...without, rulesVersion: 2 } }).plan.lines.find(({ line }) => line === 'sd')?.rulesVersion).toBe(2);
    // An older program would take the rules back.
    expect(barred({ plan: newer.plan, now: when(NOW) }, old.plan)).toContain('请用新版程序变更');
  });

  test('nothing at any time of its life, amended or not before', () => {
    const others = [old, compiled([SUMMARY, FIGURES], { participants: [MOT, MWR] }), compiled([{ ...SUMMARY, due: '2024-10-22' }], PARTS)];
    const moments = fc.constantFrom('2024-09-20 18:00', '2024-09-23 09:00', '2024-10-09 15:00', '2024-10-17 10:00');
    fc.assert(fc.property(fc.constantFrom(...others), fc.constantFrom(...others), moments, (first, second, now) => {
      const once = amendment(running(first, now), second);
      const again = amendment(running(once, now), second);
      expect(again.isEmpty).toBe(true);
      expect(again.changes).toEqual({
        participants: { added: [], removed: [] }, units: { added: [], removed: [] }, tasks: { added: [], removed: [] },
        dues: [], kept: [], rules: [], phases: [], addresses: [], letters: [],
      });
    }), { numRuns: 36 });
  });

  test('a due time: its letters move, the units are told', () => {
    const made = amendedTo(compiled([{ ...SUMMARY, due: '2024-10-22 17:00' }], { participants: [MOT, SD] }));
    expect(made.changes.dues).toEqual([
      { unit: 'mot', task: 'summary', from: when('2024-10-18 17:00'), to: when('2024-10-22 17:00') },
      { unit: 'sd', task: 'summary', from: when('2024-10-18 17:00'), to: when('2024-10-22 17:00') },
      { unit: 'sd.jinan', task: 'summary', from: when('2024-10-12 17:00'), to: when('2024-10-15 17:00') },
      { unit: 'sd.qingdao', task: 'summary', from: when('2024-10-12 17:00'), to: when('2024-10-15 17:00') },
    ]);
    const lines = lettersOf(made);
    expect(lines).toContain('added 10月9日（周三）15:00 mot@departments.test changed');
    expect(lines).toContain('moved 10月15日（周二）09:00 mot@departments.test remind from 10月12日（周六）09:00');
    expect(lines).toContain('moved 10月21日（周一）09:00 mot@departments.test remind from 10月17日（周四）09:00');
    expect(lines).toContain('moved 10月24日（周四）09:00 mot@departments.test overdue from 10月22日（周二）09:00');
  });

  test('what was reported is not chased by either plan: nothing about it moves', () => {
    const reported = { 'mot/summary': { state: 'submitted' }, 'sd.jinan/summary': { state: 'accepted' } };
    const made = amendedTo(compiled([{ ...SUMMARY, due: '2024-10-22 17:00' }], { participants: [MOT, SD] }), reported);
    expect(made.changes.dues.map(({ unit }) => unit)).toEqual(['sd', 'sd.qingdao']);
    expect(lettersOf(made).filter((line) => /mot@|jinan@/.test(line))).toEqual([]);
  });

  test('a later extension stays, and is named', () => {
    const made = amendedTo(compiled([{ ...SUMMARY, due: '2024-10-22 17:00' }], PARTS), { 'mot/summary': { due: when('2024-10-25 17:00') } });
    expect(made.changes.kept).toEqual([{ unit: 'mot', task: 'summary', due: when('2024-10-25 17:00'), planned: when('2024-10-22 17:00') }]);
    expect(lettersOf(made).filter((line) => line.includes('mot@'))).toEqual([]);
  });

  test('a new participant is assigned at the next opening, and everything later is as planned', () => {
    const next = compiled([SUMMARY], { participants: [MOT, MWR, SD] });
    const made = amendedTo(next);
    expect(made.changes.participants).toEqual({ added: [{ id: 'mwr', name: '水利部' }], removed: [] });
    expect(made.changes.tasks.added).toEqual([{ unit: 'mwr', task: 'summary', due: when('2024-10-18 17:00') }]);
    const own = made.changes.letters.filter(({ letter }) => letter.to === 'mwr@departments.test');
    expect(own.map(({ change, letter }) => `${change} ${letter.at.slice(5, 16)} ${letter.kind}`)).toEqual([
      'added 10-10T09:00 assign', 'added 10-12T09:00 remind', 'added 10-17T09:00 remind', 'added 10-22T09:00 overdue',
    ]);
    const planned = planLetters(next.plan, next.roster).filter(({ at, to }) => to === 'mwr@departments.test' && at > when('2024-10-10 09:00'));
    expect(own.map(({ letter }) => letter).slice(1)).toEqual(planned);
    expect(objections(when(NOW), made)).toEqual([]);
  });

  test('a removed participant: its letters go, its line and addresses stay, its report stays', () => {
    const made = amendedTo(compiled([SUMMARY], { participants: [MOT] }), { 'sd.jinan/summary': { state: 'submitted' } });
    expect(made.changes.participants.removed).toEqual([{ id: 'sd', name: '山东省' }]);
    expect(made.changes.tasks.removed).toEqual([
      { unit: 'sd', task: 'summary', reported: false }, { unit: 'sd.jinan', task: 'summary', reported: true }, { unit: 'sd.qingdao', task: 'summary', reported: false },
    ]);
    expect(made.plan.lines.map((line) => [line.line, isRemoved(line)])).toEqual([['mot', false], ['sd', true], ['organiser', false]]);
    expect(made.roster.superiors['sd']?.mail).toBe('sd-leader@regions.test');
    expect(new Set(made.changes.letters.map(({ change, letter }) => `${change} ${letter.role === 'contact' || letter.role === 'superior' ? letter.to : letter.role}`)))
      .toEqual(new Set(['removed sd@regions.test', 'removed qingdao@regions.test', 'removed sd-leader@regions.test', 'altered office']));
    // Reported already, it was not written to any more anyway.
    expect(planLetters(made.plan, made.roster).some(({ items }) => items.some(({ unit }) => unit.startsWith('sd')))).toBe(false);
  });

  test('who comes back is asked again', () => {
    const gone = amendedTo(compiled([SUMMARY], { participants: [MOT] }));
    const back = amendment(running(gone, '2024-10-10 15:00'), old);
    expect(back.changes.participants.added).toEqual([{ id: 'sd', name: '山东省' }]);
    expect(back.plan.revision).toBe(3);
    expect(back.changes.letters.some(({ change, letter }) => change === 'added' && letter.to === 'qingdao@regions.test' && letter.kind === 'assign')).toBe(true);
    expect(back.plan.lines.flatMap(({ units }) => units.filter(({ removed }) => removed))).toEqual([]);
  });

  test('an address only: no letter moves, and it is said where they go', () => {
    const made = amendedTo(compiled([SUMMARY], { participants: [{ ...MOT, contacts: [{ mail: 'right@departments.test' }] }, SD] }));
    expect(made.isEmpty).toBe(false);
    expect(made.changes.addresses).toEqual([{ unit: 'mot', role: 'contact', from: 'mot@departments.test', to: 'right@departments.test' }]);
    expect(made.changes.letters).toEqual([]);
  });

  test('a telephone number only is a change too', () => {
    const made = amendedTo(compiled([SUMMARY], { participants: [{ ...MOT, contacts: [{ mail: 'mot@departments.test', phone: '010-1' }] }, SD] }));
    expect(made.isEmpty).toBe(false);
    expect(made.changes.letters).toEqual([]);
  });
});

describe('refused before anything happens', () => {
  const against = (next: Made, now = NOW, reported = {}) => objections(when(now), amendedTo(next, reported, now));
  const PHASES = { planning: '2024-07-01', activities: '2024-09-02', summarisation: '2024-10-14', close: '2024-11-01', archive: '2024-11-29' };
  const later = compiled([SUMMARY], { ...PARTS, phases: PHASES });

  test('another campaign', () => {
    expect(barred(running(old, NOW), { ...old.plan, campaign: 'other-2024' })).toMatch(/other-2024，不是 quality-month-2024.*start/);
  });
  test('one that has closed', () => {
    expect(barred(running(old, '2024-11-01 09:00'), old.plan)).toContain('已于11月1日（周五）09:00截止报送');
    expect(barred(running(old, '2024-11-01 08:59'), old.plan)).toBeUndefined();
  });
  test('a phase that has begun', () => {
    expect(against(later)).toEqual([expect.stringMatching(/总结阶段（summarisation）已于10月8日.*改回 2024-10-08/)]);
  });
  test('a phase moved into the past; a later one may move', () => {
    const to = (activities: string) => objections(when('2024-08-20 10:00'), amendment(running(old, '2024-08-20 10:00'), compiled([SUMMARY], { ...PARTS, phases: { ...PHASES, summarisation: '2024-10-08', activities } })));
    expect(to('2024-08-05')).toEqual([expect.stringMatching(/不能改到已过去的8月5日/)]);
    expect(to('2024-09-09')).toEqual([]);
  });
  test('a due day in the past for what is not reported', () => {
    const early = compiled([{ ...SUMMARY, due: '2024-10-08 17:00', unitsDue: undefined }], PARTS);
    expect(against(early)).toContainEqual(expect.stringMatching(/mot\/summary 的期限10月8日（周二）17:00已过.*今后的工作日/));
    expect(against(early, NOW, { 'mot/summary': { state: 'accepted' }, 'sd/summary': { state: 'submitted' } })).toEqual([]);
  });
  test('a new task nobody can be asked for in time', () => {
    expect(against(compiled([SUMMARY, { ...FIGURES, due: '2024-10-09 17:00' }], PARTS)))
      .toEqual([expect.stringMatching(/mot\/figures 最早10月10日（周四）09:00布置/)]);
  });
  test('a close before a granted extension', () => {
    const sooner = compiled([{ ...SUMMARY, unitsDue: undefined }], { ...PARTS, phases: { ...PHASES, summarisation: '2024-10-08', close: '2024-10-30' } });
    expect(against(sooner, NOW, { 'mot/summary': { due: when('2024-10-30 17:00') } })).toContainEqual(expect.stringMatching(/mot\/summary 已获准延至10月30日/));
  });
  test('a unit moved to another line', () => {
    const moved = compiled([SUMMARY], { participants: [{ ...MOT, units: [{ ...JINAN, id: 'mot.jinan' }] }, { ...SD, units: SD.units.slice(1) }] });
    expect(against(moved)).toEqual([expect.stringMatching(/mot\.jinan 的邮箱 jinan@regions\.test 原属报送线 sd 的 sd\.jinan/)]);
  });
  test('more lines than a campaign carries, those counted that were removed', () => {
    const many = compiled([{ ...SUMMARY, for: ['p0'] , unitsDue: undefined }], { participants: Array.from({ length: 1000 }, (_, n) => ({ ...MOT, id: `p${String(n)}`, contacts: [{ mail: `p${String(n)}@departments.test` }] })) });
    expect(against(many)).toContainEqual(expect.stringMatching(/共 1002 条报送线.*1000 条的上限/));
  });
  test('of many mistakes of one kind a few are written out', () => {
    const many = compiled([{ ...SUMMARY, due: '2024-10-08 17:00', unitsDue: undefined, for: 'all' }], { participants: Array.from({ length: 9 }, (_, n) => ({ ...MOT, id: `p${String(n)}`, contacts: [{ mail: `p${String(n)}@departments.test` }] })) });
    expect(against(many)).toHaveLength(6);
  });
});
