import type { LetterChange } from '../../campaign/definition/amend/letters.ts';
import { keyOf } from '../../campaign/line/plan.ts';
import { chineseDay, chineseInstant } from '../../campaign/time/chinese.ts';
import { dayOf, timeOf } from '../../campaign/time/instant.ts';
import type { Amended } from '../amend.ts';
import { type Names, letterText, namesOf } from './agendaText.ts';
import { KINDS, ROLES, phaseText } from '../words.ts';

/** Lines of a screen: more letters than that are counted by day. */
const SCREEN = 40;

/** An amendment for people: what changes, and every letter that moves, appears or goes. */
export function amendText({ campaign, revision, asOf, isEmpty, changes, plan }: Amended): string {
  if (isEmpty) return `定义与活动 ${campaign} 现行的方案（第 ${String(revision)} 版）相同，无需变更。`;
  const names = namesOf(plan);
  const { participants, units, tasks, dues, kept, rules, phases, rulesVersion, addresses, letters } = changes;
  return [
    `活动 ${campaign} 变更为第 ${String(revision)} 版方案（截至 ${chineseInstant(asOf)}）：`,
    ...section('新增参与单位', participants.added.map(({ id, name }) => `${name}（${id}）`)),
    ...section('移出参与单位（未报事项免报，报送线运行到截止）', participants.removed.map(({ id, name }) => `${name}（${id}）`)),
    ...section('新增下属单位', units.added.map(({ id, name }) => `${name}（${id}）`)),
    ...section('移出下属单位', units.removed.map(({ id, name }) => `${name}（${id}）`)),
    ...section('阶段改期', phases.map(({ name, from, to }) => `${phaseText(name)}：${chineseInstant(from)} → ${chineseInstant(to)}`)),
    ...section('新增事项', tasks.added.map((each) => `${keyOf(each)}，期限 ${chineseInstant(each.due)}`)),
    ...section('取消事项', tasks.removed.map((each) => `${keyOf(each)}${each.reported ? '（已报送，保留）' : '（免报）'}`)),
    ...section('期限移动', dues.map((each) => `${keyOf(each)}：${chineseInstant(each.from)} → ${chineseInstant(each.to)}`)),
    ...section('期限保留（已获准的较晚）', kept.map((each) => `${keyOf(each)}：仍为 ${chineseInstant(each.due)}`)),
    ...section('其他改动（名称、提醒层级、佐证等）', rules),
    ...section('程序规则更新', rulesVersion === undefined ? [] : [`第 ${String(rulesVersion.from)} 版 → 第 ${String(rulesVersion.to)} 版，自本次变更起适用`]),
    ...section('改发新地址', addresses.map(({ unit, role, from, to }) => `${unit}（${ROLES[role]}）：${from} → ${to}`)),
    '', ...lettersText(letters, names),
  ].join('\n');
}

function section(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const shown = entries.length > SCREEN ? [...entries.slice(0, SCREEN / 2), `另有 ${String(entries.length - SCREEN / 2)} 项（--json 列出全部）`] : entries;
  return [`${title} ${String(entries.length)} 项：`, ...shown.map((entry) => `  ${entry}`)];
}

const SIGNS: Readonly<Record<LetterChange['change'], string>> = { moved: '移动', altered: '改内容', added: '新增', removed: '取消' };

function lettersText(letters: readonly LetterChange[], names: Names): string[] {
  if (letters.length === 0) return ['函件：若始终无人反馈，此后的函件时间和内容都不变。'];
  const total = countText(letters, ({ change }) => SIGNS[change]);
  const days = Map.groupBy(letters, ({ letter }) => dayOf(letter.at));
  const heading = `函件（若始终无人反馈）：${total}${letters.length > SCREEN ? '，按日汇总如下（--json 列出全部）' : ''}`;
  return [heading, ...[...days].flatMap(([day, own]) => (letters.length > SCREEN
    ? [`  ${chineseDay(day)}　${countText(own, ({ change, letter }) => `${SIGNS[change]}${KINDS[letter.kind]}`)}`]
    : [`  ${chineseDay(day)}`, ...own.map((each) => `    ${timeOf(each.letter.at)} ${changeText(each, names)}`)]))];
}

function changeText(each: LetterChange, names: Names): string {
  const text = `${SIGNS[each.change]} ${letterText(each.letter, names)}`;
  if (each.change === 'moved') return `${text}（原定 ${chineseInstant(each.from)}）`;
  return each.change === 'altered' ? `${text}（原为 ${letterText(each.before, names)}）` : text;
}

function countText(letters: readonly LetterChange[], nameOf: (letter: LetterChange) => string): string {
  return [...Map.groupBy(letters, nameOf)].map(([name, own]) => `${name} ${String(own.length)} 封`).join('、');
}
