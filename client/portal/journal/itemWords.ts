import type { ItemKind, Level } from '../../../campaign/line/letter.ts';
import { LEVEL_NAMES } from '../../../workflows/table.ts';

const ITEMS: Readonly<Record<ItemKind, string>> = {
  assign: '布置', remind: '提醒', overdue: '再次提醒', escalate: '提请', unacknowledged: '未确认收到', call: '请电话联系', review: '提醒审核',
  returned: '请补充', extension: '延期答复', changed: '变更告知', accepted: '收悉', receipt: '回执',
};

/** What an item of a letter does. */
export const itemWord = (kind: ItemKind): string => ITEMS[kind];
/** 红色提醒. */
export const levelWord = (level: Level): string => `${LEVEL_NAMES[level]}提醒`;
