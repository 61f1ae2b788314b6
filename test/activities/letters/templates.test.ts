import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTemplates, loadTemplates } from '../../../activities/letters/templates.ts';
import { checkLetters } from '../../../campaign/definition/letterCheck.ts';
import type { LetterSource } from '../../../campaign/definition/letterSource.ts';
import { EXAMPLE_VIEW } from '../../../campaign/definition/letterView.ts';
import { LETTER_KINDS } from '../../../campaign/definition/letterNames.ts';

const saying = (text: string): unknown => expect.stringContaining(text);
const sheet = (body: string, front = "subject: 'S'\ntitle: T"): string => `---\n${front}\n---\n${body}`;
const source = (name: string, text: string): LetterSource => ({ name, file: `letters/${name}`, text });
const whole = (...own: LetterSource[]): LetterSource[] => {
  const all = [...LETTER_KINDS.map((kind) => source(`${kind}.md`, sheet('{{ to.name }}：'))), ...['sender', 'notes', 'rehearsal'].map((part) => source(`parts/${part}.md`, part))];
  return [...all.filter(({ name }) => own.every((each) => each.name !== name)), ...own];
};
const problems = (...own: LetterSource[]): unknown[] => checkLetters(whole(...own), 'letters').map(({ file, line, column, message, remedy }) => ({ at: `${file}:${String(line)}:${String(column)}`, message, remedy }));

describe('the check', () => {
  it('has nothing against plain templates', () => {
    expect(problems()).toEqual([]);
  });

  it('finds an unknown variable where it stands', () => {
    expect(problems(source('remind.md', sheet('甲\n乙 {{ to.nmae }} {{ dueday }}')))).toEqual([
      { at: 'letters/remind.md:6:6', message: '函件模板中没有变量“to.nmae”', remedy: saying('name') },
      { at: 'letters/remind.md:6:20', message: '函件模板中没有变量“dueday”', remedy: '是否为 dueDay？' },
    ]);
    expect(problems(source('remind.md', sheet('x', "title: T\nsubject: '请 {{ titel }}'")))).toEqual([
      { at: 'letters/remind.md:3:16', message: '函件模板中没有变量“titel”', remedy: saying('') },
    ]);
  });

  it('knows what loops, tags and parts may use', () => {
    expect(problems(source('remind.md', sheet('{% for item in items %}{{ item.title }}{{ forloop.index }}{{ item.evidence.cases }}{% endfor %}{{ items.size }}{{ items[0].due }}{% assign a = items | where: "kind", "call" %}{{ a.size }}')), source('parts/items.md', '{{ item.title }}'))).toEqual([]);
    expect(problems(source('remind.md', sheet('{% for item in items %}{{ item.titl }}{% endfor %}')))).toMatchObject([{ at: 'letters/remind.md:5:27', message: '函件模板中没有变量“item.titl”', remedy: '是否为 title？' }]);
    expect(problems(source('remind.md', sheet('{{ item.title }}')))).toMatchObject([{ message: '函件模板中没有变量“item”' }]);
    expect(problems(source('parts/items.md', '{% if itms %}{% endif %}'))).toMatchObject([{ at: 'letters/parts/items.md:1:7', remedy: '是否为 items？' }]);
  });

  it('finds broken tags, unknown filters and parts, and the way round the escaping', () => {
    expect(problems(source('remind.md', sheet('甲\n{% if count %}')))).toMatchObject([{ at: 'letters/remind.md:6:1', message: '标签没有结束：{% if count %}', remedy: '请在后面补上 {% endif %}' }]);
    expect(problems(source('remind.md', sheet('{{ due | upcas }}')))).toMatchObject([{ message: '函件模板中没有过滤器“upcas”', remedy: '是否为 upcase？' }]);
    expect(problems(source('remind.md', sheet('{{ document | raw }}')))).toMatchObject([{ message: '函件模板中没有过滤器“raw”' }]);
    expect(problems(source('remind.md', sheet("甲\n乙{% include 'sendr' %}")))).toMatchObject([{ at: 'letters/remind.md:6:2', message: '没有名为“sendr”的函件片段', remedy: '是否为 sender？' }]);
  });

  it('finds what a recipient would read as it stands', () => {
    expect(problems(source('remind.md', sheet('｛｛ to.name ｝｝')))).toMatchObject([{ at: 'letters/remind.md:5:1', message: saying('全角') }]);
    expect(problems(source('remind.md', sheet('甲 { to.name }')))).toMatchObject([{ at: 'letters/remind.md:5:3', remedy: '请写作 {{ 名称 }}' }]);
    expect(problems(source('remind.md', sheet('<b>甲</b><br>')))).toMatchObject([{ message: saying('<b>') }, { message: saying('</b>') }]);
    expect(problems(source('remind.md', sheet('![图](https://x.test/a.png)')))).toMatchObject([{ message: '函件中不放图片' }]);
    expect(problems(source('remind.md', sheet('\uFFFD\uFFFD甲\uFFFD')))).toMatchObject([{ message: saying('UTF-8') }]);
  });

  it.each([
    ['{% if count %}甲{% endif %}{% endif %}', '多了一个 {% endif %}'], ['{% fi count %}', '没有名为“fi”的标签'], ['{{ due }', '花括号'],
    ['{% include "sender %}', '片段名的引号没有成对'], ['{% include "sender %}甲{% include "sender %}', '片段名的引号没有成对'],
  ])('says in Chinese what is wrong with %s', (text, message) => {
    const found = problems(source('remind.md', sheet(text)));
    expect(found[0]).toMatchObject({ message: saying(message) });
    expect(JSON.stringify(found)).not.toMatch(/expected|closed|undefined/);
  });

  it('finds what is wrong with front matter and names', () => {
    expect(problems(source('remind.md', '没有'))).toMatchObject([{ at: 'letters/remind.md:1:1', message: saying('没有标题信息') }]);
    expect(problems(source('remind.md', sheet('x', 'title: T\nsubjet: x')))).toMatchObject([{ message: saying('subject') }, { at: 'letters/remind.md:3:9', message: saying('subjet') }]);
    expect(problems(source('remind.md', sheet('x', 'title: [')))).toMatchObject([{ message: saying('YAML') }]);
    expect(problems(source('remindd.md', sheet('x')))).toMatchObject([{ message: '没有名为“remindd”的函件', remedy: '是否为 remind.md？' }]);
    expect(problems(source('remind.peers.md', sheet('x')))).toMatchObject([{ message: '文件名中的“peers”不是单位关系' }]);
    expect(checkLetters(whole().filter(({ name }) => name !== 'remind.md'), 'letters').map(({ message }) => message)).toEqual(
      ['guided', 'own', 'peer'].map((relation) => `缺少函件模板 remind.${relation}.md`),
    );
  });

  it('finds words never said to peers, in whatever a peer can get', () => {
    const bad = sheet('甲\n请务必报送，逾期通报');
    expect(problems(source('remind.md', bad))).toMatchObject([
      { at: 'letters/remind.md:6:2', message: '“务必”不得用于致同级单位的函件' }, { at: 'letters/remind.md:6:7' }, { at: 'letters/remind.md:6:9', message: saying('通报') },
    ]);
    expect(problems(source('remind.peer.md', bad))).toHaveLength(3);
    expect(problems(source('parts/notes.peer.md', '退回'))).toMatchObject([{ at: 'letters/parts/notes.peer.md:1:1' }]);
    expect(problems(source('parts/notes.md', '退回'))).toHaveLength(1);
    expect(problems(source('accepted.md', sheet('x', 'title: T\nsubject: 督办')))).toMatchObject([{ at: 'letters/accepted.md:3:10' }]);
  });

  it('lets others be spoken to as they are', () => {
    const bad = sheet('请务必报送，逾期通报');
    expect(problems(source('remind.own.md', bad), source('remind.guided.md', bad), source('digest.md', bad), source('parts/status.own.md', '逾期'))).toEqual([]);
    expect(problems(source('remind.md', bad), source('remind.peer.md', sheet('好')))).toEqual([]);
  });
});

describe('templates', () => {
  it('are the variant’s, else the common one; parts too', () => {
    const templates = createTemplates(whole(
      source('remind.md', sheet("common {% include 'sender' %}")), source('remind.peer.md', sheet("peer {% include 'sender' %}")), source('parts/sender.own.md', 'own sender'),
      source('digest.head.md', sheet('head')), source('digest.own.md', sheet('own')),
    ));
    const body = (...find: Parameters<typeof templates.find>): string => templates.find(...find).body(EXAMPLE_VIEW);
    expect(body('remind', 'peer')).toBe('peer sender');
    expect(body('remind', 'guided')).toBe('common sender');
    expect(body('remind', 'own')).toBe('common own sender');
    expect(body('digest', 'head')).toBe('head');
    expect(body('digest', 'office')).toBe('own');
    expect(() => createTemplates([]).find('remind', 'peer')).toThrow(RangeError);
  });
});

describe('a folder of templates', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'letters-'));
  afterAll(() => rm(folder, { recursive: true }));

  it('is refused with its first mistake', async () => {
    await mkdir(join(folder, 'parts'));
    for (const { name, text } of whole(source('remind.md', `\uFEFF${sheet('{{ x }} {{ y }}')}`))) await writeFile(join(folder, name), text);
    await expect(loadTemplates(folder)).rejects.toThrow(/remind\.md:5:4 函件模板中没有变量“x”.*另有 1 处/);
  });

  it('is taken when it is right', async () => {
    await writeFile(join(folder, 'remind.md'), sheet('好'));
    expect((await loadTemplates(folder)).find('remind', 'peer').body(EXAMPLE_VIEW)).toBe('好');
  });
});
