import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Concern } from '../../../campaign/line/concerns.ts';
import {
  STAGES, type SelectCommand, type Selection, adoptedIn, applyCase, caseId, decideCase, isCaseId, unitOfCase,
} from '../../../campaign/line/selection.ts';
import { entry, when } from './fixture.ts';

const NOW = when('2024-11-04 10:00');
const CASE = 'sd.jinan/summary/1';
const consent = entry('2024-11-01 15:00', { channel: '公文交换' });
const to = (stage: SelectCommand['to'], more: Partial<SelectCommand> = {}): SelectCommand => ({ case: CASE, to: stage, ...more });
const open: Concern = { number: 2, unit: 'sd', text: 'a'.repeat(64), receivedAt: NOW };

function tell(commands: readonly SelectCommand[], concerns: readonly Concern[] = []): { selection: Selection; refused: string[] } {
  let selection: Selection = {};
  const refused = commands.flatMap((command) => {
    const fact = decideCase(selection, concerns, command, NOW);
    if ('refused' in fact) return [fact.refused];
    selection = applyCase(selection, fact);
    return [];
  });
  return { selection, refused };
}
const upTo = (stage: (typeof STAGES)[number]) => STAGES.slice(0, STAGES.indexOf(stage) + 1).map((each) => to(each, each === '发布' ? { consent } : {}));

describe('a case', () => {
  test('goes one stage at a time to its publication, with consent', () => {
    const { selection, refused } = tell(upTo('发布'));
    expect(refused).toEqual([]);
    expect(selection).toEqual({ [CASE]: { stage: '发布', consent: when('2024-11-01 15:00') } });
  });

  test('consent given earlier counts; who goes back is asked anew', () => {
    expect(tell([...upTo('请报送单位核稿'), to('采用', { consent }), to('发布')]).refused).toEqual([]);
    expect(tell([...upTo('发布'), to('back'), to('发布')]).refused).toEqual([`案例 ${CASE} 须经报送单位同意方可发布。请取得同意后加 --consent 和 --channel 渠道 重试。`]);
  });

  test.each([
    ['a stage left out', [to('初选')], `案例 ${CASE} 尚未推荐，下一步是“推荐”，不能到“初选”。请逐步办理。`],
    ['the same again', [to('推荐'), to('推荐')], `案例 ${CASE} 现为“推荐”，下一步是“初选”，不能到“推荐”。请逐步办理。`],
    ['back without drop', [...upTo('采用'), to('初选')], `案例 ${CASE} 现为“采用”，下一步是“发布”，不能到“初选”。如需退回一步，请用 --drop。`],
    ['beyond the last', [...upTo('发布'), to('发布')], `案例 ${CASE} 已经发布，没有下一步。如需撤回，请用 --drop。`],
    ['back from nothing', [to('back')], `案例 ${CASE} 尚未推荐，无可退回。`],
    ['published without consent', [...upTo('采用'), to('发布')], `案例 ${CASE} 须经报送单位同意方可发布。请取得同意后加 --consent 和 --channel 渠道 重试。`],
    ['a consent of tomorrow', [...upTo('采用'), to('发布', { consent: entry('2024-11-05 09:00') })], '收到时间11月5日（周二）09:00晚于现在（11月4日（周一）10:00），请核对收到时间。'],
  ])('%s is refused in one sentence', (_, commands, sentence) => {
    expect(tell(commands).refused).toEqual([sentence]);
  });

  test('waits while a concern about its unit is open; it may go back all the same', () => {
    expect(tell([to('推荐')], [open]).refused).toEqual([`第 2 号反映问题尚未答复，案例 ${CASE} 暂不选用。请先用 concern 查看并答复。`]);
    expect(tell([to('推荐')], [{ ...open, unit: 'mot' }, { ...open, answeredAt: NOW }]).refused).toEqual([]);
    const chosen = tell([to('推荐')]).selection;
    expect(decideCase(chosen, [open], to('back'), NOW)).toMatchObject({ fact: 'caseDropped', stage: null });
  });

  test('whatever is asked: never two stages at once, published only with consent, adopted are those from 采用 on', () => {
    const command = fc.record({ case: fc.constantFrom(CASE, 'mot/summary/2'), to: fc.constantFrom('back' as const, ...STAGES), consented: fc.boolean() })
      .map(({ consented, ...asked }): SelectCommand => (consented ? { ...asked, consent } : asked));
    fc.assert(fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      let selection: Selection = {};
      for (const each of commands) {
        const fact = decideCase(selection, [], each, NOW);
        if ('refused' in fact) continue;
        const place = (of: Selection) => { const known = of[each.case]; return known === undefined ? -1 : STAGES.indexOf(known.stage); };
        const next = applyCase(selection, fact);
        expect(Math.abs(place(next) - place(selection))).toBe(1);
        selection = next;
      }
      for (const { stage, consent: given } of Object.values(selection)) expect(stage === '发布' && given === undefined).toBe(false);
      expect(adoptedIn(selection)).toEqual(Object.keys(selection).filter((id) => STAGES.indexOf(selection[id]?.stage ?? '推荐') >= 3).sort());
    }));
  });
});

test('an id is of its unit, its task and a number, and of nothing else', () => {
  expect(caseId('sd.jinan', 'action-report.5.5', 2)).toBe('sd.jinan/action-report.5.5/2');
  expect(unitOfCase(caseId('sd.jinan', 'summary', 1))).toBe('sd.jinan');
  expect(['mot/summary/1', 'sd.jinan/action-report.5.5/12'].every(isCaseId)).toBe(true);
  expect(['mot/summary', 'mot/summary/0', 'mot//1', '交通部/summary/1', 'mot/总结/1', 'a/b/1 c', 'a.b.c/t/1'].some(isCaseId)).toBe(false);
});
