import { expect, test } from 'vitest';
import { edited, placeOf, problemsOf } from './example.ts';

test('five unrelated mistakes are found in one run, each with its place', () => {
  const text = edited(
    ['close: 2024-11-01', 'close: 2024-11-31'],
    ['for: departments', 'for: departments, excpet: [mot]'],
    ['relation: guided', 'relation: guide'],
    ['mwr@departments.test', 'mot@departments.test'],
    ['lead: mwr', 'lead: mrw'],
  );
  expect(problemsOf(text)).toEqual([
    { file: 'campaign.yaml', ...placeOf(text, '2024-11-31'), path: 'phases.close', message: 'close 的值“2024-11-31”不是存在的日期（YYYY-MM-DD）', remedy: '请改写，例如 close: 2024-11-01' },
    { file: 'campaign.yaml', ...placeOf(text, 'excpet'), path: 'tasks[0].excpet', message: '此处不能写“excpet”', remedy: '是否为 except？否则请删去' },
    {
      file: 'campaign.yaml', ...placeOf(text, 'mot@', '水利部'), path: 'participants[1].contacts[0].mail',
      message: '邮箱“mot@departments.test”同时属于两条报送线：mot 与 mwr',
      remedy: '一个邮箱只能属于一条报送线（组织方办公室和局领导的邮箱属于组织方）；participants[0].contacts[0].mail 已使用，请换一个',
    },
    { file: 'campaign.yaml', ...placeOf(text, 'guide,'), path: 'participants[2].relation', message: 'relation 的值“guide”不可用', remedy: '是否为 guided？可用的值：peer、guided、own，例如 relation: peer' },
    { file: 'campaign.yaml', ...placeOf(text, 'mrw'), path: 'actions[0].lead', message: '“mrw”不在 participants 中', remedy: '可用：mot、mwr、sd、sd.jinan；或先在 participants 中登记' },
  ]);
});

test('a mistake of shape and a mistake of reference in one entry are both found', () => {
  const text = edited(['id: summary, title: 活动总结, for: all', 'id: summary, for: [mott]'], ['id: mot, name: 交通运输部', 'id: mwr, name: 5']);
  expect(problemsOf(text).map(({ path, message }) => [path, message])).toEqual([
    ['tasks[3].title', '缺少 title'],
    ['tasks[3].for[0]', '“mott”不在 participants 中'],
    ['participants[0].name', 'name 应为文字，现为数字 5'],
    ['participants[1].id', 'id “mwr”重复'],
  ]);
});

test('a broken entry hides no mistake of the healthy ones', () => {
  const text = edited(['mwr@departments.test', 'mwr'], ['superior: { title: 分管局领导, mail: sd-leader@regions.test },', ''], ['perTask: 3', 'perTask: 2']);
  expect(problemsOf(text).map(({ path }) => path)).toEqual(['ladders.peer', 'ladders.guided', 'ladders.own', 'participants[1].contacts[0].mail', 'participants[2].superior']);
});
