import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import { edited, example, exampleFiles } from './example.ts';

const whole = parseDefinition([{ name: 'campaign.yaml', text: example }]);

describe('a definition in several files', () => {
  test('is the same as in one', () => {
    const split = parseDefinition(exampleFiles);
    expect(split.problems).toEqual([]);
    expect(split.definition).toEqual(whole.definition);
  });

  test('the same top-level key in two files is a problem at the second; the first counts', () => {
    const files = [...exampleFiles, { name: 'zz.yaml', text: "# later\nbudget: { perTask: 0, perWeek: 0 }\n" }];
    const { definition, problems } = parseDefinition(files);
    expect(definition?.budget).toEqual({ perTask: 3, perWeek: 3 });
    expect(problems).toEqual([
      { file: 'zz.yaml', line: 2, column: 1, path: 'budget', message: '“budget”在 campaign.yaml 和 zz.yaml 中都有', remedy: '同一项只能写在一个文件里，请删去其中一处' },
    ]);
  });

  test('problems stand in the order of files, lines and columns', () => {
    const files = exampleFiles.map(({ name, text }) => ({ name, text: text.replace('lead: mwr', 'lead: mwrr').replace('perWeek: 3', 'perWeek: x').replace('perTask: 3', 'perTask: x') }));
    expect(parseDefinition(files.toReversed()).problems.map(({ file, line, path }) => [file, line, path])).toEqual([
      ['actions.yaml', 2, 'actions[0].lead'],
      ['campaign.yaml', 8, 'budget.perTask'],
      ['campaign.yaml', 8, 'budget.perWeek'],
    ]);
  });

  test('a missing section is looked for in the file of its name', () => {
    const files = exampleFiles.map(({ name, text }) => (name === 'actions.yaml' ? { name, text: '' } : { name, text }));
    expect(parseDefinition(files).problems).toMatchObject([{ file: 'actions.yaml', line: 1, column: 1, path: 'actions', message: '缺少 actions' }]);
  });

  test('no file at all is one problem', () => {
    expect(parseDefinition([]).problems).toEqual([
      { file: '', line: 1, column: 1, path: '', message: '没有定义文件', remedy: '请提供 campaign.yaml，或含有 campaign.yaml 的文件夹' },
    ]);
  });
});

describe('locate', () => {
  const { locate } = parseDefinition([{ name: 'd.yaml', text: "a: 1\nb:\n  c: [x, { d: 你好, e: y }]\n  f:\n    - g: 1\n" }]);

  test.each([
    ['a value', ['a'], 1, 4],
    ['what begins on a later line: its key', ['b'], 2, 1],
    ['an item', ['b', 'c', 0], 3, 7],
    ['columns count characters, not bytes', ['b', 'c', 1, 'e'], 3, 22],
    ['an item of a block list', ['b', 'f', 0], 5, 7],
    ['a missing key: its parent', ['b', 'c', 1, 'zz'], 3, 10],
    ['a missing item: its list', ['b', 'c', 7], 3, 6],
    ['much that is missing', ['b', 'x', 'y', 3], 2, 1],
    ['a missing section: the beginning', ['tasks', 3, 'due'], 1, 1],
    ['nothing: the whole', [], 1, 1],
  ])('%s', (_, path, line, column) => {
    expect(locate(path)).toEqual({ file: 'd.yaml', line, column });
  });

  test('a key, if the key is what is wrong', () => {
    expect(locate(['b', 'c', 1, 'd'], 'key')).toEqual({ file: 'd.yaml', line: 3, column: 12 });
  });

  test('works for a definition without problems, for findings of later checks', () => {
    expect(whole.locate(['tasks', 3, 'due'])).toEqual({ file: 'campaign.yaml', line: 25, column: 68 });
  });

  test('Windows line ends and a byte order mark do not move lines', () => {
    const text = `\uFEFF${edited(['perWeek: 3', 'perWeek: x']).replaceAll("\n", "\r\n")}`;
    expect(parseDefinition([{ name: 'd.yaml', text }]).problems).toMatchObject([{ line: 8, column: 32 }]);
  });
});
