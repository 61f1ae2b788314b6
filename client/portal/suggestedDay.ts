import { dayOf, later } from '../../campaign/time/instant.ts';
import { shift } from '../../campaign/time/workingDays.ts';
import type { UnitTask, UnitView } from '../units.ts';

/** Working days that a supplement is given, unless the line closes before. */
const DAYS = 3;

/** The day by which a supplement may be asked for: the third working day from now, or the last one before the line closes; never before the day agreed on at first. */
export function suggestedDay({ line: { calendar, close }, asOf }: Pick<UnitView, 'line' | 'asOf'>, { due }: Pick<UnitTask, 'due'>): string {
  for (let days = DAYS; days > 0; days -= 1) {
    const day = shift(calendar, dayOf(asOf), days);
    if (day !== undefined && day < dayOf(close)) return later(day, dayOf(due));
  }
  return '';
}
