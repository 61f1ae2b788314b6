import type { OutlookView } from '../../campaign/definition/letterView.ts';
import { compare } from '../../campaign/line/compare.ts';
import type { LetterKind } from '../../campaign/line/letter.ts';
import { type Instant, timeOf } from '../../campaign/time/instant.ts';
import { type Names, nameInFull, ruleFor, titleOf } from './names.ts';
import type { OutlookLetter } from './outlook.ts';
import { dayText } from './wording.ts';

/** What the office calls a kind of letter. */
const KIND_NAMES: Readonly<Record<LetterKind, string>> = {
  assign: '商请（布置）', remind: '工作提示', overdue: '再次提示', escalate: '致分管领导', digest: '每日清单',
  receipt: '回执', accepted: '已收悉', returned: '请补充', extension: '延期答复', changed: '时间调整',
  outlook: '明日拟发', announce: '海报和简报', notice: '通知', summary: '总结',
};

/** Items that a row names; the others are counted. */
const SHOWN = 3;

/** Tomorrow's letters, one row each: by moment, then in the order of the plan. */
export function outlookView(letters: readonly OutlookLetter[], now: Instant, names: Names): OutlookView[] {
  return letters.map((letter) => ({ ...letter, leaves: letter.leaves ?? letter.at })).toSorted((a, b) => compare(a.leaves, b.leaves)).map((letter) => ({
    id: letter.id ?? null, day: dayText(letter.leaves, now), time: timeOf(letter.leaves), kind: letter.kind === 'escalate' && letter.role === 'contact' ? '所属单位情况' : KIND_NAMES[letter.kind], count: letter.count,
    to: nameInFull(names, letter.unit), superior: letter.role === 'superior', struck: letter.struck, items: itemsText(letter, names),
  }));
}

function itemsText({ items, unit: recipient }: OutlookLetter, names: Names): string {
  const shown = items.slice(0, SHOWN).map(({ unit, task }) => {
    const plan = names.lineOf.get(unit);
    const rule = plan === undefined ? undefined : ruleFor(plan, unit, task);
    const title = rule === undefined ? task : titleOf(names, rule);
    return unit === recipient ? title : `${nameInFull(names, unit)}：${title}`;
  });
  return `${shown.join('；')}${items.length > SHOWN ? `；等${String(items.length)}项` : ''}`;
}
