import { outcome } from '../../campaign/line/outcome.ts';
import type { UnitStatus } from '../contract.ts';
import type { LineRun } from './lineRun.ts';

/** What one unit's own pages need, in one answer: its tasks and what happened to it. A page that asks twice costs twice. */
export function unitStatusOf(run: LineRun | undefined, unit: unknown): UnitStatus | null {
  if (run === undefined) return null;
  const { plan, state, clock, journal } = run;
  const now = clock.entered();
  const { earlier, facts } = journal.page();
  return {
    asOf: now, closed: now >= plan.close, earlier,
    tasks: outcome(plan, state, now).tasks.filter((task) => task.unit === unit).map(({ task, due, state: shown, level }) => ({ task, due, state: shown, level })),
    facts: facts.filter((fact) => isOf(fact, String(unit))),
  };
}

/** Whether a fact is about this unit itself, or one of its tasks. */
function isOf(fact: unknown, unit: string): boolean {
  if (typeof fact !== 'object' || fact === null) return false;
  if ('key' in fact && typeof fact.key === 'string') return fact.key.startsWith(`${unit}/`);
  return 'unit' in fact && fact.unit === unit;
}
