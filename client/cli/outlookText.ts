import type { CampaignPlan } from '../../campaign/definition/plan.ts';
import { compare } from '../../campaign/line/compare.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import type { ListedLetter } from '../strikes.ts';
import { namesOf } from './agendaText.ts';
import { table } from './width.ts';
import { KINDS } from '../words.ts';

/** Items of one letter that are listed; the others are counted. */
const SHOWN = 3;

/** The letters that leave next, for people: each with the id it can be struck by. */
export function listText(plan: CampaignPlan, { letters, unnamed }: { readonly letters: readonly ListedLetter[]; readonly unnamed: number }): string {
  if (letters.length + unnamed === 0) return '今日和下一工作日没有拟发函件。';
  const { units: names, tasks: titles } = namesOf(plan);
  const items = (letter: ListedLetter) => letter.items.slice(0, SHOWN).map(({ unit, task }) => (
    `${unit === letter.unit ? '' : `${names.get(unit) ?? unit}：`}${titles.get(task) ?? task}`)).join('；')
    + (letter.items.length > SHOWN ? `；等 ${String(letter.items.length)} 项` : '');
  const rows = letters.map((letter) => ({ ...letter, leaves: letter.leaves ?? letter.at })).toSorted((a, b) => compare(a.leaves, b.leaves)).map((letter) => [
    letter.id, chineseInstant(letter.leaves), KINDS[letter.kind], `${names.get(letter.unit) ?? letter.unit}${letter.role === 'superior' ? '（分管领导）' : ''}`,
    items(letter), letter.struck ? '已撤下' : '',
  ]);
  return [
    table(['编号', '时间', '函件', '收件单位', '事项', ''], rows),
    ...(unnamed === 0 ? [] : ['', `另有 ${String(unnamed)} 封暂时列不出编号（报送线尚在更新），请稍候再看。`]),
  ].join('\n');
}

/** The same for programs. */
export function letterJson({ id, at, leaves, unit, role, kind, items, struck }: ListedLetter): unknown {
  return { id, at, ...(leaves === undefined ? {} : { leaves }), unit, role, kind, items, struck };
}
