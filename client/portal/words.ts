import type { PortalRole } from '../../activities/links/link.ts';
import type { Channel } from '../../campaign/line/facts.ts';
import type { Relation } from '../../campaign/line/letter.ts';
import { chineseInstant } from '../../campaign/time/chinese.ts';
import { dayOf } from '../../campaign/time/instant.ts';
import { workingDaysBetween } from '../../campaign/time/workingDays.ts';
import type { VersionStory } from '../unitTasks.ts';
import type { UnitTask, UnitView } from '../units.ts';

/** How something reached us. */
export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = { portal: '门户', mail: '邮件', 公文交换: '公文交换', fax: '传真', telephone: '电话', 政务微信: '政务微信' };

/** Who somebody is to the portal. */
export const ROLE_NAMES: Readonly<Record<PortalRole, string>> = {
  contact: '联络员', superior: '分管领导', office: '办公室', head: '负责同志', reviewer: '审核人员', auditor: '查阅人员',
};

/** How a task stands, in a word and a colour that never says it alone. */
export interface Standing {
  readonly text: string;
  readonly tone: 'todo' | 'more' | 'done' | 'rest';
}

/** Bodies of equal rank are asked and thanked, never judged: the letters' words. */
const isPeer = (relation: Relation): boolean => relation === 'peer';

/** Whether a unit is of equal rank with who reviews it: units below a participant are not. */
export function isOfEqualRank({ line: { line, relation }, unit }: Pick<UnitView, 'line' | 'unit'>): boolean {
  return isPeer(relation) && unit.id === line;
}

/** How a task stands, for its own unit. */
export function standingOf({ line: { relation }, closed }: UnitView, task: UnitTask): Standing {
  const last = task.versions.at(-1)?.state;
  if (task.suspended) return { text: '已中止，暂不需办理', tone: 'rest' };
  switch (task.state) {
    case 'scheduled': return { text: '尚未开始', tone: 'rest' };
    case 'exempt': return { text: '免报', tone: 'rest' };
    case 'missing': return { text: closed ? '已截止' : '尚未收到', tone: 'rest' };
    case 'accepted': return { text: isPeer(relation) ? '已收悉' : '审核通过', tone: 'done' };
    case 'submitted': return { text: '已收到，待审核', tone: 'done' };
    case 'open': {
      if (last === 'returned') return { text: isPeer(relation) ? '商请补充' : '请补充', tone: 'more' };
      if (last === 'withdrawn') return { text: '已撤回，待重新提交', tone: 'more' };
      if (task.originals.length > 0) return { text: '已收到原件', tone: 'done' };
      return { text: isPeer(relation) ? '待反馈' : '待报送', tone: 'todo' };
    }
  }
}

/** Whether the unit still has something to do about it. */
export function isToDo({ state, originals, suspended }: UnitTask): boolean {
  return state === 'open' && originals.length === 0 && !suspended;
}

/** 10月18日（周五）17:00前. */
export function dueText({ due }: UnitTask): string {
  return `${chineseInstant(due)}前`;
}

/** How many working days are left, or how long it has been: for peers without a count. */
export function leftText({ line: { calendar, relation }, asOf }: UnitView, task: UnitTask): string {
  if (!isToDo(task)) return '';
  const [today, due] = [dayOf(asOf), dayOf(task.due)];
  if (task.due < asOf) {
    const over = workingDaysBetween(calendar, due, today);
    return isPeer(relation) || over === 0 ? '约定时间已到' : `已过 ${String(over)} 个工作日`;
  }
  if (today === due) return '今天到期';
  return `还有 ${String(workingDaysBetween(calendar, today, due))} 个工作日`;
}

/** What became of a version. */
export function versionText({ line: { relation } }: UnitView, { state }: VersionStory): string {
  switch (state) {
    case 'submitted': return '待审核';
    case 'accepted': return isPeer(relation) ? '已收悉' : '审核通过';
    case 'returned': return isPeer(relation) ? '商请补充' : '请补充';
    case 'withdrawn': return '已撤回';
    case 'replaced': return '已由新版代替';
  }
}

/** 报送 or, to a body of equal rank, 反馈. */
export function verbOf({ line: { relation } }: UnitView): string {
  return isPeer(relation) ? '反馈' : '报送';
}

/** What a task asks for, one thing a line, as the letters say it. */
export function askedFor({ rule: { form, evidence } }: UnitTask): string[] {
  switch (form) {
    case 'proposal': return ['拟开展的重点活动、主要内容、时间安排和牵头单位'];
    case 'countersign': return ['会签意见：同意，或具体修改意见'];
    case 'confirm': return ['办理情况，一句话即可'];
    case 'report': return reportParts(evidence);
  }
}

function reportParts(evidence: UnitTask['rule']['evidence']): string[] {
  const counted = (name: string, count: number | undefined, unit: string): string[] => (
    count === undefined ? [] : [count > 0 ? `${name}（${String(count)}${unit}）` : name]);
  return [
    evidence.narrative === undefined || evidence.narrative === 0 ? '情况说明，篇幅不限' : `情况说明（${String(evidence.narrative)}字左右）`,
    ...(evidence.figures === undefined || evidence.figures.length === 0 ? [] : [`数据：${evidence.figures.join('、')}`]),
    ...counted('典型案例', evidence.cases, '个'), ...counted('图片', evidence.photos, '张'), ...counted('视频', evidence.videos, '个'),
    ...counted('有关文件', evidence.files, '个'), ...counted('公开链接', evidence.links, '个'),
    ...(evidence.publishedOn === undefined ? [] : ['公开发布日期']),
  ];
}

/** 12 KB, 3.4 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} 字节`;
  if (bytes < 1024 ** 2) return `${String(Math.round(bytes / 1024))} KB`;
  return bytes < 1024 ** 3 ? `${String(Number((bytes / 1024 ** 2).toFixed(1)))} MB` : `${String(Number((bytes / 1024 ** 3).toFixed(1)))} GB`;
}

/** Refusals name tasks by their ids; people know them by their titles. */
export function forPeople(sentence: string, { unit, tasks }: UnitView): string {
  return tasks.reduce((text, { task, title }) => text.replaceAll(`报送事项 ${unit.id}/${task} `, `“${title}”`).replaceAll(`${unit.id}/${task}`, `“${title}”`), sentence)
    .replaceAll(`单位 ${unit.id} `, unit.name);
}

export { chineseInstant };
