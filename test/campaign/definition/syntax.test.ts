import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import { edited, exampleFiles, expectOne, placeOf, problemsOf } from './example.ts';

describe('mistakes of YAML itself', () => {
  test('a key written twice, at its second place; nothing else is lost', () => {
    const text = edited(['id: mwr, name: 水利部', 'id: mwr, id: mwr, name: 水利部'], ['perWeek: 3', 'perWeek: x']);
    expect(problemsOf(text)).toMatchObject([
      { path: 'budget.perWeek', message: 'perWeek 应为数字，现为 “x”' },
      { ...placeOf(text, 'id: mwr', '{ id: mwr,'), path: '', message: '“id”写了两次', remedy: '同一组里每个键只能写一次，请删去其中一处' },
    ]);
  });

  test('a quote that is never closed, at the place where it opens', () => {
    expect(problemsOf('id: "quality-month-2024\ntitle: x\n')).toEqual([
      { file: 'campaign.yaml', line: 1, column: 5, path: '', message: '引号没有配对：“id: "quality-month-2024”', remedy: '请补上右引号，或去掉左引号' },
    ]);
  });

  test('a bracket that is never closed is noticed on the next line', () => {
    const text = edited(['perWeek: 3 }', 'perWeek: 3']);
    expectOne(text, { at: 'acknowledge' }, { path: '', message: '缩进不对，或前面的括号、引号没有收尾：“acknowledge: { within: 5 }”' });
  });

  test.each([
    ['a tab', "a:\n\tb: 1\n", 2, 1, '缩进用了制表符（Tab）：“b: 1”'],
    ['two keys in one line', "a: b: c\n", 1, 4, '同一行里出现了第二个“键: 值”：“a: b: c”'],
    ['a reserved sign', "a: @x\n", 1, 4, '值以特殊字符开头：“a: @x”'],
    ['an anchor that is not there', "a: *x\n", 1, 4, '*x 没有对应的 &x'],
    ['a second document', "a: 1\n---\nb: 2\n", 2, 1, '一个文件里有多份文档（---）：“---”'],
    ['a list instead of keys', "- a\n", 1, 1, 'campaign.yaml 的最外层不是“键: 值”'],
    ['no keys at all', "活动\n", 1, 1, 'campaign.yaml 的最外层不是“键: 值”'],
  ])('%s', (_, text, line, column, message) => {
    expect(problemsOf(text)).toMatchObject([{ line, column, path: '', message }]);
  });

  test('are found in every file, and a file that cannot be read makes nothing else look missing', () => {
    const files = exampleFiles.map(({ name, text }) => ({ name, text: name === 'campaign.yaml' ? text.replace('perWeek: 3', 'perWeek: x') : `\t${text}` }));
    expect(parseDefinition(files).problems.map(({ file, line, message }) => [file, line, message])).toEqual([
      ['actions.yaml', 1, '缩进用了制表符（Tab）：“actions:”'],
      ['campaign.yaml', 8, 'perWeek 应为数字，现为 “x”'],
      ['participants.yaml', 1, '缩进用了制表符（Tab）：“participants:”'],
    ]);
  });

  test('aliases are followed, and what is wrong in them is shown where it is written', () => {
    const text = edited(['acknowledge: { within: 5 }', 'acknowledge: &five { within: five }'], ['review: { within: 5 }', 'review: *five']);
    expect(problemsOf(text)).toMatchObject([
      { ...placeOf(text, 'five }'), path: 'acknowledge.within' },
      { ...placeOf(text, 'five }'), path: 'review.within' },
    ]);
  });
});
