import { type Instant, at, dayOf, timeOf } from '../../time/instant.ts';
import { type WorkingDays, isWorkingDay, nextComfortableDay, shift } from '../../time/workingDays.ts';
import { chineseDay, chineseInstant } from '../../time/chinese.ts';
import { type Ladder, type LinePlan, ORGANISER, slotOf } from '../../line/plan.ts';
import type { CampaignPlan } from '../plan.ts';
import type { Finding } from '../problem.ts';
import type { Definition } from '../schema.ts';
import type { TaskDraft } from './tasks.ts';

/** What the calendar forbids of single tasks and phases; each mistake once, whoever has the task. */
export function timingMistakes(definition: Definition, plan: CampaignPlan, drafts: readonly TaskDraft[]): Finding[] {
  const lines = new Map(plan.lines.flatMap((line) => line.units.map(({ id }) => [id, line] as const)));
  const found = [
    ...plan.phases.filter(({ at: when }) => !isWorkingDay(plan.calendar, dayOf(when))).map(({ name, at: when }): Finding => ({
      path: ['phases', name], message: `${name} 的日期${chineseInstant(when)}不是工作日`,
      remedy: nextWorkingDay(plan.calendar, when),
    })),
    ...drafts.flatMap((draft) => {
      const line = lines.get(draft.unit);
      return line === undefined ? [] : taskMistakes(definition, line, draft);
    }),
  ];
  return [...new Map(found.map((finding) => [`${finding.path.join(' ')} ${finding.message}`, finding])).values()];
}

function taskMistakes(definition: Definition, line: LinePlan, draft: TaskDraft): Finding[] {
  const { calendar, sending } = line;
  const { assign, due, task } = draft;
  const where = [...draft.path.slice(0, 2), 'assign'];
  const say = (path: Finding['path'], message: string, remedy: string): Finding => ({ path, message: `“${task}”${message}`, remedy });
  if (due === undefined) return [say(draft.path, '的期限超出活动日历（至 archive）', '请提前期限，或推迟 phases.archive')];
  const found: Finding[] = [];
  if (!isWorkingDay(calendar, dayOf(assign))) {
    found.push(say(where, `的布置日${chineseDay(dayOf(assign))}不是工作日`, nextWorkingDay(calendar, assign)));
  } else if (timeOf(assign) < sending.at || timeOf(assign) > sending.until) {
    found.push(say(where, `的布置时间${chineseInstant(assign)}不在发函时段内`, `请改到 ${sending.at} 至 ${sending.until} 之间`));
  }
  if (!isWorkingDay(calendar, dayOf(due))) {
    found.push(say(draft.path, `的期限${chineseInstant(due)}不是工作日`, nextWorkingDay(calendar, due)));
  }
  if (assign >= due) {
    found.push(say(draft.path, `的期限${chineseInstant(due)}不晚于布置时间${chineseInstant(assign)}`, '请推迟期限，或提前布置'));
  }
  const ladder = line.rules[task]?.ladder;
  const path = ladderPath(line, draft);
  return ladder === undefined ? found : [...found, ...ladderMistakes(line, ladder, due, path, draft, definition)];
}

/** Where the ladder of a task is written. */
function ladderPath(line: LinePlan, { rule, path }: TaskDraft): Finding['path'] {
  if (typeof rule.ladder === 'object') return [...path.slice(0, 2), 'ladder'];
  return ['ladders', rule.ladder ?? (line.line === ORGANISER ? 'own' : line.relation)];
}

/** Overdue and escalation never share a day (after moving), and the whole ladder ends before the line closes. */
function ladderMistakes(
  line: LinePlan, ladder: Ladder, due: Instant, path: Finding['path'], draft: TaskDraft, definition: Definition,
): Finding[] {
  const dayAt = (offset: number) => shift(line.calendar, dayOf(due), offset);
  const overdue = ladder.overdue.map((offset) => ({ offset, on: dayAt(offset) }));
  const escalation = ladder.escalation.map((rung) => {
    const on = dayAt(rung.at);
    return { offset: rung.at, on: on === undefined ? undefined : nextComfortableDay(line.calendar, on, () => true) };
  });
  const last = line.line === ORGANISER ? 'archive' : 'close';
  const shared = escalation.flatMap((step): Finding[] => {
    const same = overdue.find(({ on }) => on !== undefined && on === step.on);
    if (same?.on === undefined) return [];
    return [{
      path,
      message: `“${draft.task}”（期限${chineseInstant(due)}）的 ${slotOf(same.offset)} 和 ${slotOf(step.offset)} 同在${chineseDay(same.on)}（避开调休和长假后首日之后）`,
      remedy: '请错开提醒与提请，例如把提请推后一个工作日，或改期限',
    }];
  });
  const late = [...overdue, ...escalation].find(({ on }) => on === undefined || at(on, line.sending.digest) >= line.close);
  if (late === undefined && due < line.close) return shared;
  return [...shared, {
    path: draft.path,
    message: `“${draft.task}”的期限${chineseInstant(due)}${late === undefined ? '' : `加上 ${slotOf(late.offset)}`}不早于 ${last}（${definition.phases[last]}）`,
    remedy: `请提前期限，或推迟 phases.${last}`,
  }];
}

function nextWorkingDay(calendar: WorkingDays, when: Instant): string {
  const next = shift(calendar, dayOf(when), 1);
  return next === undefined ? '请改为工作日' : `请改为工作日，例如 ${next}`;
}
