import { chineseInstant } from '../campaign/time/chinese.ts';
import type { Instant } from '../campaign/time/instant.ts';
import type { ItemKind, Letter } from '../campaign/line/letter.ts';

/** What timers and activities are called in the Web UI's timeline. */
const KINDS: Readonly<Record<ItemKind, string>> = {
  assign: '布置', remind: '提醒', overdue: '再次提醒', escalate: '提请', unacknowledged: '未确认', call: '电话联系',
  review: '待审核', returned: '请补充', extension: '延期答复', changed: '变更告知', accepted: '收悉', receipt: '回执',
};

/** `提醒 12 个单位、布置 3 个单位` */
export function batchSummary(letters: readonly Letter[]): string {
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const kinds = new Set(letter.items.map(({ kind }) => KINDS[kind]));
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return `发函：${[...counts].map(([kind, count]) => `${kind} ${String(count)} 个单位`).join('、')}`;
}

/** `等待 9月30日（周一）09:00：提醒 12 个单位` */
export function waitSummary(when: Instant, ahead: readonly { readonly kind: ItemKind; readonly unit: string; readonly at: Instant }[]): string {
  const units = new Map<string, Set<string>>();
  for (const step of ahead) {
    if (step.at > when) continue;
    const kind = KINDS[step.kind];
    units.set(kind, (units.get(kind) ?? new Set()).add(step.unit));
  }
  const what = [...units].map(([kind, who]) => `${kind} ${String(who.size)} 个单位`).join('、');
  return `等待 ${chineseInstant(when)}${what === '' ? '' : `：${what}`}`.slice(0, 180);
}
