import type { Act } from './act.ts';
import { type Stage, actOn, daysAfter } from './stage.ts';

/** One reviewer in so many is slow enough to be asked (审核提醒). */
const SLOW = 0.06;

/**
 * The report, and its acceptance by its reviewer: the participant for its units, the organiser for participants.
 * Confirmations and countersignatures need none, nor does anything of the organiser.
 */
export function reviewed(stage: Stage, report: Act): Act[] {
  if (stage.rule.form === 'confirm' || stage.rule.form === 'countersign') return [report];
  const slow = stage.random.chance(SLOW);
  const days = daysAfter(stage, report);
  const on = slow ? days[stage.rule.review + 1] ?? days.at(-1) : days[stage.random.between(0, 2)] ?? days[0];
  if (on === undefined) return [report];
  return [report, actOn(stage, on, { do: 'review', unit: stage.task.unit, task: stage.task.task, accept: true })];
}
