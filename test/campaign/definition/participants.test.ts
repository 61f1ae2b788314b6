import { describe, expect, test } from 'vitest';
import { lineMistakes } from '../../../campaign/definition/lines.ts';
import { edited, expectOne, problemsOf } from './example.ts';

describe('ids of lines and units', () => {
  test('organiser is reserved', () => {
    expectOne(edited(['id: mot,', 'id: organiser,']), { at: 'organiser', after: "participants:\n" }, { path: 'participants[0].id', message: 'id “organiser”已留给组织方' });
  });

  test("a subordinate unit bears its participant's id before the dot", () => {
    expectOne(edited(['id: sd.jinan', 'id: hn.jinan']), { at: 'hn.jinan' }, {
      path: 'participants[2].units[0].id',
      message: '下属单位的 id “hn.jinan”没有以“sd.”开头',
      remedy: '请改为 sd.jinan',
    });
  });
});

describe('an address belongs to one line', () => {
  test.each([
    ['two participants', 'mwr@departments.test', 'mot@departments.test', 'participants[1].contacts[0].mail', 'mot 与 mwr'],
    ['upper and lower case are one address', 'mwr@departments.test', 'MOT@Departments.Test', 'participants[1].contacts[0].mail', 'mot 与 mwr'],
    ["the office is the organiser's", 'mwr@departments.test', 'office@samr.test', 'participants[1].contacts[0].mail', 'organiser 与 mwr'],
    ["the head is the organiser's", 'sd-leader@regions.test', 'head@samr.test', 'participants[2].superior.mail', 'organiser 与 sd'],
    ['a subordinate unit of another line', 'jinan@regions.test', 'mwr@departments.test', 'participants[2].units[0].contacts[0].mail', 'mwr 与 sd'],
  ])('%s', (_, from, to, path, lines) => {
    const text = edited([from, to]);
    expectOne(text, { at: to, after: path.startsWith('participants[1]') ? '水利部' : '山东省' }, { path, message: `邮箱“${to}”同时属于两条报送线：${lines}` });
  });

  test('within one line it may repeat', () => {
    expect(problemsOf(edited(['jinan@regions.test', 'sd@regions.test']))).toEqual([]);
    expect(problemsOf(edited(['head@samr.test', 'office@samr.test']))).toEqual([]);
  });

  test('an address in three lines is a problem at the second and the third', () => {
    const text = edited(['mwr@departments.test', 'mot@departments.test'], ['sd@regions.test', 'mot@departments.test']);
    expect(problemsOf(text).map(({ path }) => path)).toEqual(['participants[1].contacts[0].mail', 'participants[2].contacts[0].mail']);
  });
});

describe('limits', () => {
  const bodies = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `p${i}` }));
  const units = (n: number) => [{ id: 'sd', units: Array.from({ length: n }, (_, i) => ({ id: `sd.u${i}` })) }];

  test("1,000 lines, the organiser's not counted", () => {
    expect(lineMistakes({ participants: bodies(1000) })).toEqual([]);
    expect(lineMistakes({ participants: bodies(1001) })).toMatchObject([
      { path: ['participants', 1000], message: '参与单位共 1001 个，超过一次活动 1000 条报送线的上限' },
    ]);
  });

  test('200 units a line, the participant itself counted', () => {
    expect(lineMistakes({ participants: units(199) })).toEqual([]);
    expect(lineMistakes({ participants: units(200) })).toMatchObject([
      { path: ['participants', 0, 'units', 199], message: '“sd”连同下属单位共 201 个，超过一条报送线 200 个单位的上限' },
    ]);
  });
});
