import { z } from 'zod';
import type { VersionStory } from '../../unitTasks.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import { Denied } from '../guard.ts';

// Ids as definitions may write them (campaign/definition/formats.ts); a task of an action has its action's id behind a dot.
const id = z.string().regex(/^[a-z0-9.-]{1,90}$/);
export const ofUnit = z.object({ unit: id });
export const ofTask = z.object({ unit: id, task: id });
export const ofVersion = z.object({ unit: id, task: id, version: z.coerce.number().int().min(1).max(100_000) });
export const ofFile = ofVersion.extend({ file: z.coerce.number().int().min(1).max(1_000) });
/** Pieces of files and pictures: many of one page, on a fast line, of a whole office behind one address. */
export const OFTEN = { rateLimit: { max: 3_000, timeWindow: '1 minute' } };
export const Csrf = z.string().max(100);

/** The task of this name; another unit's, or none, is unknown. */
export function taskOf({ tasks }: UnitView, name: string): UnitTask {
  const found = tasks.find(({ task }) => task === name);
  if (found === undefined) throw new Denied('unknown');
  return found;
}

/** The version of this number. */
export function versionOf({ versions }: UnitTask, wanted: number): VersionStory {
  const found = versions.find(({ version }) => version === wanted);
  if (found === undefined) throw new Denied('unknown');
  return found;
}
