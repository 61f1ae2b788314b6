import { type TaskStanding, isOverdue } from '../../../campaign/line/standing.ts';
import type { Day, Instant } from '../../../campaign/time/instant.ts';
import { dayOf } from '../../../campaign/time/instant.ts';

/** How a task stands in one sign, gravest first: of several tasks in one place the first counts. */
export const LIGHTS = ['missing', 'red', 'yellow', 'blue', 'over', 'review', 'again', 'soon', 'open', 'original', 'suspended', 'scheduled', 'late', 'accepted', 'exempt'] as const;
export type Light = (typeof LIGHTS)[number];

/** What each sign says: to be read without colour. */
export const LIGHT_TEXTS: Readonly<Record<Light, string>> = {
  missing: '到截止仍未报', red: '过期，红色提醒', yellow: '过期，黄色提醒', blue: '过期，蓝色提醒', over: '过期，尚未到提醒层级', review: '待审核',
  again: '待补充或重报', soon: '三个工作日内到期', open: '待报', original: '已收到原件，待录入', suspended: '已中止', scheduled: '未布置',
  late: '过期后报送，已收悉', accepted: '已收悉', exempt: '免报',
};

/** What somebody should look at: it is late, or waits. */
const WANTING: ReadonlySet<Light> = new Set<Light>(['missing', 'red', 'yellow', 'blue', 'over', 'review', 'again']);
const LATE: ReadonlySet<Light> = new Set<Light>(['missing', 'red', 'yellow', 'blue', 'over']);
const DONE: ReadonlySet<Light> = new Set<Light>(['late', 'accepted', 'exempt']);

export const isWanting = (light: Light): boolean => WANTING.has(light);
export const isLate = (light: Light): boolean => LATE.has(light);
export const isDone = (light: Light): boolean => DONE.has(light);

const GRAVITY = new Map(LIGHTS.map((light, place) => [light, place]));

/** The gravest of some. */
export function gravest(lights: readonly Light[]): Light | undefined {
  return lights.reduce<Light | undefined>((top, light) => (top === undefined || (GRAVITY.get(light) ?? 0) < (GRAVITY.get(top) ?? 0) ? light : top), undefined);
}

/** The sign of one task. `soon`: what is due by the end of that day is near. */
export function lightOf(task: TaskStanding, now: Instant, soon: Day): Light {
  switch (task.state) {
    case 'missing': case 'scheduled': case 'exempt': return task.state;
    case 'submitted': return 'review';
    case 'accepted': return task.late ? 'late' : 'accepted';
    case 'open': {
      if (task.rests !== undefined) return task.rests;
      if (isOverdue(task, now)) return task.level ?? 'over';
      if (task.versions > 0) return 'again';
      return dayOf(task.due) <= soon ? 'soon' : 'open';
    }
  }
}
