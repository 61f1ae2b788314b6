import type { Overview } from '../../overview.ts';
import type { UnitTask } from '../../units.ts';
import { type Light, lightOf } from './lights.ts';
import { soonOf } from './rows.ts';

/** The sign of a task as its own line told it just now. */
export function standingLight({ task, title, due, state, level, versions, originals, suspended }: UnitTask, { plan, now }: Overview): Light {
  const last = versions.at(-1);
  const late = versions[0]?.late ?? false;
  // An original rests until its content is keyed in and reviewed.
  const rests = state !== 'open' ? undefined : suspended ? 'suspended' : originals.length > 0 && last?.state !== 'returned' ? 'original' : undefined;
  return lightOf({ unit: '', task, title, due, state, level, versions: versions.length, late, ...(rests === undefined ? {} : { rests }) }, now, soonOf(plan, now));
}
