import { type Day, dayOf } from '../../time/instant.ts';
import { chineseDay } from '../../time/chinese.ts';
import { workingDaysBetween } from '../../time/workingDays.ts';
import { lettersOf } from '../../line/letters.ts';
import { type LinePlan, ORGANISER } from '../../line/plan.ts';
import { openLine } from '../../line/state.ts';
import type { CampaignPlan } from '../plan.ts';
import { isChasing, silentSteps } from '../planLetters.ts';
import type { Finding } from '../problem.ts';
import type { Definition } from '../schema.ts';

/** The stretch that `budget.perWeek` speaks of. */
const WEEK = 5;

/** 减负: a silent contact gets at most `perWeek` chasing letters in any five consecutive working days. */
export function weeklyMistakes(definition: Definition, plan: CampaignPlan): Finding[] {
  return plan.lines.flatMap((line) => [...chasingDays(line)].flatMap(([unit, days]): Finding[] => {
    const crowded = firstCrowded(line, days, definition.budget.perWeek);
    if (crowded === undefined) return [];
    const { from, to, count } = crowded;
    return [{
      path: unitPath(definition, line, unit),
      message: `“${unit}”若一直未反馈，${chineseDay(from)}至${chineseDay(to)}将收到 ${String(count)} 封提醒，超过 perWeek（${String(definition.budget.perWeek)}）`,
      remedy: '请让相近事项的期限落在同一天（同日提醒合为一封），或给次要事项减少提醒节点，或调整 budget.perWeek',
    }];
  }));
}

/** The days on which each contact of a line would be chased, one entry a letter. */
function chasingDays(line: LinePlan): Map<string, Day[]> {
  const moments = Map.groupBy(silentSteps(line), (step) => step.at);
  const found = new Map<string, Day[]>();
  const state = openLine(line);
  for (const [when, steps] of moments) {
    for (const letter of lettersOf(steps, state)) {
      if (letter.role !== 'contact' || !isChasing(letter.kind)) continue;
      found.set(letter.unit, [...(found.get(letter.unit) ?? []), dayOf(when)]);
    }
  }
  return found;
}

function firstCrowded(line: LinePlan, days: readonly Day[], most: number) {
  for (const [index, from] of days.entries()) {
    const to = days[index + most];
    if (to !== undefined && workingDaysBetween(line.calendar, from, to) < WEEK) return { from, to, count: most + 1 };
  }
  return undefined;
}

function unitPath({ participants }: Definition, line: LinePlan, unit: string): Finding['path'] {
  if (line.line === ORGANISER) return ['organiser'];
  const index = participants.findIndex(({ id }) => id === line.line);
  if (unit === line.line) return ['participants', index];
  const below = participants[index]?.units.findIndex(({ id }) => id === unit) ?? 0;
  return ['participants', index, 'units', below];
}
