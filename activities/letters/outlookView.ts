import type { OutlookView } from '../../campaign/definition/letterView.ts';
import type { Letter, LetterKind } from '../../campaign/line/letter.ts';
import type { Instant } from '../../campaign/time/instant.ts';
import { type Names, nameInFull } from './names.ts';
import { instantText } from './wording.ts';

/** What the office calls a kind of letter. */
export const KIND_NAMES: Readonly<Record<LetterKind, string>> = {
  assign: '商请（布置）', remind: '工作提示', overdue: '再次提示', escalate: '致分管领导', digest: '每日清单',
  receipt: '回执', accepted: '已收悉', returned: '请补充', extension: '延期答复', changed: '时间调整',
  outlook: '明日拟发', announce: '海报和简报', notice: '通知', summary: '总结',
};

const SHOWN = 12;

/** Tomorrow's letters, grouped by moment, kind and role: one row however many recipients there are. */
export function outlookView(letters: readonly Letter[], now: Instant, names: Names): OutlookView[] {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) {
    const key = `${letter.at} ${letter.kind} ${letter.as}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [letter]);
    else group.push(letter);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const units = [...new Set(group.map((letter) => letter.unit))];
    const shown = units.slice(0, SHOWN).map((unit) => nameInFull(names, unit)).join('、');
    return [{
      at: instantText(first.at, now), kind: KIND_NAMES[first.kind], role: first.as, count: group.length,
      names: units.length > SHOWN ? `${shown}等${String(units.length)}个单位` : shown,
    }];
  });
}
